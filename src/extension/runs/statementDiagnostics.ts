import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { TextSpan } from "../../protocol/errors";
import { t } from "../localize";

/**
 * Marks the places of statements that failed, until the text there changes or the statement runs again. What the server says of a
 * text without running it is marked by its client already, and not once more.
 */
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
    this.owned.add(vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach((uri) => this.dropDoubled(uri))));
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
    this.dropDoubled(document.uri);
  }

  private dropDoubled(uri: vscode.Uri): void {
    const own = this.collection.get(uri) ?? [];
    if (own.length === 0) return;
    const others = vscode.languages.getDiagnostics(uri).filter((diagnostic) => !own.includes(diagnostic));
    const kept = own.filter((diagnostic) => !others.some((other) => saysSame(other, diagnostic)));
    if (kept.length < own.length) this.collection.set(uri, kept);
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

/** The same sentence about the same place, whatever is added behind it, or an error there that a rule explains in its own words. */
function saysSame(other: vscode.Diagnostic, own: vscode.Diagnostic): boolean {
  if (other.message.startsWith(own.message)) return other.range.intersection(own.range) !== undefined;
  return other.severity === vscode.DiagnosticSeverity.Error && other.range.isEqual(own.range);
}

function replacement(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, name: string, preferred: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(t("Change to {0}", name), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, name);
  action.diagnostics = [diagnostic];
  action.isPreferred = preferred;
  return action;
}
