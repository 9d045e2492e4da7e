import { type CodeAction, type CodeActionContext, CodeActionKind, CodeActionTriggerKind, type Range } from "vscode-languageserver-protocol";
import { hoverAt } from "../../../language/features/hover/hover";
import { type ValueAction, valueActions } from "../../../language/features/valueActions";
import type { Catalog } from "../../../language/catalog/catalog";
import { linkCommands } from "../../../protocol/language";
import type { OpenDocument } from "./openDocuments";
import { textEditsOf } from "./spans";

/** Of what leads away from the text. It is no refactoring, and a kind of its own can have a key of its own. */
export const askKind: CodeActionKind = "flowlog.ask";

/**
 * What the hover over a value offers, for the keyboard. Only where somebody asks: a bulb beside every line with an address, wherever the
 * cursor goes, would say nothing.
 */
export function valueCodeActions(
  { document, analyzed }: OpenDocument,
  { start }: Range,
  { only, triggerKind }: CodeActionContext,
  catalog: Catalog,
): CodeAction[] {
  if (triggerKind !== CodeActionTriggerKind.Invoked) return [];
  const offset = document.offsetAt(start);
  const subject = hoverAt(analyzed, offset, catalog)?.subject;
  if (subject === undefined) return [];
  return valueActions(analyzed, offset, subject, catalog)
    .map((action) => codeAction(document, action))
    .filter(({ kind }) => only === undefined || only.some((each) => isOfKind(kind ?? "", each)));
}

function codeAction(document: OpenDocument["document"], { title, does }: ValueAction): CodeAction {
  switch (does.kind) {
    case "edit":
      return {
        title,
        kind: CodeActionKind.RefactorRewrite,
        edit: { changes: { [document.uri]: textEditsOf(document, does.edits) } },
      };
    case "pivot":
      return { title, kind: askKind, command: { title, command: linkCommands.pivot, arguments: [does.address] } };
    case "ask":
      return { title, kind: askKind, command: { title, command: linkCommands.ask, arguments: [does.asked] } };
  }
}

/** `refactor` is asked for where `refactor.rewrite` is wanted as well. */
export function isOfKind(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}
