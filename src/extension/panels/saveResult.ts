import { extname } from "node:path";
import * as vscode from "vscode";
import { formatBytes } from "../../base/bytes";
import { type ExportFormat, ExportResult, queryProgress } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";
import { rowCount } from "../indexing/indexTexts";
import { t } from "../localize";
import type { SaveRequest } from "./panelMessages";
import type { PanelTab } from "./panelTabs";

/** Asks where to, and has the engine write the result there: no row passes through here. */
export async function saveResult(tab: PanelTab, { viewId, columns }: SaveRequest, server: FlowLogServer): Promise<void> {
  if (tab.outcome.state !== "finished") return;
  const { resultId } = tab.outcome.summary;
  const filters = Object.fromEntries(Object.values(formats).map(({ label, extensions }) => [label, extensions]));
  const target = await askForFile({ title: t("Save Result"), name: tab.title, ending: "csv", filters });
  if (target === undefined) return;
  const params = { resultId, columns, path: target.fsPath, format: formatOf(target), ...(viewId === undefined ? {} : { viewId }) };
  const options = { location: vscode.ProgressLocation.Notification, title: t("Saving {0}", tab.title), cancellable: true };
  const report = await vscode.window.withProgress(options, (progress, token) => {
    let shown = 0;
    const advance = (percent: number | undefined): void => {
      progress.report({ increment: Math.max(0, (percent ?? 0) - shown) });
      shown = Math.max(shown, percent ?? 0);
    };
    return server.requestWithProgress(ExportResult, params, { type: queryProgress, report: ({ percent }) => advance(percent) }, token);
  });
  const open = t("Open");
  const sentence = t("{0} saved to {1} ({2}).", rowCount(report.rows, t), report.path, formatBytes(report.bytes));
  void vscode.window.showInformationMessage(sentence, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand("vscode.open", target);
  });
}

const formats: Record<ExportFormat, { readonly label: string; readonly extensions: string[] }> = {
  csv: { label: "CSV", extensions: ["csv"] },
  parquet: { label: "Parquet", extensions: ["parquet"] },
  json: { label: "JSON", extensions: ["json"] },
  ndjson: { label: "JSON Lines", extensions: ["ndjson", "jsonl"] },
};

export interface FileQuestion {
  readonly title: string;
  /** What the file is about: its name is made of it. */
  readonly name: string;
  readonly ending: string;
  readonly filters: Record<string, string[]>;
}

export async function askForFile({ title, name, ending, filters }: FileQuestion): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri;
  const fileName = `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-+|-+$/g, "") || "result"}.${ending}`;
  return vscode.window.showSaveDialog({
    title,
    filters,
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
  });
}

/** By the file's ending; CSV where it says nothing. */
function formatOf(target: vscode.Uri): ExportFormat {
  const ending = extname(target.path).slice(1).toLowerCase();
  const known = (Object.keys(formats) as ExportFormat[]).find((format) => formats[format].extensions.includes(ending));
  return known ?? "csv";
}
