import * as vscode from "vscode";
import type { ErrorMessages } from "../errorMessages";
import type { UserLibrary } from "../library/userLibrary";
import type { ExplainRuns } from "../runs/explainRuns";
import type { Outlines } from "../runs/outlines";
import { statementAt } from "../runs/statements";
import { registerCommand } from "./registerCommand";

export interface StatementCommandParts {
  readonly errors: ErrorMessages;
  readonly outlines: Outlines;
  readonly explains: ExplainRuns;
  readonly library: UserLibrary;
}

/** What else can be done with a statement: the one that a lens stands above, else the one at the cursor. */
export function registerStatementCommands({ errors, outlines, explains, library }: StatementCommandParts): vscode.Disposable {
  const withStatement =
    (run: (document: vscode.TextDocument, index: number) => Promise<void>) =>
    async (uri?: vscode.Uri, index?: number): Promise<void> => {
      const editor = vscode.window.activeTextEditor;
      const document = uri === undefined || index === undefined ? editor?.document : await vscode.workspace.openTextDocument(uri);
      if (document?.languageId !== "flowsql") return;
      const chosen = index ?? (await indexAtCursor(outlines, document, editor));
      if (chosen !== undefined) await run(document, chosen);
    };
  return vscode.Disposable.from(
    registerCommand(
      errors,
      "flowlog.explainStatement",
      withStatement((document, index) => explains.explain(document, index)),
    ),
    registerCommand(
      errors,
      "flowlog.saveToLibrary",
      withStatement((document, index) => library.save(document, index)),
    ),
  );
}

async function indexAtCursor(
  outlines: Outlines,
  document: vscode.TextDocument,
  editor: vscode.TextEditor | undefined,
): Promise<number | undefined> {
  const offset = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
  return statementAt(document.getText(), await outlines.of(document), offset);
}
