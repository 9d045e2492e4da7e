import * as vscode from "vscode";
import type { ErrorMessages } from "../errorMessages";
import type { ResultsPanels } from "../panels/resultsPanels";
import type { DocumentRuns } from "../runs/documentRuns";
import type { QueryRuns } from "../runs/queryRuns";
import { openExampleQuery } from "./exampleQueries";
import { registerCommand } from "./registerCommand";

export interface QueryCommandParts {
  readonly errors: ErrorMessages;
  readonly documentRuns: DocumentRuns;
  readonly runs: QueryRuns;
  readonly panels: ResultsPanels;
  readonly extensionUri: vscode.Uri;
  /** Folder of the user's own queries. */
  readonly library: vscode.Uri;
}

/** Commands of `.flowsql` editors and of results panels. */
export function registerQueryCommands({ errors, documentRuns, runs, panels, extensionUri, library }: QueryCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    ...runCommands(errors, documentRuns),
    registerCommand(errors, "flowlog.stopQuery", (uri?: vscode.Uri) => {
      const documentUri = uri?.toString() ?? panels.active?.documentUri ?? activeEditor()?.document.uri.toString();
      if (documentUri !== undefined) runs.stopAll(documentUri);
    }),
    registerCommand(errors, "flowlog.changeParameters", async () => {
      const editor = activeEditor();
      if (editor !== undefined) await documentRuns.changeParameters(editor.document);
    }),
    registerCommand(errors, "flowlog.newQuery", async () => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "flowsql" }));
    }),
    registerCommand(errors, "flowlog.openExampleQuery", () => openExampleQuery(extensionUri, library)),
    registerPanelCommands(errors, panels),
    registerChartCommands(errors, panels, documentRuns),
  );
}

function registerPanelCommands(errors: ErrorMessages, panels: ResultsPanels): vscode.Disposable {
  const panelCommand = (id: `flowlog.${string}`, command: "find" | "copy" | "copyWithHeaders" | "selectAll"): vscode.Disposable =>
    registerCommand(errors, id, () => panels.active?.command(command));
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.pinResults", () => panels.active?.setPinned(true)),
    registerCommand(errors, "flowlog.unpinResults", () => panels.active?.setPinned(false)),
    registerCommand(errors, "flowlog.focusResults", () => {
      const panel = panels.active ?? panels.of(activeEditor()?.document.uri.toString() ?? "")[0];
      panel?.panel.reveal();
      panel?.command("focusGrid");
    }),
    panelCommand("flowlog.findInResult", "find"),
    panelCommand("flowlog.copySelection", "copy"),
    panelCommand("flowlog.copySelectionWithHeaders", "copyWithHeaders"),
    panelCommand("flowlog.selectAllRows", "selectAll"),
  );
}

/** From rows to chart and back; where nothing was run yet, the statement at the cursor is, for its chart. */
function registerChartCommands(errors: ErrorMessages, panels: ResultsPanels, documentRuns: DocumentRuns): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.toggleChart", async () => {
      const editor = activeEditor();
      const panel = panels.active ?? (editor && panels.inFrontOf(editor.document.uri.toString()));
      if (panel === undefined) return editor && runForChart(editor, documentRuns);
      panel.panel.reveal(undefined, true);
      panel.command("toggleChart");
    }),
    registerCommand(errors, "flowlog.chartStatement", async (uri?: vscode.Uri, index?: number) => {
      const editor = activeEditor();
      if (uri !== undefined && index !== undefined)
        await documentRuns.runOne(await vscode.workspace.openTextDocument(uri), index, { front: "chart" });
      else if (editor !== undefined) await runForChart(editor, documentRuns);
    }),
  );
}

async function runForChart(editor: vscode.TextEditor, documentRuns: DocumentRuns): Promise<void> {
  await hideSuggestions();
  await documentRuns.runAtCursor(editor, "chart");
}

function runCommands(errors: ErrorMessages, documentRuns: DocumentRuns): vscode.Disposable[] {
  return [
    registerCommand(errors, "flowlog.runAtCursor", async () => {
      const editor = activeEditor();
      if (editor === undefined) return;
      await hideSuggestions();
      await documentRuns.runAtCursor(editor);
    }),
    registerCommand(errors, "flowlog.runStatement", async (uri: vscode.Uri, index: number) => {
      await documentRuns.runOne(await vscode.workspace.openTextDocument(uri), index);
    }),
    registerCommand(errors, "flowlog.runAll", async (uri?: vscode.Uri) => {
      const document = await documentOf(uri);
      if (document === undefined) return;
      await hideSuggestions();
      await documentRuns.runAll(document);
    }),
  ];
}

/** Whoever runs a statement has done with writing it: a list that is still open must neither stay nor keep the keys for itself. */
async function hideSuggestions(): Promise<void> {
  await vscode.commands.executeCommand("hideSuggestWidget");
}

function activeEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === "flowsql" ? editor : undefined;
}

async function documentOf(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  return uri === undefined ? activeEditor()?.document : vscode.workspace.openTextDocument(uri);
}
