import { DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };

describe("Results, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench({ settings: { "flowlog.results.location": "below" } });
    results = new ResultsPage(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  const shownColumns = (): Promise<readonly string[]> => results.shown.locator(".slick-column-name").allTextContents();
  const status = (text: string): Locator => results.shown.locator(".status-line", { hasText: text });

  it("open below the editor where the setting says so, and leave the keyboard in the text", async () => {
    for (const name of ["first.flowsql", "second.flowsql"]) {
      await openQuery(workbench, name, `SELECT '${name}' AS name;\n`);
      await runAtCursor(workbench);
      await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe(name);
      await workbench.statusBarItem("Ln 1, Col 1").waitFor();
    }
    const [editor, grid] = await Promise.all([workbench.editor.boundingBox(), results.grid.boundingBox()]);
    expect(grid?.y).toBeGreaterThan((editor?.y ?? 0) + (editor?.height ?? 0));
    expect(await workbench.page.locator(".editor-group-container").count()).toBe(2);
    await workbench.screenshot("results-below");
  });

  it("are run from above each statement, where the setting does not say otherwise", async () => {
    await openQuery(workbench, "lens.flowsql", "SELECT 'by the lens' AS run;\n");
    await workbench.clickLens(workbench.lens("Run"), results.cell(0, 0));
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("by the lens");
    // That the lenses go tells that the window has read both.
    await workbench.changeSettings({ "flowlog.editor.codeLens": false, "flowlog.results.location": "beside" });
    await workbench.editor.locator(".codelens-decoration").waitFor({ state: "detached" });
    await workbench.changeSettings({ "flowlog.editor.codeLens": true });
    await workbench.editor.locator(".codelens-decoration").waitFor();
  });

  it("have columns that hide, freeze and move, and are found so when the panel comes to the front again", async () => {
    const columns = ["range AS n", "'host' || range % 7 AS host", "range * 1000 AS bytes", "repeat('long ', 500) AS words"];
    await openQuery(workbench, "walk.flowsql", `SELECT ${columns.join(", ")}, '10.0.0.' || range % 250 AS address FROM range(3000);\n`);
    await runAtCursor(workbench);
    await results.loaded("3,000 rows");
    await results.chooseFromMenu(results.header("n"), "Hide column");
    await results.chooseFromMenu(results.header("host"), "Freeze up to this column");
    await drag(results.header("words"), results.header("bytes"));
    await expect.poll(shownColumns).toEqual(["#", "host", "words", "bytes", "address"]);
    expect(await results.frame.locator("body").evaluate(() => document.getSelection()?.toString())).toBe("");
    // A file opens where the keyboard is.
    await putCursor(workbench, 1);
    await openQuery(workbench, "other.flowsql", "SELECT 'in front' AS panel;\n");
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("in front");
    await results.panelTab("Results: walk.flowsql").click();
    await results.loaded("3,000 rows");
    expect(await shownColumns()).toEqual(["#", "host", "words", "bytes", "address"]);
    expect(await results.header("host").locator("xpath=ancestor::*[contains(@class, 'slick-header-left')]").count()).toBe(1);
    await workbench.screenshot("results-columns");
  });

  it("are searched, added up, and show a long value whole", async () => {
    await openQuery(
      workbench,
      "walk.flowsql",
      "SELECT range * 1000 AS bytes, 'host' || range % 250 AS host, repeat('long ', 500) AS words FROM range(3000);\n",
    );
    await runAtCursor(workbench);
    await results.loaded("3,000 rows");
    await results.cell(0, 0).click();
    await workbench.page.keyboard.press("Control+F");
    await workbench.page.keyboard.type("host249");
    await workbench.page.keyboard.press("Enter");
    await results.shown.getByText("12 matches").waitFor();
    await status("Row 250 of 3,000").waitFor();
    await workbench.page.keyboard.press("F3");
    await status("Row 500 of 3,000").waitFor();
    await workbench.page.keyboard.press("Escape");
    await results.cell(499, 2).dblclick();
    await results.shown.getByText("2,500 characters").waitFor();
    expect(await results.shown.locator(".viewer-value").textContent()).toBe("long ".repeat(500));
    await workbench.screenshot("results-value");
    await workbench.page.keyboard.press("Escape");
    await workbench.page.keyboard.press("Home");
    await results.chooseFromMenu(results.header("bytes"), "Select column");
    await status("Sum 4,498,500,000 (4.19 GiB) · Average 1,499,500").waitFor();
    await workbench.screenshot("results-sums");
  });

  it("are saved as JSON and as Parquet", async () => {
    await openQuery(workbench, "save.flowsql", "-- @name Squares\nSELECT range AS n, range * range AS square FROM range(3000);\n", 2);
    await runAtCursor(workbench);
    await results.loaded("3,000 rows");
    for (const ending of ["json", "parquet"]) {
      const path = join(workbench.workspaceFolder, `squares.${ending}`);
      await results.save();
      await expect.poll(() => workbench.quickInput.inputValue()).toBe(join(workbench.workspaceFolder, "Squares.csv"));
      await workbench.answer(path);
      // Not by its message: VS Code shows no more than three within a second.
      await expect.poll(() => lastRow(path), patient).toEqual([3000n, 2999n, 8994001n]);
    }
  });

  /** By the pointer, from the middle of one header to the left border of another. */
  async function drag(header: Locator, before: Locator): Promise<void> {
    const [from, to] = await Promise.all([header.boundingBox(), before.boundingBox()]);
    await workbench.page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 12);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move((to?.x ?? 0) + 6, (to?.y ?? 0) + 12, { steps: 6 });
    await workbench.page.mouse.up();
  }
});

/** How many rows a saved file has, and the last of them, as DuckDB reads it. */
async function lastRow(path: string): Promise<unknown> {
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = await connection.runAndReadAll(`SELECT count(*), max(n), max(square) FROM '${path}'`);
  connection.closeSync();
  return rows.getRows()[0];
}
