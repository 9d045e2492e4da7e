import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import * as vscode from "vscode";
import type { ServerOptions } from "../protocol/serverOptions";
import { sharedStorage } from "./sharedStorage";

/** Settings that the server reads at its start; a change of one of them asks for a restart. */
export const serverSettings = [
  "flowlog.index.path",
  "flowlog.index.memoryLimitMiB",
  "flowlog.index.threads",
  "flowlog.index.parallelDownloads",
  "flowlog.formats.awsFieldsWithoutHeader",
  "flowlog.results.rowLimit",
  "flowlog.networks",
] as const;

export type ResultsLocation = "beside" | "below";

export function codeLensEnabled(): boolean {
  return vscode.workspace.getConfiguration("flowlog").get("editor.codeLens", true);
}

export const lensSettings = [
  "flowlog.editor.codeLens",
  "flowlog.editor.runCodeLens",
  "flowlog.editor.explainCodeLens",
  "flowlog.editor.chartCodeLens",
  "flowlog.editor.saveCodeLens",
] as const;

/** Which of the lenses above a statement are wanted, where lenses are at all. */
export interface StatementLenses {
  readonly run: boolean;
  readonly explain: boolean;
  readonly chart: boolean;
  readonly save: boolean;
}

export function statementLenses(): StatementLenses {
  const settings = vscode.workspace.getConfiguration("flowlog");
  return {
    run: settings.get("editor.runCodeLens", true),
    explain: settings.get("editor.explainCodeLens", true),
    chart: settings.get("editor.chartCodeLens", true),
    save: settings.get("editor.saveCodeLens", true),
  };
}

export function inlayHintsEnabled(): boolean {
  return vscode.workspace.getConfiguration("flowlog").get("editor.inlayHints", false);
}

export function resultsLocation(): ResultsLocation {
  return vscode.workspace.getConfiguration("flowlog").get<string>("results.location") === "below" ? "below" : "beside";
}

export type DiagnosticsShown = "all" | "errors" | "off";

export function diagnosticsShown(): DiagnosticsShown {
  const chosen = vscode.workspace.getConfiguration("flowlog").get<string>("editor.diagnostics");
  return chosen === "errors" || chosen === "off" ? chosen : "all";
}

/** What the server is told at its start, from the settings and from how far the workspace is trusted. */
export function readServerOptions(
  context: Pick<vscode.ExtensionContext, "storageUri" | "globalStorageUri" | "extensionUri">,
): ServerOptions {
  const settings = vscode.workspace.getConfiguration("flowlog");
  const trusted = vscode.workspace.isTrusted;
  const chosenPath = settings.get("index.path", "").trim();
  const storage = context.storageUri ?? context.globalStorageUri;
  const threads = settings.get<number>("index.threads", 0);
  const fields = settings.get("formats.awsFieldsWithoutHeader", "").trim();
  return {
    indexPath: chosenPath === "" ? join(sharedStorage(storage.fsPath, existsSync), "index") : inWorkspace(chosenPath),
    allowedFolders: trusted ? localFolders() : [],
    trusted,
    memoryLimitMiB: settings.get("index.memoryLimitMiB", 1024),
    ...(threads > 0 ? { threads } : {}),
    resultRowLimit: settings.get("results.rowLimit", 50_000_000),
    rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
    networks: settings.get("networks", {}),
    parallelDownloads: settings.get("index.parallelDownloads", 32),
    ...(fields === "" ? {} : { awsFieldsWithoutHeader: fields }),
  };
}

function localFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}

/** `${workspaceFolder}` and relative paths are understood, so that a path in workspace settings works on every machine. */
function inWorkspace(path: string): string {
  const root = localFolders()[0] ?? homedir();
  return resolve(root, path.replaceAll("${workspaceFolder}", root));
}
