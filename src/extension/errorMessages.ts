import * as vscode from "vscode";
import { assertNever } from "../base/assertNever";
import { t } from "./localize";
import { describeError, isCancellation, type UserAction } from "./userErrors";

/** What an error is about, so that the message can offer to mend it. */
export interface ErrorSubject {
  readonly connectionId?: string;
}

/** Shows errors of commands and of work in the background, each as `describeError` decides. */
export class ErrorMessages {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Also writes it to the log. Settles when the message is closed and what it offered is done. */
  async show(error: unknown, subject: ErrorSubject = {}): Promise<void> {
    const message = describeError(error, t);
    if (message === undefined) return;
    this.log.error(error instanceof Error ? error : String(error));
    const items = message.actions.filter((action) => applies(action, subject)).map((action) => ({ title: titleOf(action), action }));
    const shown =
      message.severity === "error"
        ? vscode.window.showErrorMessage(message.sentence, ...items)
        : vscode.window.showWarningMessage(message.sentence, ...items);
    const chosen = await shown;
    if (chosen !== undefined) await perform(chosen.action, subject);
  }

  /** Like `show`, for those who do not wait. */
  report(error: unknown, subject: ErrorSubject = {}): void {
    this.show(error, subject).catch((failure: unknown) => this.log.error(failure instanceof Error ? failure : String(failure)));
  }

  /** A sentence for a place that is no message: a tree item, a panel. */
  sentence(error: unknown): string {
    if (!isCancellation(error)) this.log.error(error instanceof Error ? error : String(error));
    return describeError(error, t)?.sentence ?? t("Cancelled.");
  }
}

function applies(action: UserAction, subject: ErrorSubject): boolean {
  const needsConnection = action === "signInAgain" || action === "editConnection" || action === "addBucket";
  return !needsConnection || subject.connectionId !== undefined;
}

function titleOf(action: UserAction): string {
  switch (action) {
    case "showLog":
      return t("Show Log");
    case "signInAgain":
      return t("Sign In Again…");
    case "addBucket":
      return t("Add Bucket by Name…");
    case "manageTrust":
      return t("Manage Workspace Trust");
    case "restartServer":
      return t("Restart");
    case "editConnection":
      return t("Edit Connection…");
    case "openSettings":
      return t("Open Settings");
    case "replaceIndex":
      return t("Set Aside and Start Anew…");
    default:
      return assertNever(action);
  }
}

async function perform(action: UserAction, { connectionId }: ErrorSubject): Promise<void> {
  const commands: Record<UserAction, readonly [string, ...unknown[]]> = {
    showLog: ["flowlog.showLog"],
    signInAgain: ["flowlog.signInAgain", connectionId],
    addBucket: ["flowlog.addBucket", connectionId],
    manageTrust: ["workbench.trust.manage"],
    restartServer: ["flowlog.restartServer"],
    editConnection: ["flowlog.editConnection", connectionId],
    openSettings: ["workbench.action.openSettings", "flowlog.index"],
    replaceIndex: ["flowlog.replaceIndex"],
  };
  const [command, ...values] = commands[action];
  await vscode.commands.executeCommand(command, ...values);
}
