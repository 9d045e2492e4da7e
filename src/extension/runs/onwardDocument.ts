import * as vscode from "vscode";

/**
 * The document that questions about values open in: one for all of them as long as nobody lays a hand on it. What was written into it,
 * saved, or pinned with its results stays, and the next question opens another. Undo brings the question before back, whose result is
 * still in the panel.
 */
export class OnwardDocument {
  private last: { readonly document: vscode.TextDocument; readonly text: string } | undefined;

  /** `isNeeded`: somebody holds on to what a document gave, or waits for it. */
  constructor(private readonly isNeeded: (documentUri: string) => boolean) {}

  /** Shows a text in it, in the column where it is, else beside the texts that are open: a panel keeps its place. */
  async show(content: string): Promise<vscode.TextDocument> {
    const reused = await this.reuse(content);
    const document = reused ?? (await openStatementText(content));
    this.last = { document, text: document.getText() };
    return document;
  }

  private async reuse(content: string): Promise<vscode.TextDocument | undefined> {
    if (this.last === undefined) return undefined;
    const { document, text } = this.last;
    const viewColumn = columnOf(document);
    const isUntouched = !document.isClosed && document.isUntitled && document.getText() === text;
    if (!isUntouched || viewColumn === undefined || this.isNeeded(document.uri.toString())) return undefined;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), content);
    if (!(await vscode.workspace.applyEdit(edit))) return undefined;
    const start = new vscode.Range(0, 0, 0, 0);
    await vscode.window.showTextDocument(document, { viewColumn, selection: start });
    return document;
  }
}

/** In a new document. */
export async function openStatementText(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: "flowsql", content });
  await vscode.window.showTextDocument(document, besideTexts());
  return document;
}

/** Where the texts are that are to be seen: a panel keeps its place. */
export function besideTexts(): vscode.TextDocumentShowOptions {
  const viewColumn = vscode.window.visibleTextEditors.find((editor) => editor.document.languageId === "flowsql")?.viewColumn;
  return viewColumn === undefined ? {} : { viewColumn };
}

/** Of its tab; a document may live on for a while after that was closed. */
function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn | undefined {
  const shows = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  return vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(shows))?.viewColumn;
}
