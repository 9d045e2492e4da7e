import * as vscode from "vscode";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ErrorMessages } from "../errorMessages";
import { t } from "../localize";
import { registerCommand } from "./registerCommand";

export function registerGeneralCommands(errors: ErrorMessages, server: FlowLogServer, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.showLog", () => log.show()),
    registerCommand(errors, "flowlog.restartServer", () => server.restart()),
    registerCommand(errors, "flowlog.showStatus", showStatus),
    registerCommand(errors, "flowlog.openSettings", () =>
      vscode.commands.executeCommand("workbench.action.openSettings", "@ext:flow-log-explorer.flow-log-explorer"),
    ),
    registerCommand(errors, "flowlog.openWalkthrough", () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", "flow-log-explorer.flow-log-explorer#flowlog.start"),
    ),
  );
}

/** What the status bar item opens: where to go from here. */
async function showStatus(): Promise<void> {
  const items = [
    { label: `$(database) ${t("Show What Is Indexed")}`, command: "flowlog.index.focus" },
    { label: `$(cloud) ${t("Show Buckets")}`, command: "flowlog.buckets.focus" },
    { label: `$(new-file) ${t("New Flow Query")}`, command: "flowlog.newQuery" },
    { label: `$(cloud-download) ${t("Index…")}`, command: "flowlog.indexObjects" },
    { label: `$(output) ${t("Show Log")}`, command: "flowlog.showLog" },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: t("Flow Logs") });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}
