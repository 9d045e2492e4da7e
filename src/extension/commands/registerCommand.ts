import * as vscode from "vscode";
import type { ErrorMessages, ErrorSubject } from "../errorMessages";

/** Registers a command whose errors reach the user in the one way. `subjectOf` tells what the arguments were about. */
export function registerCommand<A extends unknown[]>(
  errors: ErrorMessages,
  id: `flowlog.${string}`,
  run: (...args: A) => unknown,
  subjectOf?: (...args: A) => ErrorSubject,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: A) => {
    try {
      return await run(...args);
    } catch (error) {
      // Not awaited: whoever ran the command shall not wait until the user has read the message.
      errors.report(error, subjectOf?.(...args));
      return undefined;
    }
  });
}
