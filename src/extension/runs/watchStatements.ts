import * as vscode from "vscode";
import type { ResultsPanels } from "../panels/resultsPanels";
import type { Outlines } from "./outlines";
import type { QueryRuns } from "./queryRuns";
import { StaleResults } from "./staleResults";

/** Keeps the results of statements true about their files: a text that is typed in, undone, or changed by another program. */
export function watchStatements(panels: ResultsPanels, outlines: Outlines, runs: QueryRuns): vscode.Disposable {
  const stale = new StaleResults<vscode.TextDocument>({
    panelsOf: (documentUri) => panels.of(documentUri),
    outlineOf: (document) => outlines.of(document),
    outlineOfText: (text) => outlines.ofText(text),
  });
  const lookAt = (documentUri: string): void => {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === documentUri);
    if (document !== undefined) stale.soon(document);
  };
  return vscode.Disposable.from(
    stale,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId === "flowsql" && contentChanges.length > 0) stale.soon(document);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => stale.soon(document)),
    panels.onDidRestore(({ documentUri }) => lookAt(documentUri)),
    // The text may have changed while a question about a parameter was open.
    runs.onDidChange(lookAt),
  );
}
