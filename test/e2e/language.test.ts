import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilGone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor } from "./queryFiles";
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

  it("says over an address what the index knows, and opens its timeline from there", async () => {
    await openQuery(workbench, "address.flowsql", "FROM flows WHERE srcaddr =\n  '203.0.113.77'\n", 2);
    await press("End");
    await press("ArrowLeft");
    await press("ArrowLeft");
    await showHover(/flows here/);
    await workbench.screenshot("language-hover-address");
    await workbench.page.locator(".monaco-hover a", { hasText: "Exclude" }).click();
    await workbench.editorOf("address.flowsql").waitFor();
    await expect.poll(() => workbench.visibleText()).toContain("FROM flows WHERE srcaddr <>");
    await putCursor(workbench, 2);
    await press("End");
    await press("ArrowLeft");
    await press("ArrowLeft");
    await showHover(/flows here/);
    await workbench.page.locator(".monaco-hover a", { hasText: "Timeline" }).click();
    await expect.poll(() => workbench.visibleText()).toContain("-- @name Timeline of 203.0.113.77");
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
