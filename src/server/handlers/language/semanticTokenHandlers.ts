import type { MessageConnection } from "vscode-jsonrpc";
import {
  type SemanticTokens,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
} from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type SemanticToken, semanticTokenModifiers, semanticTokens, semanticTokenTypes } from "../../../language/features/semanticTokens";
import type { LanguageSession } from "./languageSession";
import { spanOf } from "./spans";

export function registerSemanticTokens(connection: MessageConnection, { documents, catalog }: LanguageSession): ServerCapabilities {
  connection.onRequest(SemanticTokensRequest.type, ({ textDocument }): SemanticTokens => {
    const open = documents.get(textDocument.uri);
    return { data: open === undefined ? [] : encoded(open.document, semanticTokens(open.analyzed, catalog())) };
  });
  connection.onRequest(SemanticTokensRangeRequest.type, ({ textDocument, range }): SemanticTokens => {
    const open = documents.get(textDocument.uri);
    if (open === undefined) return { data: [] };
    return { data: encoded(open.document, semanticTokens(open.analyzed, catalog(), spanOf(open.document, range))) };
  });
  const legend = { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] };
  return { semanticTokensProvider: { legend, full: true, range: true } };
}

/** Five numbers a token, its place counted from the token before. A name that goes over lines is left out, as the protocol wants. */
function encoded(document: TextDocument, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { start, end, type, modifiers } of tokens) {
    const [from, to] = [document.positionAt(start), document.positionAt(end)];
    if (from.line !== to.line) continue;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << semanticTokenModifiers.indexOf(modifier)), 0);
    data.push(from.line - line, from.line === line ? from.character - character : from.character, end - start);
    data.push(semanticTokenTypes.indexOf(type), bits);
    [line, character] = [from.line, from.character];
  }
  return data;
}
