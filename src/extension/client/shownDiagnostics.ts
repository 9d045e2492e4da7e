import * as vscode from "vscode";
import { type DiagnosticsShown, diagnosticsShown } from "../settings";

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

/** What the server says is wrong, as far as the setting wants to see it; a change of the setting holds at once. */
export class ShownDiagnostics implements vscode.Disposable {
  private readonly said = new Map<string, () => void>();
  private readonly listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("flowlog.editor.diagnostics")) for (const show of this.said.values()) show();
  });

  /** Of a client that has just been made: what the one before it said is gone with it. */
  forget(): void {
    this.said.clear();
  }

  show(uri: vscode.Uri, diagnostics: vscode.Diagnostic[], next: Show): void {
    const show = (): void => next(uri, diagnostics.filter(wanted(diagnosticsShown())));
    this.said.set(uri.toString(), show);
    if (diagnostics.length === 0) this.said.delete(uri.toString());
    show();
  }

  dispose(): void {
    this.listening.dispose();
  }
}

function wanted(shown: DiagnosticsShown): (diagnostic: vscode.Diagnostic) => boolean {
  return ({ severity }) => shown === "all" || (shown === "errors" && severity === vscode.DiagnosticSeverity.Error);
}
