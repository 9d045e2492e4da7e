import * as vscode from "vscode";
import type { ErrorMessages } from "../errorMessages";
import { t } from "../localize";
import { serverSettings } from "../settings";
import type { FlowLogServer } from "./flowLogServer";

/**
 * Starts the server again where what it was told at its start no longer holds. Trust and folders concern what statements may do,
 * so that happens at once; for settings the user is asked, one question for however many of them.
 */
export function restartOnChange(server: FlowLogServer, errors: ErrorMessages): vscode.Disposable {
  let asking = false;
  const restart = (): void => void server.restart().catch((error: unknown) => errors.report(error));
  const ask = async (): Promise<void> => {
    asking = true;
    const now = t("Restart Engine");
    const chosen = await vscode.window.showInformationMessage(
      t("The changed settings hold from the next start of the engine of Flow Logs."),
      now,
      t("Later"),
    );
    asking = false;
    if (chosen === now) restart();
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeWorkspaceFolders(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const concerned = serverSettings.some((setting) => event.affectsConfiguration(setting));
      if (concerned && !asking) ask().catch((error: unknown) => errors.report(error));
    }),
  );
}
