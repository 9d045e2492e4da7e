import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workbench } from "../support/workbench";

/**
 * Writes a `.flowsql` file into the workspace and opens it from the Explorer, with the cursor in a line of it. (Quick Open keeps
 * a list of files for a while, and may not know one that is new.)
 */
export async function openQuery(workbench: Workbench, name: string, text: string, line = 1): Promise<void> {
  await writeFile(join(workbench.workspaceFolder, name), text);
  await workbench.showContainer("Explorer");
  // A window that has just been opened may not watch its folder yet, and would never hear of the file.
  if (!(await workbench.treeItem(name).isVisible())) {
    await workbench.page.locator(".part.sidebar .composite.title").hover();
    await workbench.page.locator(".part.sidebar .explorer-folders-view").hover();
    await workbench.action("Refresh Explorer").click();
  }
  await workbench.treeItem(name).dblclick();
  await workbench.editorOf(name).waitFor();
  await putCursor(workbench, line);
}

/** Takes the keyboard back into the editor, from wherever it is. */
export async function putCursor(workbench: Workbench, line: number): Promise<void> {
  await workbench.editor.locator(".view-line").last().click();
  await workbench.goTo(line);
}

/** Runs the statement at the cursor as fingers know it. */
export async function runAtCursor(workbench: Workbench): Promise<void> {
  await workbench.page.keyboard.press("Control+Enter");
}

export async function runAll(workbench: Workbench): Promise<void> {
  await workbench.page.keyboard.press("Control+Shift+Enter");
}

/** Closes every editor and panel, without keeping what was not saved. */
export async function closeEditors(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const [tab, question] = [".tabs-container .tab", ".monaco-dialog-box"];
  await workbench.runCommand("View: Close All Editors");
  await page.waitForFunction(([tabs, asked]) => document.querySelector(tabs) === null || document.querySelector(asked) !== null, [
    tab,
    question,
  ] as const);
  if (await page.locator(question).isVisible()) await page.locator(question).getByRole("button", { name: "Don't Save" }).click();
  await page.locator(tab).first().waitFor({ state: "detached" });
}
