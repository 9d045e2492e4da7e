import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { TextSpan } from "../../protocol/errors";
import { t } from "../localize";

/** Marks the places of statements that failed, until the text there changes or the statement runs again. */
export class StatementDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection("flowlog"));
  private readonly candidates = new WeakMap<vscode.Diagnostic, readonly string[]>();

  constructor() {
    const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.owned.add(vscode.languages.registerCodeActionsProvider({ language: "flowsql" }, this, kinds));
    this.owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.clear(document.uri);
      }),
    );
    this.owned.add(vscode.workspace.onDidCloseTextDocument((document) => this.clear(document.uri)));
  }

  clear(uri: vscode.Uri): void {
    this.collection.delete(uri);
  }

  add(document: vscode.TextDocument, span: TextSpan, sentence: string, candidates: readonly string[]): void {
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    const diagnostic = new vscode.Diagnostic(range, sentence, vscode.DiagnosticSeverity.Error);
    diagnostic.source = t("Flow Logs");
    this.candidates.set(diagnostic, candidates);
    this.collection.set(document.uri, [...(this.collection.get(document.uri) ?? []), diagnostic]);
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const touched = (this.collection.get(document.uri) ?? []).filter((diagnostic) => diagnostic.range.intersection(range) !== undefined);
    return touched.flatMap((diagnostic) =>
      (this.candidates.get(diagnostic) ?? []).map((name, index) => replacement(document, diagnostic, name, index === 0)),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function replacement(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, name: string, preferred: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(t("Change to {0}", name), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, name);
  action.diagnostics = [diagnostic];
  action.isPreferred = preferred;
  return action;
}
