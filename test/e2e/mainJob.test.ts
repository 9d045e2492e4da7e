import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor, quickFix, runAll, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { addSampleBucket, answerDialog, askForIndexing } from "./sampleBucket";
import { untilStored } from "./windowState";

const patient = { timeout: 60_000 };

describe("The main job, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  it("begins with views that say what to do while there is no connection, and a new query in a language of its own", async () => {
    await workbench.showContainer("Flow Logs");
    await workbench.welcomeButton("Buckets", "Add Connection…").waitFor();
    await workbench.view("Index").getByText("What you index is listed here").waitFor();
    await workbench.screenshot("views-without-connection");
    await workbench.runCommand("Flow Logs: New Flow Query");
    await workbench.statusBarItem("Flow Query").waitFor();
    await workbench.setText("SELECT count(*) FROM flows");
    expect(await workbench.visibleText()).toBe("SELECT count(*) FROM flows");
  });

  it("goes from nothing to an answer: sample bucket, tree, plan, index, example query, grid", async () => {
    await addSampleBucket(workbench);
    await workbench.expand(workbench.treeItem("AWSLogs"));
    await workbench.treeItem("111122223333").waitFor();
    await askForIndexing(workbench, "bucket");
    await workbench.dialog("To read: 118 objects").waitFor();
    await answerDialog(workbench, "Index bucket", "Index");
    await workbench.waitForNotification("33,484 rows of 118 objects");
    await workbench.statusBarItem("33,484 flow records").waitFor();
    await workbench.expand(workbench.treeItem("bucket", workbench.view("Index")));
    await workbench.view("Index").getByText("2026-03-14 00:00:00 UTC").waitFor();
    await workbench.screenshot("index-view");
    await workbench.pressInNotification("33,484 rows of 118 objects", "Example Queries…");
    await workbench.quickInput.fill("port-scan");
    await workbench.pick("port-scan.flowsql");
    await workbench.statusBarItem("Flow Query").waitFor();
    await runAtCursor(workbench);
    await workbench.page.getByText("INTEGER. Bound to the statement as a value").waitFor();
    await workbench.page.keyboard.press("Enter");
    await results.grid.waitFor(patient);
    await results.grid.getByText("203.0.113.77").first().waitFor();
    await workbench.screenshot("answer");
  });

  it("gives each of several statements a tab", async () => {
    await openQuery(workbench, "several.flowsql", "-- @name One\nSELECT 1 AS one;\n\n-- @name Two\nSELECT 2 AS two;\n");
    await runAll(workbench);
    await results.tab("Two").waitFor(patient);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("1");
    await results.tab("Two").click();
    await expect.poll(() => results.cell(0, 0).textContent()).toBe("2");
    // A statement that runs again comes to the front, though the other tab was chosen last.
    await putCursor(workbench, 2);
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("1");
  });

  it("scrolls to the last of five million rows, sorts and filters them all, and copies a range", async () => {
    await openQuery(workbench, "large.flowsql", "SELECT range AS n, 'host' || range % 7 AS host FROM range(5000000);\n");
    await runAtCursor(workbench);
    await results.loaded("5,000,000 rows");
    await results.cell(0, 0).click();
    await workbench.page.keyboard.press("Control+End");
    await expect.poll(() => results.cell(4_999_999, 1).textContent(), patient).toBe("host4");
    await results.sortDown("n");
    await workbench.page.keyboard.press("Control+Home");
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("4,999,999");
    await results.chooseFromMenu(results.cell(1, 1), "Filter to this value");
    await results.loaded("714,286 of 5,000,000 rows");
    await results.cell(0, 0).click();
    await results.cell(2, 1).click({ modifiers: ["Shift"] });
    await workbench.page.keyboard.press("Control+C");
    await expect.poll(() => workbench.clipboard(), patient).toBe("4999998\thost3\n4999991\thost3\n4999984\thost3");
    await workbench.screenshot("large-result");
  });

  it("stops a statement that takes long, and runs another one at once", async () => {
    const long = "SELECT count(*) AS n FROM range(1000000000000) t(i) WHERE i % 7 = 3;";
    await openQuery(workbench, "stop.flowsql", `${long}\n\nSELECT 42 AS answer;\n`);
    await runAtCursor(workbench);
    await results.outcome.getByText("Running…").waitFor(patient);
    await untilThere(() => workbench.action("Stop").first().click(brief), results.outcome.getByText("Stopped before there was a result."));
    await putCursor(workbench, 3);
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("42");
  });

  it("marks what is wrong at its place, and mends it", async () => {
    await openQuery(workbench, "wrong.flowsql", "SELECT dstaddr,\n  srcadr\nFROM flows;\n");
    await runAtCursor(workbench);
    await results.outcome.getByText("In line 2.").waitFor(patient);
    await workbench.editor.locator(".squiggly-error").waitFor();
    await workbench.screenshot("error");
    await putCursor(workbench, 1);
    await workbench.page.keyboard.press("F8");
    await workbench.statusBarItem("Ln 2, Col 3").waitFor();
    await workbench.page.keyboard.press("Escape");
    await quickFix(workbench, "Change to srcaddr", workbench.editor.locator(".squiggly-error"));
    expect(await workbench.visibleText()).toContain("\n  srcaddr\nFROM flows;");
  });

  it("asks for parameters once, refuses what their type cannot hold, and binds them", async () => {
    await openQuery(workbench, "asks.flowsql", "-- @param port USMALLINT = 443\nSELECT $port AS port, $name AS name;\n", 2);
    await runAtCursor(workbench);
    await expect.poll(() => workbench.quickInput.inputValue()).toBe("443");
    await workbench.quickInput.fill("all");
    await workbench.page.getByText("USMALLINT is wanted, like 443.").waitFor();
    await workbench.answer("8443");
    await workbench.page.locator(".quick-input-title", { hasText: "$name" }).waitFor();
    await workbench.answer("O'Hara");
    await expect.poll(() => results.cell(0, 1).textContent(), patient).toBe("O'Hara");
    await expect.poll(() => results.shown.locator(".parameters").textContent()).toBe("$port = 8443$name = O'Hara");
    await putCursor(workbench, 2);
    await runAtCursor(workbench);
    await results.loaded("1 row");
    expect(await workbench.quickInput.isVisible()).toBe(false);
  });

  it("offers the values of a query for a parameter, and takes another one that is typed", async () => {
    const choices = "-- @param port INTEGER from SELECT * FROM (VALUES (22, 'ssh'), (443, 'https'))";
    await openQuery(workbench, "chooses.flowsql", `${choices}\nSELECT $port + 1 AS next;\n`, 2);
    await runAtCursor(workbench);
    await workbench.quickPick("443").getByText("https").waitFor(patient);
    await workbench.quickInput.fill("http");
    await workbench.quickPick("443").locator("visible=true").and(workbench.page.locator(".focused")).waitFor();
    await workbench.page.keyboard.press("Enter");
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("444");
    await workbench.runCommand("Flow Logs: Change Parameters…");
    await workbench.quickPick("443").locator("visible=true").first().waitFor();
    await workbench.answer("8079");
    await putCursor(workbench, 2);
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("8,080");
  });

  it("saves a whole result as a CSV file", async () => {
    await openQuery(workbench, "save.flowsql", "-- @name Squares\nSELECT range AS n, range * range AS square FROM range(3000);\n", 2);
    await runAtCursor(workbench);
    await results.loaded("3,000 rows");
    await results.save();
    await expect.poll(() => workbench.quickInput.inputValue()).toBe(join(workbench.workspaceFolder, "Squares.csv"));
    await workbench.page.keyboard.press("Enter");
    await workbench.waitForNotification("3,000 rows saved");
    const lines = (await readFile(join(workbench.workspaceFolder, "Squares.csv"), "utf8")).split("\n");
    expect([lines[0], lines[3000]]).toEqual(["n,square", "2999,8994001"]);
  });

  it("finds a panel as it was when the window is loaded anew", async () => {
    const text = "-- @name Few\nSELECT 1 AS one;\n\n-- @name Many\nSELECT range AS n, range % 10 AS digit FROM range(100000);\n";
    await openQuery(workbench, "kept.flowsql", text);
    await runAll(workbench);
    await results.tab("Many").click(patient);
    await results.loaded("100,000 rows");
    await results.sortDown("n");
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("99,999");
    await results.cell(0, 1).click();
    await workbench.page.keyboard.press("Control+G");
    await workbench.page.keyboard.type("50000");
    await workbench.page.keyboard.press("Enter");
    await expect.poll(() => results.cell(49_999, 0).textContent(), patient).toBe("50,000");
    const before = await results.cell(49_999, 0).boundingBox();
    await untilStored(workbench, '"selection":{"startRow":49999');
    await workbench.reload();
    await expect.poll(() => results.cell(49_999, 0).textContent(), patient).toBe("50,000");
    expect(await results.tab("Many").getAttribute("aria-selected")).toBe("true");
    expect(await results.header("n").getAttribute("aria-sort")).toBe("descending");
    // What is kept is which row is the first, so the last one may be moved by less than its height.
    const after = await results.cell(49_999, 0).boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(before?.height ?? 0);
    await workbench.screenshot("reloaded");
  });

  it("keeps a pinned panel when its file is run again", async () => {
    await openQuery(workbench, "pin.flowsql", "SELECT 'first' AS run;\n");
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("first");
    await results.frame.getByRole("button", { name: /^Pin this panel/ }).click();
    await results.panelTab("Results: pin.flowsql (pinned)").waitFor();
    await workbench.setText("SELECT 'second' AS run;\n");
    await runAtCursor(workbench);
    await results.panelTab("Results: pin.flowsql").waitFor(patient);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("second");
    await results.panelTab("Results: pin.flowsql (pinned)").click();
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("first");
  });
});
