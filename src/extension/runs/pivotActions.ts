import * as vscode from "vscode";
import { FlowLogError } from "../../protocol/errors";
import { FlowsBehindSql, type NarrowedStatement, NarrowFlowsSql, NarrowSql, PivotStatement } from "../../protocol/pivot";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import type { PanelTab } from "../panels/panelTabs";
import type { ReadFlowNarrowing, ReadFlowsBehind, ReadNarrowing, ReadQuestion } from "../panels/pivotMessages";
import type { PivotActions } from "../panels/pivotRequests";
import type { ResultsPanel } from "../panels/resultsPanel";
import { nameOf } from "../panels/resultsPanels";
import { openDocument } from "./chartInFile";
import type { DocumentRuns } from "./documentRuns";
import type { StatementInDocument } from "./lastStatement";
import { besideTexts, type OnwardDocument } from "./onwardDocument";
import type { Outlines } from "./outlines";
import type { QueryRuns } from "./queryRuns";
import { runnableStatements, statementOf } from "./statements";

export interface PivotActionParts {
  readonly server: FlowLogServer;
  readonly outlines: Outlines;
  readonly runs: QueryRuns;
  readonly documentRuns: () => DocumentRuns;
  readonly lastStatement: () => Promise<StatementInDocument | undefined>;
  readonly onward: OnwardDocument;
  readonly openPivot: (address: string) => void;
  readonly report: (error: unknown) => void;
}

/** What only the pivot panel asks for: it has no statement of the user's own. */
export interface FlowNarrowing {
  narrowFlows(narrowing: ReadFlowNarrowing): void;
}

/** What is asked about values, in results and in the pivot panel. */
export function pivotActions(parts: PivotActionParts): PivotActions<ResultsPanel> & FlowNarrowing {
  return {
    narrow: (panel, tab, narrowing) => void narrow(parts, panel, tab, narrowing).catch(parts.report),
    narrowFlows: (narrowing) => void narrowFlows(parts, narrowing).catch(parts.report),
    undo: (panel, tab) => void undo(parts, panel, tab).catch(parts.report),
    openBehind: (tab, asked) => void openBehind(parts, tab, asked).catch(parts.report),
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

/** Puts conditions on the result of a tab into its statement. */
async function narrow(parts: PivotActionParts, panel: ResultsPanel, tab: PanelTab, narrowing: ReadNarrowing): Promise<void> {
  parts.runs.requireTrust();
  if (tab.outcome.state !== "finished") return;
  const { columns } = tab.outcome.summary;
  const narrowed = await parts.server.request(NarrowSql, { sql: tab.sql, columns, ...narrowing });
  await rewrite(parts, { documentUri: panel.documentUri, statement: tab }, narrowed);
}

/** Puts a condition on flows into the statement that the user worked with last. */
async function narrowFlows(parts: PivotActionParts, narrowing: ReadFlowNarrowing): Promise<void> {
  parts.runs.requireTrust();
  const last = await parts.lastStatement();
  if (last === undefined) throw new FlowLogError({ kind: "invalidRequest" }, nothingToNarrow());
  await rewrite(parts, last, await parts.server.request(NarrowFlowsSql, { sql: last.statement.sql, ...narrowing }));
}

function nothingToNarrow(): string {
  return t("There is no statement to put this into. Open a .flowsql file that reads flows, or its results, and click again.");
}

/**
 * Writes a statement where another one stands, as one edit that can be undone, and runs it in the same tab. Where that one stands no more
 * as it was, the new one becomes a file of its own, unless it only takes back (without a `condition`) what was written before.
 */
async function rewrite(
  parts: PivotActionParts,
  { documentUri, statement: before }: StatementInDocument,
  made: Pick<NarrowedStatement, "sql"> & Partial<NarrowedStatement>,
): Promise<void> {
  const { sql, condition } = made;
  const document = await openDocument(vscode.Uri.parse(documentUri, true));
  const statements = document && runnableStatements(document.getText(), await parts.outlines.of(document));
  const statement = statements && statementOf(before, statements);
  if (document === undefined || statements === undefined || statement === undefined) {
    if (condition === undefined) throw new FlowLogError({ kind: "invalidRequest" }, changedSince(documentUri));
    return openAndRun(parts, `${sql};\n`);
  }
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(statement.start), document.positionAt(statement.start + statement.sql.length));
  // Something came between: what was read is not what the text is now.
  if (document.getText(range) !== before.sql) return rewrite(parts, { documentUri, statement: before }, made);
  if (condition !== undefined && sql === before.sql) {
    sayAsked(documentUri, condition);
    return;
  }
  edit.replace(document.uri, range, sql);
  if (!(await vscode.workspace.applyEdit(edit))) return openAndRun(parts, `${sql};\n`);
  await bringToSight(document);
  const sentence = t("Written into {0}: {1}", nameOf(document.uri), condition ?? "");
  const marks = condition === undefined ? {} : { written: { sentence, before: before.sql } };
  await parts.documentRuns().runOne(document, statements.indexOf(statement), marks);
}

/** Nothing would be other than it is, so nothing is written, run, or there to be taken back. */
function sayAsked(documentUri: string, condition: string): void {
  const name = nameOf(vscode.Uri.parse(documentUri, true));
  void vscode.window.showInformationMessage(t("The statement in {0} asks for this already: {1}", name, condition));
}

/** What is written somewhere is to be seen there; the focus stays with the value that was clicked. */
async function bringToSight(document: vscode.TextDocument): Promise<void> {
  if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) return;
  await vscode.window.showTextDocument(document, { ...besideTexts(), preserveFocus: true });
}

function changedSince(documentUri: string): string {
  const name = nameOf(vscode.Uri.parse(documentUri, true));
  return t("The statement in {0} was changed since, so this cannot be taken back here. Undo it in the editor.", name);
}

async function undo(parts: PivotActionParts, panel: ResultsPanel, tab: PanelTab): Promise<void> {
  parts.runs.requireTrust();
  if (tab.written === undefined) return;
  await rewrite(parts, { documentUri: panel.documentUri, statement: tab }, { sql: tab.written.before });
}

async function openBehind(parts: PivotActionParts, tab: PanelTab, asked: ReadFlowsBehind): Promise<void> {
  parts.runs.requireTrust();
  if (tab.outcome.state !== "finished") return;
  const { sql } = await parts.server.request(FlowsBehindSql, { sql: tab.sql, columns: tab.outcome.summary.columns, ...asked });
  await openAndRun(parts, sql);
}

async function ask(parts: PivotActionParts, question: ReadQuestion): Promise<void> {
  parts.runs.requireTrust();
  const { sql } = await parts.server.request(PivotStatement, question);
  await openAndRun(parts, sql);
}

async function openAndRun({ documentRuns, onward }: PivotActionParts, content: string): Promise<void> {
  const document = await onward.show(content);
  await documentRuns().runOne(document, 0);
}
