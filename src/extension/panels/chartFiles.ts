import * as vscode from "vscode";
import { formatBytes } from "../../base/bytes";
import { t } from "../localize";
import { largestChartFile, type ReadChartFile } from "./chartMessages";
import type { PanelTab } from "./panelTabs";
import { askForFile } from "./saveResult";

/** Asks where to, and writes the picture or the rows of a chart there. */
export async function saveChartAs(tab: PanelTab, file: ReadChartFile): Promise<void> {
  if (file.kind === "tooLarge") {
    const most = formatBytes(largestChartFile);
    void vscode.window.showWarningMessage(t("The chart of “{0}” is larger than {1} and was not saved.", tab.title, most));
    return;
  }
  const filters = file.kind === "png" ? { [t("PNG Picture")]: ["png"] } : { CSV: ["csv"] };
  const title = file.kind === "png" ? t("Save Chart as Picture") : t("Save Data of Chart");
  const target = await askForFile({ title, name: tab.title, ending: file.kind, filters });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, file.bytes);
  const open = t("Open");
  const sentence = t("Chart saved to {0} ({1}).", target.fsPath, formatBytes(file.bytes.length));
  void vscode.window.showInformationMessage(sentence, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand("vscode.open", target);
  });
}
