import * as vscode from "vscode";
import { ExplainStatement, queryProgress } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { errorDataOf, isCancellation } from "../userErrors";
import { isAboutStatement } from "./documentRuns";
import { InsistentStop } from "./insistentStop";
import type { Outlines } from "./outlines";
import type { ParameterQuestions } from "./parameterQuestions";
import { bindParameters } from "./parameterValues";
import type { PlanDocuments } from "./planDocuments";
import type { QueryRuns } from "./queryRuns";
import type { StatementDiagnostics } from "./statementDiagnostics";
import { errorPlace, type RunnableStatement, runnableStatements } from "./statements";

export interface ExplainParts {
  readonly server: FlowLogServer;
  readonly runs: QueryRuns;
  readonly outlines: Outlines;
  readonly questions: ParameterQuestions;
  readonly diagnostics: StatementDiagnostics;
  readonly plans: PlanDocuments;
}

/** Runs a statement for its plan, and shows that beside it. */
export class ExplainRuns {
  constructor(private readonly parts: ExplainParts) {}

  async explain(document: vscode.TextDocument, index: number): Promise<void> {
    const { runs, outlines, questions, plans } = this.parts;
    runs.requireTrust();
    const text = document.getText();
    const version = document.version;
    const statement = runnableStatements(text, await outlines.of(document))[index];
    if (statement === undefined) return;
    const values = await questions.answer(document.uri, statement.parameters);
    if (values === undefined) return;
    const parameters = bindParameters(statement.parameters, values);
    try {
      const title = t("Plan of {0}", statement.title);
      const params = { ownerId: document.uri.toString(), sql: statement.sql, parameters, title };
      const explained = await this.request(params, statement.title);
      await plans.show(`${document.uri.toString()} ${statement.tabId}`, statement.title, explained.text);
    } catch (error) {
      if (isCancellation(error)) return;
      if (!document.isClosed && document.version === version) this.mark(document, statement, error);
      throw error;
    }
  }

  private request(
    params: Parameters<FlowLogServer["requestWithProgress"]>[1] & {
      readonly ownerId: string;
      readonly sql: string;
      readonly title: string;
    },
    title: string,
  ): Thenable<{ readonly text: string }> {
    const { server } = this.parts;
    const options = { location: vscode.ProgressLocation.Notification, title: t("Explaining {0}", title), cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const stop = new InsistentStop(token, server, () => progress.report({ message: t("stopping …") }));
      const report = ({ percent }: { percent?: number }): void => {
        if (percent !== undefined) progress.report({ message: `${Math.floor(percent)} %` });
      };
      try {
        return await server.requestWithProgress(ExplainStatement, params, { type: queryProgress, report }, token);
      } catch (error) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        throw error;
      } finally {
        stop.dispose();
      }
    });
  }

  private mark(document: vscode.TextDocument, statement: RunnableStatement, error: unknown): void {
    const data = errorDataOf(error);
    if (!isAboutStatement(data) || !(error instanceof Error)) return;
    this.parts.diagnostics.clear(document.uri);
    this.parts.diagnostics.add(document, errorPlace(statement, data), error.message, data?.candidates ?? []);
  }
}
