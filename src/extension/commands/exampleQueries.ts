import * as vscode from "vscode";
import { t } from "../localize";
import { exampleDescription } from "../runs/exampleDescription";

interface QueryItem extends vscode.QuickPickItem {
  readonly open?: () => Thenable<vscode.TextDocument>;
}

/**
 * Lets the user choose one of the queries that come with the extension, of which a copy opens to run and to change, or one of those
 * in the library, which opens itself.
 */
export async function openExampleQuery(extensionUri: vscode.Uri, library: vscode.Uri): Promise<void> {
  const chosen = await vscode.window.showQuickPick(items(extensionUri, library), {
    placeHolder: t("Which question?"),
    matchOnDetail: true,
  });
  if (chosen?.open !== undefined) await vscode.window.showTextDocument(await chosen.open());
}

async function items(extensionUri: vscode.Uri, library: vscode.Uri): Promise<readonly QueryItem[]> {
  const examples = (await queriesIn(vscode.Uri.joinPath(extensionUri, "library", "queries"))).map(({ name, content }): QueryItem => {
    const open = () => vscode.workspace.openTextDocument({ language: "flowsql", content });
    return { label: name, detail: exampleDescription(content), open };
  });
  const own = (await queriesIn(library).catch(() => [])).map(({ name, uri, content }): QueryItem => {
    return { label: name, detail: exampleDescription(content), open: () => vscode.workspace.openTextDocument(uri) };
  });
  return own.length === 0 ? examples : [separator(t("Your library")), ...own, separator(t("Examples")), ...examples];
}

function separator(label: string): QueryItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function queriesIn(folder: vscode.Uri): Promise<{ readonly name: string; readonly uri: vscode.Uri; readonly content: string }[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.map(([name]) => name).filter((name) => name.endsWith(".flowsql"));
  return Promise.all(
    names.map(async (name) => {
      const uri = vscode.Uri.joinPath(folder, name);
      return { name, uri, content: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
    }),
  );
}
