import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { ResultsPanel } from "../panels/resultsPanel";
import type { ResultsPanels } from "../panels/resultsPanels";
import type { Outlines } from "./outlines";
import { type RunnableStatement, runnableStatements, statementAt } from "./statements";

/** A statement, and the document that it was written in. */
export interface StatementInDocument {
  readonly documentUri: string;
  readonly statement: Pick<RunnableStatement, "tabId" | "sql">;
}

type Used = { readonly panel: ResultsPanel } | { readonly document: vscode.TextDocument; readonly offset: number };

/** Knows which statement the user worked with last: the one at the cursor of a `.flowsql` file, or the one whose result was looked at. */
export class LastStatement implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  /** The last one is the latest; each document and panel is there once. */
  private used: readonly Used[] = [];

  constructor(
    panels: ResultsPanels,
    private readonly outlines: Outlines,
  ) {
    for (const editor of vscode.window.visibleTextEditors) this.noteEditor(editor);
    this.noteEditor(vscode.window.activeTextEditor);
    const forget = (gone: ResultsPanel | vscode.TextDocument): void => {
      this.used = this.used.filter((each) => keyOf(each) !== gone);
    };
    for (const listening of [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.noteEditor(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.noteEditor(textEditor)),
      vscode.workspace.onDidCloseTextDocument(forget),
      panels.onDidChangeView(() => this.notePanel(panels.active)),
      panels.onDidRestore((panel) => this.notePanel(panel)),
      panels.onDidClose(forget),
    ])
      this.owned.add(listening);
  }

  /** Nothing where no file with a statement is open, and no result. */
  async find(): Promise<StatementInDocument | undefined> {
    for (const each of [...this.used].reverse()) {
      const found = "panel" in each ? shownIn(each.panel) : await this.statementAt(each.document, each.offset);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private noteEditor(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== "flowsql") return;
    this.note({ document: editor.document, offset: editor.document.offsetAt(editor.selection.active) });
  }

  private notePanel(panel: ResultsPanel | undefined): void {
    if (panel !== undefined) this.note({ panel });
  }

  private note(now: Used): void {
    this.used = [...this.used.filter((each) => keyOf(each) !== keyOf(now)), now];
  }

  private async statementAt(document: vscode.TextDocument, offset: number): Promise<StatementInDocument | undefined> {
    if (!hasTab(document)) return undefined;
    const [text, outline] = [document.getText(), await this.outlines.of(document)];
    const statement = runnableStatements(text, outline)[statementAt(text, outline, offset) ?? -1];
    return statement && { documentUri: document.uri.toString(), statement };
  }
}

/** VS Code keeps a document for a while after its last tab was closed: nobody would see what is changed there. */
function hasTab({ uri }: vscode.TextDocument): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

function keyOf(used: Used): ResultsPanel | vscode.TextDocument {
  return "panel" in used ? used.panel : used.document;
}

function shownIn({ documentUri, tabs }: ResultsPanel): StatementInDocument | undefined {
  const statement = tabs.inFront();
  return statement && { documentUri, statement };
}
