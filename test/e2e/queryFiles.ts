import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { brief, untilDone, untilGone, untilThere } from "../support/untilThere";
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
    const refresh = async (): Promise<void> => {
      await workbench.page.locator(".part.sidebar .composite.title").hover(brief);
      await workbench.page.locator(".part.sidebar .explorer-folders-view").hover(brief);
      await workbench.action("Refresh Explorer").click(brief);
    };
    await untilThere(refresh, workbench.treeItem(name), 5000);
  }
  await untilThere(() => workbench.treeItem(name).dblclick(brief), workbench.editorOf(name));
  await putCursor(workbench, line);
}

/** Takes the keyboard back into the editor, from wherever it is. */
export async function putCursor(workbench: Workbench, line: number): Promise<void> {
  await untilDone(() => workbench.editor.locator(".view-line").last().click(brief));
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
  const close = async (): Promise<void> => {
    await workbench.runCommand("View: Close All Editors");
    await page.waitForFunction(
      ([tabs, asked]) => document.querySelector(tabs) === null || document.querySelector(asked) !== null,
      [tab, question] as const,
      brief,
    );
    if (await page.locator(question).isVisible()) await page.locator(question).getByRole("button", { name: "Don't Save" }).click(brief);
  };
  await untilGone(close, page.locator(tab));
}

/** Takes an entry of the list of quick fixes at the cursor, with the keyboard; the mark of what is mended goes. */
export async function quickFix(workbench: Workbench, title: string, mark: Locator): Promise<void> {
  const { page } = workbench;
  const entry = page.locator(".action-widget .monaco-list-row", { hasText: title });
  // The bulb tells that the editor has asked for them; a list that opens before is closed again.
  await workbench.editor.locator(".lightBulbWidget, .lightbulb-glyph-margin, [class*=lightbulb]").first().waitFor();
  // So may one be that opens while marks come or go: then a person asks once more.
  const mend = async (): Promise<void> => {
    await page.keyboard.press("Control+.");
    await entry.waitFor({ timeout: 3000 });
    while (!/\bfocused\b/.test((await entry.getAttribute("class", { timeout: 1000 })) ?? "")) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  await untilGone(mend, mark);
}

/** Takes an entry of the list at the cursor that is about a value; no bulb tells of it. */
export async function chooseAction(workbench: Workbench, title: string): Promise<void> {
  const { page } = workbench;
  const entry = page.locator(".action-widget .monaco-list-row", { hasText: title });
  await untilThere(() => page.keyboard.press("Control+."), entry, 3000);
  while (!/\bfocused\b/.test((await entry.getAttribute("class", brief)) ?? "")) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}
