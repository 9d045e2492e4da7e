import * as vscode from "vscode";
import { columnOfPanels } from "../panels/panelColumn";

const scheme = "flowlog-plan";

/** Plans of statements as read-only documents, a statement's plan always in the same one. They go with the window. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  );

  readonly onDidChange = this.changed.event;

  /** Beside the statement, which keeps the keyboard. `id` stays the same for the same statement. */
  async show(id: string, title: string, text: string): Promise<void> {
    const name = title.replace(/[\\/:*?"<>|\s]+/g, " ").trim() || "statement";
    const uri = vscode.Uri.from({ scheme, path: `/${name}.plan.txt`, query: id });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
    const viewColumn = shown ?? columnOfPanels() ?? vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
