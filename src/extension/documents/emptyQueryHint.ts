import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { t } from "../localize";

/**
 * Says in an empty query how one begins, as VS Code does in an empty text. It is no part of the text: the document stays clean, and
 * closes without a question.
 */
export class EmptyQueryHint implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly hint = this.owned.add(
    vscode.window.createTextEditorDecorationType({
      after: {
        contentText: t("Type FROM flows, or press Ctrl+Space for columns, values and whole statements."),
        color: new vscode.ThemeColor("editorGhostText.foreground"),
      },
    }),
  );

  private readonly hinted = new WeakSet<vscode.TextEditor>();

  constructor() {
    this.owned.add(vscode.window.onDidChangeVisibleTextEditors((editors) => this.show(editors)));
    this.owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.show(vscode.window.visibleTextEditors.filter((editor) => editor.document === document));
      }),
    );
    // A document whose language is chosen is opened anew, in the editor that it has.
    this.owned.add(vscode.workspace.onDidOpenTextDocument(() => this.show(vscode.window.visibleTextEditors)));
    this.show(vscode.window.visibleTextEditors);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) {
      const { languageId, lineCount } = editor.document;
      const isEmpty = languageId === "flowsql" && lineCount === 1 && editor.document.lineAt(0).text === "";
      if (isEmpty === this.hinted.has(editor)) continue;
      if (isEmpty) this.hinted.add(editor);
      else this.hinted.delete(editor);
      editor.setDecorations(this.hint, isEmpty ? [new vscode.Range(0, 0, 0, 0)] : []);
    }
  }
}
