import type { MessageConnection } from "vscode-jsonrpc";
import {
  DefinitionRequest,
  type DocumentHighlight,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type Location,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { rename, renameableAt } from "../../../language/features/renaming";
import { symbolAt, type SymbolUses } from "../../../language/features/symbolUses";
import { requestFailedCode } from "../../../protocol/errors";
import type { LanguageSession } from "./languageSession";
import { rangeOf, textEditsOf } from "./spans";

/** Definitions, references and highlights. */
export function registerSymbols(connection: MessageConnection, { documents, catalog }: LanguageSession): ServerCapabilities {
  const symbol = (params: TextDocumentPositionParams) => {
    const found = documents.at(params);
    const uses = found && symbolAt(found.analyzed, found.offset, catalog());
    return uses && { document: found.document, ...uses };
  };
  connection.onRequest(DefinitionRequest.type, (params): Location | null => {
    const found = symbol(params);
    return found?.declaration === undefined ? null : { uri: params.textDocument.uri, range: rangeOf(found.document, found.declaration) };
  });
  connection.onRequest(ReferencesRequest.type, (params): Location[] => {
    const found = symbol(params);
    const uses = found?.uses.filter((use) => params.context.includeDeclaration || !isDeclaration(found, use)) ?? [];
    return found === undefined ? [] : uses.map((use) => ({ uri: params.textDocument.uri, range: rangeOf(found.document, use) }));
  });
  connection.onRequest(DocumentHighlightRequest.type, (params): DocumentHighlight[] => {
    const found = symbol(params);
    if (found === undefined) return [];
    return found.uses.map((use) => ({
      range: rangeOf(found.document, use),
      kind: isDeclaration(found, use) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });
  return {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  };
}

export function registerRenaming(connection: MessageConnection, { documents, catalog }: LanguageSession): ServerCapabilities {
  connection.onRequest(PrepareRenameRequest.type, (params) => {
    const found = documents.at(params);
    const renameable = found && renameableAt(found.analyzed, found.offset, catalog());
    return found === undefined || renameable === undefined
      ? null
      : { range: rangeOf(found.document, renameable.at), placeholder: renameable.name };
  });
  connection.onRequest(RenameRequest.type, (params): WorkspaceEdit | ResponseError | null => {
    const found = documents.at(params);
    if (found === undefined) return null;
    const renaming = rename(found.analyzed, found.offset, params.newName, catalog());
    if ("problem" in renaming) return new ResponseError(requestFailedCode, renaming.problem);
    return { changes: { [params.textDocument.uri]: textEditsOf(found.document, renaming.edits) } };
  });
  return { renameProvider: { prepareProvider: true } };
}

function isDeclaration({ declaration }: SymbolUses, { start }: SymbolUses["at"]): boolean {
  return declaration?.start === start;
}
