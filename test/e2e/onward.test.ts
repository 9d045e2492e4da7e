import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const uploads = `SELECT srcaddr, dstaddr, dstport, start_time
FROM flows
WHERE srcaddr = '10.20.1.14' AND dstaddr = '203.0.113.200'
ORDER BY start_time
LIMIT 3;
`;

describe("Questions one after another, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    await indexSampleBucket(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  const untitled = (): Locator => workbench.page.locator('.tabs-container .tab[data-resource-name^="Untitled-"]');
  const panels = (): Locator => workbench.page.locator(".tabs-container .tab", { hasText: /^Results: / });
  const groups = (): Locator => workbench.page.locator(".editor-group-container");

  async function ask(place: number, question: string, name: string): Promise<void> {
    await results.panelTab("Results: uploads.flowsql").click();
    await results.loaded("3 rows");
    await results.chooseFromValue(results.cell(0, place), question);
    await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name ${name}\n`);
    await results.grid.waitFor(patient);
  }

  it("take one document in turn, whose panel keeps each result, until somebody writes into it or pins it", async () => {
    await openQuery(workbench, "uploads.flowsql", uploads);
    await runAtCursor(workbench);
    await results.loaded("3 rows");
    await ask(0, "As source", "Flows from 10.20.1.14");
    await ask(1, "As destination", "Flows to 203.0.113.200");
    expect([await untitled().count(), await panels().count()]).toEqual([1, 2]);
    await results.tab("Flows from 10.20.1.14").waitFor();
    await expect.poll(() => results.tab("Flows to 203.0.113.200").getAttribute("aria-selected"), patient).toBe("true");
    await workbench.screenshot("onward");
    await putCursor(workbench, 1);
    await workbench.page.keyboard.press("Control+Z");
    await expect.poll(() => workbench.visibleText(), patient).toContain("-- @name Flows from 10.20.1.14\n");
    await ask(0, "As either side", "Flows of 10.20.1.14");
    expect([await untitled().count(), await panels().count()]).toEqual([2, 3]);
    await results.frame.getByRole("button", { name: /^Pin this panel/ }).click();
    await ask(2, "As destination", "Flows to port 443");
    expect([await untitled().count(), await panels().count()]).toEqual([3, 4]);
  });

  it("begin in an empty query that says how, until something is written there", async () => {
    const hint = (): Promise<string> =>
      workbench.editor
        .locator(".view-line")
        .first()
        .evaluate((line) => [...line.querySelectorAll("span")].map((part) => getComputedStyle(part, "::after").content).join(""));
    await workbench.runCommand("Flow Logs: New Flow Query");
    await expect.poll(hint, patient).toContain("Type FROM flows");
    await workbench.screenshot("empty-query");
    await workbench.setText("FROM flows");
    await expect.poll(hint, patient).not.toContain("Type FROM flows");
    await workbench.page.keyboard.press("Control+A");
    await workbench.page.keyboard.press("Delete");
    await expect.poll(hint, patient).toContain("Type FROM flows");
  });

  it("leave the files of the Explorer to the column of the texts, while a panel has the focus", async () => {
    await openQuery(workbench, "uploads.flowsql", uploads);
    await runAtCursor(workbench);
    await results.loaded("3 rows");
    await results.cell(0, 0).click();
    await openQuery(workbench, "second.flowsql", "SELECT 'second' AS file;\n");
    expect(await groups().count()).toBe(2);
    await results.loaded("3 rows");
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("second");
    expect(await groups().count()).toBe(2);
    await workbench.screenshot("onward-columns");
    await results.cell(0, 0).click();
    await workbench.action("Unlock Group").click();
    await results.cell(0, 0).click();
    await openQuery(workbench, "third.flowsql", "SELECT 'third' AS file;\n");
    await results.panelTab("Results: second.flowsql").click();
    await results.cell(0, 0).waitFor(patient);
    expect([await groups().count(), await workbench.action("Unlock Group").count()]).toEqual([2, 0]);
  });

  it("leave a window whose panels are closed with one column, in which the next file opens", async () => {
    await openQuery(workbench, "uploads.flowsql", uploads);
    await runAtCursor(workbench);
    await results.loaded("3 rows");
    await results.chooseFromValue(results.cell(0, 0), "Who is 10.20.1.14");
    await results.panelTab("Who Is 10.20.1.14").waitFor(patient);
    await closeEditors(workbench);
    await openQuery(workbench, "second.flowsql", "SELECT 'second' AS file;\n");
    expect(await groups().count()).toBe(1);
  });
});
