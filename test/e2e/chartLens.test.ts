import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };
const toggle = "Control+Shift+V";

describe("A chart, from its statement", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  it("is shown by the lens above it, and turned into rows and back by one key or one click", async () => {
    const { page } = workbench;
    await openQuery(workbench, "hosts.flowsql", "SELECT 'host' || range % 5 AS host, range * range AS n FROM range(100);\n");
    await workbench.clickLens(workbench.lens("Chart"), results.shown.locator("canvas"));
    expect(await results.grid.isVisible()).toBe(false);
    await workbench.screenshot("chart-by-lens");
    await putCursor(workbench, 1);
    await page.keyboard.press(toggle);
    await results.grid.waitFor(patient);
    expect(await results.shown.locator("canvas").isVisible()).toBe(false);
    // The keyboard is in the page now, and the key is the page's.
    await results.cell(0, 0).click();
    await page.keyboard.press(toggle);
    await results.shown.locator("canvas").waitFor(patient);
    await results.shown.getByRole("radio", { name: "Table" }).click();
    await results.grid.waitFor(patient);
    await results.shown.getByRole("radio", { name: "Chart" }).click();
    await results.shown.locator("canvas").waitFor(patient);
  });

  it("is shown by the same key where nothing was run yet", async () => {
    await openQuery(workbench, "fresh.flowsql", "SELECT 'host' || range % 3 AS host, range AS n FROM range(30);\n");
    await workbench.page.keyboard.press(toggle);
    await results.panelTab("Results: fresh.flowsql").waitFor(patient);
    await results.shown.locator("canvas").waitFor(patient);
  });

  it("is the one that the file names, and stays rows once somebody wants rows", async () => {
    const text = "-- @chart doughnut x=host y=sum(n)\nSELECT 'host' || range % 4 AS host, range AS n FROM range(40);\n";
    await openQuery(workbench, "named.flowsql", text, 2);
    await workbench.page.keyboard.press("Control+Enter");
    await results.panelTab("Results: named.flowsql").waitFor(patient);
    await results.shown.locator("canvas").waitFor(patient);
    await workbench.screenshot("chart-of-file");
    await putCursor(workbench, 2);
    await workbench.page.keyboard.press(toggle);
    await results.grid.waitFor(patient);
    await putCursor(workbench, 2);
    await workbench.page.keyboard.press("Control+Enter");
    await results.loaded("40 rows");
    expect(await results.grid.isVisible()).toBe(true);
  });

  it("is kept in its file, above its statement", async () => {
    const [one, hosts] = ["-- @name One\nSELECT 1 AS one;\n\n", "SELECT 'host' || range % 5 AS host, range AS n FROM range(100);\n"];
    await openQuery(workbench, "keep.flowsql", `${one}-- @name Hosts\n${hosts}`, 5);
    await workbench.clickLens(workbench.lens("Chart", 1), results.shown.locator("canvas"));
    await saveToFile();
    await workbench.statusBarItem("The chart is kept in keep.flowsql.").waitFor();
    await putCursor(workbench, 5);
    await workbench.page.keyboard.press("Control+S");
    const lines = async (): Promise<readonly string[]> =>
      (await readFile(join(workbench.workspaceFolder, "keep.flowsql"), "utf8")).replaceAll(`${one}-- @name Hosts\n`, "").split("\n");
    await expect.poll(lines, patient).toEqual([expect.stringMatching(/^-- @chart rowBar x=host y=sum\(n\)/), hosts.trimEnd(), ""]);
    await workbench.screenshot("chart-kept");
  });

  it("is offered for a new file where its statement was changed since", async () => {
    await openQuery(workbench, "changed.flowsql", "SELECT 'host' || range % 5 AS host, range AS n FROM range(100);\n");
    await workbench.clickLens(workbench.lens("Chart"), results.shown.locator("canvas"));
    await putCursor(workbench, 1);
    await workbench.page.keyboard.type("EXPLAIN ");
    await saveToFile();
    await workbench.pressInNotification("does not stand in changed.flowsql any more as it was run", "Open as New File");
    await workbench.page.locator(".view-line", { hasText: "-- @chart" }).waitFor();
  });

  async function saveToFile(): Promise<void> {
    const entry = results.frame.getByRole("menuitem", { name: "Save chart to file", exact: true });
    await untilThere(() => results.button("Save chart…").click(brief), entry);
    await entry.click();
  }
});
