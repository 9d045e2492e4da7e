import type { MessageConnection } from "vscode-jsonrpc";
import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type FormattingOptions,
  type Range,
  type ServerCapabilities,
  type TextDocumentIdentifier,
  type TextEdit,
} from "vscode-languageserver-protocol";
import { formatStatements } from "../../../language/features/formatting";
import type { LanguageSession } from "./languageSession";
import { spanOf, textEditsOf } from "./spans";

export function registerFormatting(connection: MessageConnection, { documents }: LanguageSession): ServerCapabilities {
  const edits = (identifier: TextDocumentIdentifier, style: FormattingOptions, range?: Range): TextEdit[] => {
    const document = documents.get(identifier.uri)?.document;
    if (document === undefined) return [];
    const within = range === undefined ? undefined : spanOf(document, range);
    return textEditsOf(document, formatStatements(document.getText(), style, within));
  };
  connection.onRequest(DocumentFormattingRequest.type, ({ textDocument, options }) => edits(textDocument, options));
  connection.onRequest(DocumentRangeFormattingRequest.type, ({ textDocument, options, range }) => edits(textDocument, options, range));
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true };
}
