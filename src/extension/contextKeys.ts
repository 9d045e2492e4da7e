import * as vscode from "vscode";

/** What `when` clauses of the manifest look at. */
export type ContextKey =
  | "flowlog.resultsPinned"
  | "flowlog.hasConnections"
  | "flowlog.indexEmpty"
  | "flowlog.indexBlocked"
  | "flowlog.engineMissing"
  | "flowlog.isRunning";

export function setContextKey(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
