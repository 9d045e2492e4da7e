import * as vscode from "vscode";

/** The types of our panels; VS Code puts a word of its own before a type where it tells of tabs. */
export const panelTypes = { results: "flowlog.results", pivot: "flowlog.pivot" } as const;

/**
 * The column in which panels are, if that is not the one of the text that is written: what belongs beside a text goes there. VS Code
 * locks a group that began with a panel, so that files do not open over it, and "beside" would be a third column then.
 */
export function columnOfPanels(): vscode.ViewColumn | undefined {
  const text = vscode.window.activeTextEditor?.viewColumn;
  return vscode.window.tabGroups.all.find(({ tabs, viewColumn }) => viewColumn !== text && tabs.some(isPanel))?.viewColumn;
}

/**
 * With its last tab a window's last group stays, and stays locked where that tab was a panel: the next file would open beside an empty
 * column. So it is unlocked.
 */
export function unlockEmptiedColumn(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (!closed.some(isPanel) || vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
    void vscode.commands.executeCommand("workbench.action.unlockEditorGroup");
  });
}

function isPanel({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && Object.values(panelTypes).some((type) => input.viewType.endsWith(type));
}
