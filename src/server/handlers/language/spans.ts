import type { Range, TextEdit } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SpanEdit } from "../../../language/diagnostics/rule";
import type { TextSpan } from "../../../protocol/errors";

/** Offsets as the lines and columns that the client counts in. */
export function rangeOf(document: TextDocument, { start, end }: TextSpan): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function spanOf(document: TextDocument, { start, end }: Range): TextSpan {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function textEditsOf(document: TextDocument, edits: readonly SpanEdit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
}
