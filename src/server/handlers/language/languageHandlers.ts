import type { MessageConnection } from "vscode-jsonrpc";
import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver-protocol";
import { registerArguments } from "./argumentHandlers";
import { registerCompletion } from "./completionHandlers";
import { registerDiagnostics } from "./diagnosticsHandlers";
import { registerFormatting } from "./formattingHandlers";
import { registerHover } from "./hoverHandlers";
import type { LanguageFeature, LanguageSession } from "./languageSession";
import { OpenDocuments } from "./openDocuments";
import { registerSemanticTokens } from "./semanticTokenHandlers";
import { registerStructure } from "./structureHandlers";
import { registerRenaming, registerSymbols } from "./symbolHandlers";

const features: readonly LanguageFeature[] = [
  registerCompletion,
  registerDiagnostics,
  registerFormatting,
  registerStructure,
  registerSymbols,
  registerRenaming,
  registerSemanticTokens,
  registerHover,
  registerArguments,
];

/** Answers `textDocument/…` on a connection; gives what `initialize` tells the client of it. */
export function registerLanguageHandlers(connection: MessageConnection, parts: Omit<LanguageSession, "documents">): ServerCapabilities {
  const session: LanguageSession = { documents: new OpenDocuments(connection), ...parts };
  const synchronised: ServerCapabilities = { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } };
  return Object.assign(synchronised, ...features.map((register) => register(connection, session))) as ServerCapabilities;
}
