import * as vscode from "vscode";
import { type ChartSpec, WriteChartLine } from "../../protocol/chart";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import type { PanelTab } from "../panels/panelTabs";
import { nameOf } from "../panels/resultsPanels";
import type { Outlines } from "./outlines";
import { runnableStatements, statementOf } from "./statements";

export interface ChartInFileParts {
  readonly server: FlowLogServer;
  readonly outlines: Outlines;
}

/**
 * Writes a chart above the statement of a tab, as an edit of its document that can be undone. True where that was done; where the
 * statement stands there no more, the user is told and can have it in a new file.
 */
export async function keepChart(parts: ChartInFileParts, documentUri: string, tab: PanelTab, chart: ChartSpec): Promise<boolean> {
  const uri = vscode.Uri.parse(documentUri, true);
  const document = await openDocument(uri);
  const text = document?.getText() ?? "";
  const statement = document && statementOf(tab, runnableStatements(text, await parts.outlines.of(document)));
  if (document === undefined || statement === undefined) {
    void offerNewFile(parts, nameOf(uri), tab, chart);
    return false;
  }
  const version = document.version;
  const { start, end, newText } = await parts.server.request(WriteChartLine, { text, offset: statement.start, chart });
  if (document.version !== version || document.getText() !== text) return keepChart(parts, documentUri, tab, chart);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(t("{0} could not be changed, so the chart is not kept there.", nameOf(uri)));
    return false;
  }
  void vscode.window.setStatusBarMessage(t("The chart is kept in {0}.", nameOf(uri)), shownMs);
  return true;
}

const shownMs = 5000;

/** Nothing for a file that is gone. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
  // An untitled document that was closed would come back empty.
  if (open !== undefined || uri.scheme === "untitled") return open;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function offerNewFile({ server }: ChartInFileParts, fileName: string, tab: PanelTab, chart: ChartSpec): Promise<void> {
  const open = t("Open as New File");
  const sentence = t("“{0}” does not stand in {1} any more as it was run, so the chart cannot be kept there.", tab.title, fileName);
  if ((await vscode.window.showWarningMessage(sentence, open)) !== open) return;
  const text = `${tab.sql};\n`;
  const { start, end, newText } = await server.request(WriteChartLine, { text, offset: 0, chart });
  const content = text.slice(0, start) + newText + text.slice(end);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "flowsql", content }));
}
