import * as vscode from "vscode";
import { t } from "../localize";
import { exampleDescription } from "../runs/exampleDescription";

/** Lets the user choose one of the queries that come with the extension, and opens a copy to run and to change. */
export async function openExampleQuery(extensionUri: vscode.Uri): Promise<void> {
  const items = examples(vscode.Uri.joinPath(extensionUri, "library", "queries"));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: t("Which question?"), matchOnDetail: true });
  if (chosen === undefined) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "flowsql", content: chosen.content }));
}

async function examples(folder: vscode.Uri): Promise<readonly (vscode.QuickPickItem & { readonly content: string })[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.map(([name]) => name).filter((name) => name.endsWith(".flowsql"));
  return Promise.all(
    names.map(async (name) => {
      const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
      return { label: name, detail: exampleDescription(content), content };
    }),
  );
}
