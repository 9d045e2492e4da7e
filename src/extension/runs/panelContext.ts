import * as vscode from "vscode";
import { setContextKey } from "../contextKeys";
import type { ResultsPanels } from "../panels/resultsPanels";
import type { QueryRuns } from "./queryRuns";

/** Keeps the context keys by which Run and Stop, Pin and Unpin take turns: they are about the editor or panel in front. */
export function trackPanels(runs: QueryRuns, panels: ResultsPanels): vscode.Disposable {
  const update = (): void => {
    const documentUri = panels.active?.documentUri ?? vscode.window.activeTextEditor?.document.uri.toString();
    setContextKey("flowlog.isRunning", documentUri !== undefined && runs.isRunning(documentUri));
    setContextKey("flowlog.resultsPinned", panels.active?.pinned ?? false);
  };
  update();
  return vscode.Disposable.from(
    runs.onDidChange(update),
    panels.onDidClose(update),
    panels.onDidChangeView(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}
