import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };

describe("The main job without a mouse", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
  });

  afterAll(() => workbench.dispose());

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };

  /** By the palette, confirmed with Enter. */
  async function command(title: string): Promise<void> {
    await untilThere(() => press("F1"), workbench.quickInput);
    await workbench.page.keyboard.type(title);
    await workbench.quickPick(title).first().and(workbench.page.locator(".focused")).waitFor();
    await press("Enter");
  }

  it("leads from the sample bucket to a sorted, copied answer, and back to the text", async () => {
    await command("Flow Logs: Add Sample Bucket");
    await workbench.treeItem("AWSLogs").waitFor(patient);
    const focused = workbench.page.locator(".part.sidebar .monaco-list-row.focused");
    await focused.filter({ hasText: "Sample Bucket" }).waitFor();
    await press("ArrowDown");
    await focused.filter({ hasText: /^bucket/ }).waitFor();
    await command("Flow Logs: Index…");
    await workbench.quickPick("All").waitFor();
    await press("Enter");
    await workbench.dialog("To read:").waitFor(patient);
    await press("Enter");
    await workbench.statusBarItem("33,484 flow records").waitFor(patient);
    await command("Flow Logs: New Flow Query");
    await workbench.statusBarItem("Flow Query").waitFor();
    await workbench.page.keyboard.insertText("SELECT protocol, count(*) AS flows FROM flows GROUP BY protocol ORDER BY protocol");
    await press("Control+Enter");
    await results.grid.waitFor(patient);
    const inGrid = (): Promise<boolean> => results.grid.evaluate((grid) => grid === document.activeElement && document.hasFocus());
    await results.enterFromEditor();
    await expect.poll(inGrid).toBe(true);
    const inEditor = (): Promise<boolean> => workbench.editor.evaluate((editor) => editor.contains(document.activeElement));
    await press("Control+1");
    await expect.poll(inEditor).toBe(true);
    await command("Flow Logs: Go to Results");
    await expect.poll(inGrid).toBe(true);
    await press("Control+Home", "ArrowRight", "ArrowUp", "Enter", "Enter");
    await expect.poll(() => results.header("flows").getAttribute("aria-sort")).toBe("descending");
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("6 TCP");
    await press("Control+Home", "Shift+ArrowRight", "Control+C");
    await expect.poll(() => workbench.clipboard()).toMatch(/^6\t\d+$/);
    await press("Control+1");
    await expect.poll(inEditor).toBe(true);
  });
});
