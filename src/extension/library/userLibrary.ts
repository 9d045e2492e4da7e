import * as vscode from "vscode";
import { t } from "../localize";
import type { Outlines } from "../runs/outlines";
import { shorten } from "../runs/statements";
import { libraryFileName, libraryText } from "./libraryText";

/** Statements that the user keeps, a file each, for all workspaces of this machine. They are listed with the examples. */
export class UserLibrary {
  constructor(
    readonly folder: vscode.Uri,
    private readonly outlines: Outlines,
  ) {}

  /** Asks for the name, and before a file is replaced. */
  async save(document: vscode.TextDocument, index: number): Promise<void> {
    const text = document.getText();
    const outline = await this.outlines.of(document);
    const statement = outline[index];
    if (statement === undefined) return;
    const name = await vscode.window.showInputBox({
      title: t("Save to Library"),
      prompt: t("The name under which the query is listed with the examples."),
      value: statement.name ?? shorten(text.slice(statement.span.start, statement.span.end)),
      validateInput: (value) => (value.trim() === "" ? t("A name has at least one character.") : undefined),
    });
    if (name === undefined) return;
    const uri = vscode.Uri.joinPath(this.folder, libraryFileName(name));
    if ((await exists(uri)) && !(await mayReplace(name))) return;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(libraryText(text, outline, index, name.trim())));
    const open = t("Open");
    void vscode.window.showInformationMessage(t("“{0}” is in your library.", name.trim()), open).then((chosen) => {
      if (chosen === open) void vscode.window.showTextDocument(uri);
    });
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = t("Replace");
  const asked = t("The library has a query under the name “{0}” already.", name);
  return (await vscode.window.showWarningMessage(asked, { modal: true }, replace)) === replace;
}
