import type { MessageConnection } from "vscode-jsonrpc";
import {
  type InlayHint,
  type InlayHintParams,
  InlayHintRequest,
  MarkupKind,
  type ServerCapabilities,
  type SignatureHelp,
  type SignatureHelpParams,
  SignatureHelpRequest,
} from "vscode-languageserver-protocol";
import { inlayHints } from "../../../language/features/inlayHints";
import { signatureHelp } from "../../../language/features/signatureHelp";
import type { LanguageSession } from "./languageSession";
import { spanOf } from "./spans";

/** Signatures of functions, and hints beside numbers. */
export function registerArguments(connection: MessageConnection, { documents, catalog }: LanguageSession): ServerCapabilities {
  connection.onRequest(SignatureHelpRequest.method, (params: SignatureHelpParams): SignatureHelp | null => {
    const open = documents.at(params);
    const help = open && signatureHelp(open.analyzed, open.offset, catalog());
    if (help === undefined) return null;
    const signatures = help.signatures.map(({ label, documentation, parameters }) => ({
      label,
      parameters: parameters.map((parameter) => ({ ...parameter })),
      ...(documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    }));
    return { ...help, signatures };
  });
  connection.onRequest(InlayHintRequest.method, ({ textDocument, range }: InlayHintParams): InlayHint[] => {
    const open = documents.get(textDocument.uri);
    if (open === undefined) return [];
    const hints = inlayHints(open.analyzed, spanOf(open.document, range), catalog());
    return hints.map(({ offset, label }) => ({ position: open.document.positionAt(offset), label, paddingLeft: true }));
  });
  return { signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [")"] }, inlayHintProvider: true };
}
