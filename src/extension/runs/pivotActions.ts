import * as vscode from "vscode";
import { NarrowSql, PivotStatement } from "../../protocol/pivot";
import type { FlowLogServer } from "../client/flowLogServer";
import type { PanelTab } from "../panels/panelTabs";
import type { ReadNarrowing, ReadQuestion } from "../panels/pivotMessages";
import type { PivotActions } from "../panels/pivotRequests";
import type { ResultsPanel } from "../panels/resultsPanel";
import { openDocument } from "./chartInFile";
import type { DocumentRuns } from "./documentRuns";
import type { Outlines } from "./outlines";
import type { QueryRuns } from "./queryRuns";
import { runnableStatements, statementOf } from "./statements";

export interface PivotActionParts {
  readonly server: FlowLogServer;
  readonly outlines: Outlines;
  readonly runs: QueryRuns;
  readonly documentRuns: () => DocumentRuns;
  readonly openPivot: (address: string) => void;
  readonly report: (error: unknown) => void;
}

/** What is asked about values, in results and in the pivot panel. */
export function pivotActions(parts: PivotActionParts): PivotActions<ResultsPanel> {
  return {
    narrow: (panel, tab, narrowing) => void narrow(parts, panel, tab, narrowing).catch(parts.report),
    ask: (question) => void ask(parts, question).catch(parts.report),
    open: (address) => {
      try {
        parts.openPivot(address);
      } catch (error) {
        parts.report(error);
      }
    },
  };
}

/**
 * Puts conditions into the statement of a tab where it stands, as one edit that can be undone, and runs it again in the same tab. Where it
 * stands no more as it was run, the narrowed statement becomes a file of its own.
 */
async function narrow(parts: PivotActionParts, panel: ResultsPanel, tab: PanelTab, narrowing: ReadNarrowing): Promise<void> {
  const { server, outlines, runs } = parts;
  runs.requireTrust();
  if (tab.outcome.state !== "finished") return;
  const { columns } = tab.outcome.summary;
  const narrowed = await server.request(NarrowSql, { sql: tab.sql, columns, ...narrowing });
  const document = await openDocument(vscode.Uri.parse(panel.documentUri, true));
  const statements = document && runnableStatements(document.getText(), await outlines.of(document));
  const statement = statements && statementOf(tab, statements);
  if (document === undefined || statements === undefined || statement === undefined) return openAndRun(parts, `${narrowed.sql};\n`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(statement.start), document.positionAt(statement.start + statement.sql.length));
  // Nothing came between: what was read is what the text is now.
  if (document.getText(range) !== tab.sql) return narrow(parts, panel, tab, narrowing);
  edit.replace(document.uri, range, narrowed.sql);
  if (await vscode.workspace.applyEdit(edit)) await parts.documentRuns().runOne(document, statements.indexOf(statement));
  else await openAndRun(parts, `${narrowed.sql};\n`);
}

async function ask(parts: PivotActionParts, question: ReadQuestion): Promise<void> {
  parts.runs.requireTrust();
  const { sql } = await parts.server.request(PivotStatement, question);
  await openAndRun(parts, sql);
}

async function openAndRun({ documentRuns }: PivotActionParts, content: string): Promise<void> {
  const document = await openStatementText(content);
  await documentRuns().runOne(document, 0);
}

/** In a new document, beside the texts that are open: a panel keeps its place. */
export async function openStatementText(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: "flowsql", content });
  const viewColumn = vscode.window.visibleTextEditors.find((editor) => editor.document.languageId === "flowsql")?.viewColumn;
  await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  return document;
}
