import * as vscode from "vscode";
import { type PanelTab, runningNow } from "../panels/panelTabs";
import type { ResultsPanel } from "../panels/resultsPanel";
import { nameOf, type ResultsPanels } from "../panels/resultsPanels";
import { t } from "../localize";
import { type ErrorData, FlowLogError } from "../../protocol/errors";
import { errorDataOf } from "../userErrors";
import { openDocument } from "./chartInFile";
import type { Outlines } from "./outlines";
import type { ParameterQuestions } from "./parameterQuestions";
import { bindParameters, collectParameters } from "./parameterValues";
import type { QueryRuns, RunOptions } from "./queryRuns";
import type { StatementDiagnostics } from "./statementDiagnostics";
import { standingNow } from "./staleness";
import { errorPlace, lineOf, type RunnableStatement, runnableStatements, selectionPrefix, statementAt, statementOf } from "./statements";

export interface DocumentRunParts {
  readonly runs: QueryRuns;
  readonly outlines: Outlines;
  readonly questions: ParameterQuestions;
  readonly diagnostics: StatementDiagnostics;
  readonly panels: ResultsPanels;
}

/** Runs what is written in a `.flowsql` document: the statement at the cursor, the selection, one by its number, or all. */
export class DocumentRuns {
  constructor(private readonly parts: DocumentRunParts) {}

  async runAtCursor(editor: vscode.TextEditor, front?: PanelTab["front"]): Promise<void> {
    const { document, selection } = editor;
    if (!selection.isEmpty) return this.runSelection(document, selection, front);
    const outline = await this.parts.outlines.of(document);
    const index = statementAt(document.getText(), outline, document.offsetAt(selection.active));
    if (index === undefined) {
      sayEmpty();
      return;
    }
    await this.runOne(document, index, front === undefined ? {} : { front });
  }

  /** `marks`: what its panel shows first of the result, else as it was or as the file says; and what was written before. */
  async runOne(document: vscode.TextDocument, index: number, marks: Pick<PanelTab, "front" | "written"> = {}): Promise<void> {
    const statement = (await this.statements(document))[index];
    if (statement !== undefined) await this.run(document, [statement], "put", marks);
  }

  async runAll(document: vscode.TextDocument): Promise<void> {
    const statements = await this.statements(document);
    if (statements.length === 0) {
      sayEmpty();
      return;
    }
    await this.run(document, statements, "replace");
  }

  /** Runs what stands now where the statement of a tab stood. */
  async runAsWritten({ documentUri, tabs }: Pick<ResultsPanel, "documentUri" | "tabs">, tab: PanelTab): Promise<void> {
    const uri = vscode.Uri.parse(documentUri, true);
    const document = await openDocument(uri);
    const statements = document === undefined ? [] : await this.statements(document);
    const standing = standingNow(tab, tabs.all(), statements);
    if (document === undefined || standing === undefined) {
      throw new FlowLogError(
        { kind: "invalidRequest" },
        t("“{0}” does not stand in {1} any more. Put the cursor into the statement that you mean, and run that.", tab.title, nameOf(uri)),
      );
    }
    await this.runOne(document, statements.indexOf(standing));
  }

  async changeParameters(document: vscode.TextDocument): Promise<void> {
    const declarations = collectParameters(await this.statements(document));
    if (declarations.length > 0) await this.parts.questions.change(document.uri, declarations);
    else await vscode.window.showInformationMessage(t("No statement here has a parameter. One is written like $address."));
  }

  /** Shows the statement of a tab where it is now; where it is not any more, nothing is selected. */
  async reveal(documentUri: string, tab: PanelTab): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(documentUri, true));
    const found = statementOf(tab, await this.statements(document));
    const place = tab.place ?? (found === undefined ? undefined : { start: found.start, end: found.start + found.sql.length });
    const selection = place === undefined ? undefined : new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
    const column = columnOf(document);
    await vscode.window.showTextDocument(document, {
      ...(column === undefined ? {} : { viewColumn: column }),
      ...(selection === undefined ? {} : { selection }),
    });
  }

  private async runSelection(document: vscode.TextDocument, selection: vscode.Selection, front: PanelTab["front"]): Promise<void> {
    const text = document.getText(selection);
    const outline = await this.parts.outlines.ofText(text);
    const statements = runnableStatements(text, outline, document.offsetAt(selection.start), selectionPrefix);
    if (statements.length === 0) {
      sayEmpty();
      return;
    }
    await this.run(document, statements, "put", front === undefined ? {} : { front });
  }

  private async statements(document: vscode.TextDocument): Promise<readonly RunnableStatement[]> {
    const text = document.getText();
    return runnableStatements(text, await this.parts.outlines.of(document));
  }

  private async run(
    document: vscode.TextDocument,
    statements: readonly RunnableStatement[],
    how: "put" | "replace",
    marks: Pick<PanelTab, "front" | "written"> = {},
  ): Promise<void> {
    const { runs, questions, diagnostics, panels } = this.parts;
    const documentUri = document.uri.toString();
    runs.requireTrust();
    if (runs.isRunning(documentUri)) return offerToStop(runs, documentUri);
    const version = document.version;
    const values = await questions.answer(document.uri, collectParameters(statements));
    if (values === undefined) return;
    diagnostics.clear(document.uri);
    const tabs = statements.map((statement): PanelTab => ({
      ...statement,
      parameters: bindParameters(statement.parameters, values),
      ...marks,
      outcome: runningNow(),
    }));
    const panel = await panels.open(document);
    if (how === "replace") panel.replaceTabs(tabs);
    else panel.putTabs(tabs);
    const starts = new Map(tabs.map((tab, index) => [tab, statements[index]?.start ?? 0]));
    await runs.run(panel, tabs, { onFailure: this.marker(document, version, starts) });
  }

  /** Marks what is wrong with a statement, unless the document was edited since: then its place is not known any more. */
  private marker(
    document: vscode.TextDocument,
    version: number,
    starts: ReadonlyMap<PanelTab, number>,
  ): NonNullable<RunOptions["onFailure"]> {
    return (tab, error, sentence) => {
      const data = errorDataOf(error);
      if (document.isClosed || document.version !== version || !isAboutStatement(data)) return undefined;
      const place = errorPlace({ start: starts.get(tab) ?? 0, sql: tab.sql }, data);
      tab.place = place;
      this.parts.diagnostics.add(document, place, sentence, data?.candidates ?? []);
      return lineOf(document.getText(), place.start);
    };
  }
}

/** What is wrong with the statement is marked there; that a disk is full or the engine stopped is not. */
export function isAboutStatement(data: ErrorData | undefined): boolean {
  return data?.kind === "statementFailed" || data?.kind === "statementRefused" || data?.kind === "parameterMissing";
}

function sayEmpty(): void {
  void vscode.window.showInformationMessage(t("There is no statement here to run."));
}

async function offerToStop(runs: QueryRuns, documentUri: string): Promise<void> {
  const stop = t("Stop");
  const chosen = await vscode.window.showInformationMessage(t("A statement of this file is still running."), stop);
  if (chosen === stop) runs.stopAll(documentUri);
}

function columnOf(document: vscode.TextDocument): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
}
