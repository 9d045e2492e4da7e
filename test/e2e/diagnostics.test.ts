import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor, quickFix, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";

const patient = { timeout: 60_000 };

describe("What is wrong with a text, in VS Code", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ settings: { "flowlog.results.location": "below" } });
  });
  beforeEach(() => closeEditors(workbench));
  afterAll(() => workbench.dispose());

  const errors = (): Locator => workbench.editor.locator(".squiggly-error");
  const warnings = (): Locator => workbench.editor.locator(".squiggly-warning");
  const problem = (text: string): Locator => workbench.page.locator(".markers-panel .monaco-list-row", { hasText: text });

  it("is marked while it is typed, told in Problems, and mended by the keyboard", async () => {
    await openQuery(workbench, "typed.flowsql", "SELECT\n", 1);
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.type(" dstprt FROM flows WHERE action = 'accepted");
    await workbench.page.keyboard.press("Escape");
    await errors().first().waitFor(patient);
    await warnings().first().waitFor(patient);
    await workbench.runCommand("Problems: Focus on Problems View");
    await problem('Referenced column "dstprt" not found').waitFor();
    await problem("so 'accepted' is never found").waitFor();
    await workbench.screenshot("diagnostics-problems");
    await workbench.runCommand("View: Hide Panel");

    await putCursor(workbench, 1);
    await workbench.goTo(1, 10);
    await quickFix(workbench, "Change to dstport", errors());
    await workbench.goTo(1, 44);
    await quickFix(workbench, "Write 'ACCEPT'", warnings());
    expect((await workbench.visibleText()).split("\n")[0]).toBe("SELECT dstport FROM flows WHERE action = 'ACCEPT'");
  });

  it("is explained on a page that the code in the hover opens", async () => {
    await openQuery(workbench, "explained.flowsql", "FROM flows WHERE bytes = NULL\n");
    await warnings().first().waitFor(patient);
    await workbench.goTo(1, 25);
    await workbench.runCommand("Show or Focus Hover");
    const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "A comparison with NULL is never true" });
    await hover.waitFor();
    await workbench.screenshot("diagnostics-hover");
    await hover.locator("a.code-link", { hasText: "null-comparison" }).click();
    await workbench.editorOf("null-comparison.md").waitFor();
    await expect.poll(() => workbench.visibleText()).toContain("NULL is no value but the lack of one");
  });

  it("is switched off by a comment that a quick fix writes", async () => {
    await openQuery(workbench, "switched.flowsql", "FROM flows\n  WHERE bytes = NULL\n", 2);
    await warnings().first().waitFor(patient);
    await workbench.goTo(2, 16);
    await quickFix(workbench, "Disable null-comparison for this line", warnings());
    expect(await workbench.visibleText()).toContain("FROM flows\n  -- flowlog-disable-next-line null-comparison\n  WHERE bytes = NULL");
  });

  it("is marked once, whether the statement was run or not", async () => {
    const results = new ResultsPage(workbench);
    await openQuery(workbench, "run.flowsql", "SELECT dstprt FROM flows;\nSELECT CAST('no number' AS INTEGER) AS n;\n");
    await errors().first().waitFor(patient);
    await runAtCursor(workbench);
    await results.outcome.getByText('Referenced column "dstprt" not found').waitFor(patient);
    await workbench.runCommand("Problems: Focus on Problems View");
    await problem('Referenced column "dstprt"').waitFor();
    expect(await problem('Referenced column "dstprt"').count()).toBe(1);
    // What only a run finds out is marked by the run.
    expect(await problem("Could not convert").count()).toBe(0);
    await putCursor(workbench, 2);
    await runAtCursor(workbench);
    await workbench.runCommand("Problems: Focus on Problems View");
    await problem("Could not convert").waitFor(patient);
    expect(await problem("Could not convert").count()).toBe(1);
    await workbench.runCommand("View: Hide Panel");
  });

  it("is shown as far as the setting says", async () => {
    await openQuery(workbench, "setting.flowsql", "SELECT dstprt FROM flows WHERE bytes = NULL\n");
    await errors().first().waitFor(patient);
    await warnings().first().waitFor();
    await workbench.changeSettings({ "flowlog.editor.diagnostics": "errors" });
    await warnings().first().waitFor({ state: "detached" });
    expect(await errors().count()).toBe(1);
    await workbench.changeSettings({ "flowlog.editor.diagnostics": "off" });
    await errors().first().waitFor({ state: "detached" });
    await workbench.changeSettings({ "flowlog.editor.diagnostics": "all" });
    await errors().first().waitFor();
    await warnings().first().waitFor();
  });
});
