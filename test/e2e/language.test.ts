import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilGone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { chooseAction, closeEditors, openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("Reading and changing a statement, in VS Code", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench();
    await indexSampleBucket(workbench);
  });

  afterAll(() => workbench.dispose());

  const press = (keys: string) => workbench.page.keyboard.press(keys);

  /** Shows the hover of the name at the cursor by keyboard. */
  async function showHover(says: string | RegExp): Promise<void> {
    const show = async (): Promise<void> => {
      await press("Control+K");
      await press("Control+I");
    };
    await untilThere(show, workbench.page.locator(".monaco-hover:visible", { hasText: says }));
  }

  it("says over a column what it means and what its values are here", async () => {
    await openQuery(workbench, "hover.flowsql", "SELECT count(*) FROM flows WHERE\n  dstport = 443\n", 2);
    await press("End");
    await press("Control+ArrowLeft");
    await press("Control+ArrowLeft");
    await press("Control+ArrowLeft");
    await showHover("Most frequent: 443 https");
    await workbench.screenshot("language-hover-column");
    await press("Escape");
  });

  const hover = (): Locator => workbench.page.locator(".monaco-hover:visible", { hasText: "flows here" });
  const addressText = "FROM flows\nWHERE srcaddr =\n  '203.0.113.77'\n";

  it("says over an address what the index knows, below a menu that is in sight at once", async () => {
    await openQuery(workbench, "address.flowsql", addressText, 3);
    const address = workbench.editor.locator(".view-line span", { hasText: "203.0.113.77" }).last();
    await untilThere(() => address.hover(brief), hover());
    await workbench.screenshot("language-hover-address");
    const box = await hover().boundingBox();
    const last = await hover().getByRole("link", { name: "Peers" }).boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
    await hover().getByRole("link", { name: "Not this" }).click();
    await expect.poll(() => workbench.visibleText()).toContain("WHERE srcaddr <>");
    await untilThere(() => address.hover(brief), hover());
    await hover().getByRole("link", { name: "Timeline" }).click();
    await expect.poll(() => workbench.visibleText()).toContain("-- @name Timeline of 203.0.113.77");
    // As from results, it runs.
    await new ResultsPage(workbench).rowCount.getByText(/^\d+ rows?$/).waitFor(patient);
  });

  it("leads on from an address by keyboard: into the hover, and by a list at the cursor", async () => {
    await openQuery(workbench, "keys.flowsql", addressText, 3);
    await press("End");
    await press("ArrowLeft");
    await press("ArrowLeft");
    await showHover(/flows here/);
    // The same keys once more go into it.
    await press("Control+K");
    await press("Control+I");
    const link = hover().getByRole("link", { name: "Not this" });
    const isThere = (): Promise<boolean> => link.evaluate((node) => node === document.activeElement);
    for (let step = 0; step < 10 && !(await isThere()); step++) await press("Tab");
    expect(await isThere()).toBe(true);
    await press("Enter");
    await expect.poll(() => workbench.visibleText()).toContain("WHERE srcaddr <>");
    await putCursor(workbench, 3);
    await press("End");
    await press("ArrowLeft");
    await press("ArrowLeft");
    await chooseAction(workbench, "Only 203.0.113.77, in the statement");
    await expect.poll(() => workbench.visibleText()).toMatch(/WHERE srcaddr =\s/);
    await chooseAction(workbench, "203.0.113.77 as destination");
    await expect.poll(() => workbench.visibleText()).toContain("-- @name Flows to 203.0.113.77");
  });

  it("tells beside a result that its statement was edited, until that is undone or run", async () => {
    const results = new ResultsPage(workbench);
    await openQuery(workbench, "edited.flowsql", "SELECT DISTINCT action FROM flows\n", 1);
    await runAtCursor(workbench);
    await results.rowCount.getByText("3 rows").waitFor(patient);
    const changed = results.shown.getByText("Changed since");
    await press("End");
    await workbench.page.keyboard.type(" LIMIT 1");
    await changed.waitFor();
    await workbench.screenshot("language-stale");
    for (let undone = false; !undone; undone = !(await workbench.visibleText()).includes("LIMIT")) await press("Control+Z");
    await changed.waitFor({ state: "hidden" });
    await workbench.page.keyboard.type(" LIMIT 1");
    await results.button("Run as it is now").click();
    await results.rowCount.getByText("1 row").waitFor(patient);
    await changed.waitFor({ state: "hidden" });
    await closeEditors(workbench);
  });

  it("renames a common table expression by keyboard, everywhere in its statement", async () => {
    await openQuery(workbench, "rename.flowsql", "WITH\na AS (SELECT 1 AS n)\nSELECT a.n FROM a;\n", 2);
    await press("Home");
    await press("F2");
    await workbench.page.locator(".rename-box input:focus").waitFor(patient);
    await workbench.page.keyboard.type("busy days");
    await press("Enter");
    await expect.poll(() => workbench.visibleText()).toContain('SELECT "busy days".n FROM "busy days";');
    expect(await workbench.visibleText()).toContain('"busy days" AS (SELECT 1 AS n)');
  });

  it("formats a document, and leaves a statement alone that cannot be read", async () => {
    await openQuery(workbench, "format.flowsql", "-- @name  kept\nselect srcaddr,count(*) from flows group by all;\nselect (\n", 2);
    await workbench.runCommand("Format Document");
    await expect
      .poll(() => workbench.visibleText())
      .toMatch(/-- @name {2}kept\nSELECT\n {4}srcaddr,\n {4}count\(\*\)\nFROM\n {4}flows\nGROUP BY ALL;\nselect \(/);
  });

  it("lists statements by name in the outline", async () => {
    await openQuery(workbench, "outline.flowsql", "-- @name First of all\nSELECT 1;\nWITH inner_rows AS (SELECT 2)\nFROM inner_rows;\n");
    await workbench.runCommand("Go to Symbol in Editor...");
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "First of all" }).waitFor(patient);
    await rows.filter({ hasText: "inner_rows" }).first().waitFor();
    await press("Escape");
  });

  it("leads from the key of an object to the object itself", async () => {
    const name = "111122223333_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_20260314T0325Z_735064c4.log.gz";
    const key = `AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/14/${name}`;
    await openQuery(workbench, "key.flowsql", `FROM flows WHERE object =\n  '${key}'\n`, 2);
    // A link is found a moment after the text is there.
    await workbench.page.locator(".detected-link").first().waitFor(patient);
    await press("ArrowRight");
    await press("ArrowRight");
    await press("ArrowRight");
    await press("ArrowRight");
    await workbench.runCommand("Open Link");
    await workbench.tab(name).waitFor(patient);
    await expect.poll(() => workbench.visibleText(), patient).toMatch(/srcaddr/);
    await closeEditors(workbench);
  });

  it("shows what numbers stand for when a setting asks for it", async () => {
    await openQuery(workbench, "hints.flowsql", "FROM flows WHERE dstport = 443;\n");
    await workbench.changeSettings({ "flowlog.editor.inlayHints": true });
    await expect.poll(() => workbench.visibleText(), patient).toContain("443https");
    await workbench.changeSettings({ "flowlog.editor.inlayHints": false });
    await expect.poll(() => workbench.visibleText(), patient).not.toContain("https");
  });

  it("shows the plan of a statement beside it, from the lens above it", async () => {
    await openQuery(workbench, "explain.flowsql", "-- @name Busy ports\nSELECT dstport, count(*) FROM flows GROUP BY dstport;\n");
    const plan = workbench.page.locator(".editor-instance", { hasText: "Plan of Busy ports" });
    await workbench.clickLens(workbench.lens("Explain"), plan);
    await expect.poll(() => plan.locator(".view-lines").innerText()).toMatch(/on.all.threads/);
    // Which step it is depends on the run, and its line may lie further down.
    await expect.poll(() => plan.locator(".view-lines").innerText()).toMatch(/most.of.it/);
    await workbench.screenshot("language-plan");
  });

  it("keeps a statement in the library, and lists it with the examples", async () => {
    await openQuery(workbench, "keep.flowsql", "-- @name Kept question\n-- @about What is kept?\nSELECT 42;\n");
    await workbench.clickLens(workbench.lens("Save to Library"), workbench.quickInput);
    await workbench.quickInput.press("Enter");
    await workbench.page.locator(".notification-toast", { hasText: "“Kept question” is in your library." }).waitFor(patient);
    await workbench.runCommand("Flow Logs: Open Example Query…");
    const row = workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "kept-question.flowsql" });
    await row.waitFor(patient);
    await untilGone(() => row.click(brief), row);
    await workbench.editorOf("kept-question.flowsql").waitFor();
  });
});
