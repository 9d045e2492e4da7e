import * as vscode from "vscode";
import { addressIn } from "../documents/addressIn";
import { objectScheme } from "../documents/objectAddress";
import type { ErrorMessages } from "../errorMessages";
import { readAddress, readQuestion, type ReadQuestion } from "../panels/pivotMessages";
import type { PivotPanels } from "../panels/pivotPanels";
import { t } from "../localize";
import { registerCommand } from "./registerCommand";

export interface PivotCommandParts {
  readonly errors: ErrorMessages;
  readonly pivots: PivotPanels;
  readonly ask: (question: ReadQuestion) => void;
}

/** *Who Is…*: about the address that a link names, else the one at the cursor, else one that is asked for. Links may call it: it only looks. */
export function registerPivotCommands({ errors, pivots, ask }: PivotCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.pivot", async (address: unknown) => {
      const asked = typeof address === "string" ? address : (addressAtCursor() ?? (await askForAddress()));
      if (asked !== undefined && asked.trim() !== "") pivots.open(asked);
    }),
    // Of what a link says only the question is taken: its statement is made here, and nothing of a text that somebody wrote is run.
    registerCommand(errors, "flowlog.askLinkedQuestion", (params: unknown) => {
      const question = readQuestion(params);
      if (question !== undefined) ask(question);
    }),
  );
}

function addressAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !(editor.document.languageId === "flowsql" || editor.document.uri.scheme === objectScheme)) return undefined;
  const { active } = editor.selection;
  return addressIn(editor.document.lineAt(active.line).text, active.character);
}

/** `undefined` where the user turned back. */
async function askForAddress(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: t("Who Is…"),
    prompt: t("An IPv4 or IPv6 address, such as 10.0.0.5"),
    validateInput: (text) => (text.trim() === "" || isAddress(text) ? undefined : t("“{0}” is no IP address.", text)),
  });
}

function isAddress(text: string): boolean {
  return readAddress(text) !== undefined;
}
