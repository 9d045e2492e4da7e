import * as vscode from "vscode";
import { resultsLocation } from "../settings";
import { columnOfPanels } from "./panelColumn";
import { webviewOptions } from "./panelPage";
import { ResultsPanel } from "./resultsPanel";

/** Makes results panels where the setting says, and leaves the focus where the user types. */
export class PanelPlaces {
  private readonly below = new Set<vscode.WebviewPanel>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  async create(name: string): Promise<vscode.WebviewPanel> {
    const editor = vscode.window.activeTextEditor;
    if (resultsLocation() === "beside" || editor === undefined) return this.createIn(columnOfPanels() ?? vscode.ViewColumn.Beside, name);
    const panel = await this.createBelow(name, editor);
    this.below.add(panel);
    panel.onDidDispose(() => this.below.delete(panel));
    return panel;
  }

  /** VS Code knows no column "below": the group there is made empty first, for a panel that was in front once takes the focus. */
  private async createBelow(name: string, editor: vscode.TextEditor): Promise<vscode.WebviewPanel> {
    const known = [...this.below].map((panel) => panel.viewColumn).find((column) => column !== undefined && column !== editor.viewColumn);
    if (known !== undefined) return this.createIn(known, name);
    await vscode.commands.executeCommand("workbench.action.newGroupBelow");
    const panel = this.createIn(vscode.ViewColumn.Active, name);
    const back = editor.viewColumn === undefined ? {} : { viewColumn: editor.viewColumn };
    await vscode.window.showTextDocument(editor.document, { ...back, selection: editor.selection });
    return panel;
  }

  private createIn(viewColumn: vscode.ViewColumn, name: string): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      ResultsPanel.viewType,
      name,
      { viewColumn, preserveFocus: true },
      webviewOptions(this.extensionUri),
    );
  }
}
