import type { MessageConnection } from "vscode-jsonrpc";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  PublishDiagnosticsNotification,
  type ServerCapabilities,
} from "vscode-languageserver-protocol";
import { actionsFor } from "./codeActions";
import { DocumentChecks } from "./documentChecks";
import { lspDiagnostic } from "./lspDiagnostics";
import type { LanguageSession } from "./languageSession";
import { askKind, isOfKind, valueCodeActions } from "./valueCodeActions";

/** Publishes what is wrong with the documents that are open, a moment after each change, and answers `textDocument/codeAction`: for marks, and for values. */
export function registerDiagnostics(connection: MessageConnection, session: LanguageSession): ServerCapabilities {
  const publish = (params: object): void =>
    void connection.sendNotification(PublishDiagnosticsNotification.method, params).catch(() => undefined);
  const checks = new DocumentChecks(session, ({ document, version, marks }) => {
    const diagnostics = marks.map((mark) => lspDiagnostic(document, mark, session.rulePages));
    publish({ uri: document.uri, version, diagnostics });
  });
  const listening = [
    session.documents.listen({
      changed: (document) => checks.changed(document),
      closed: (uri) => {
        checks.forget(uri);
        publish({ uri, diagnostics: [] });
      },
    }),
    session.onCatalogChanged(() => checks.catalogChanged()),
  ];
  connection.onClose(() => {
    for (const each of listening) each.dispose();
    checks.dispose();
  });
  connection.onRequest(CodeActionRequest.method, ({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
    const [checked, open] = [checks.of(textDocument.uri), session.documents.get(textDocument.uri)];
    const wantsFixes = context.only?.some((kind) => isOfKind(CodeActionKind.QuickFix, kind)) ?? true;
    const fixes = checked !== undefined && wantsFixes ? actionsFor(checked, range, context.diagnostics, session.catalog()) : [];
    return [...fixes, ...(open === undefined ? [] : valueCodeActions(open, range, context, session.catalog()))];
  });
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, askKind] } };
}
