import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { addSampleBucket, answerDialog, askForIndexing } from "./sampleBucket";

const patient = { timeout: 60_000 };
const scanner = "203.0.113.77";
const verdict = `${scanner} scans: it asked for 700 ports of 10.10.1.10 within an hour, and 99 % failed.`;

describe("The story of the sample bucket", () => {
  let workbench: Workbench;
  let results: ResultsPage;
  let pivot: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    pivot = results;
    await addSampleBucket(workbench);
    await askForIndexing(workbench, "bucket");
    await answerDialog(workbench, "Index bucket", "Index");
    await workbench.statusBarItem("33,484 flow records").waitFor(patient);
    await workbench.runCommand("Notifications: Clear All Notifications");
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  it("leads from the first chart to the scanner by clicks alone", async () => {
    await showChart("rejected-sources.flowsql");
    await hoverMark(scanner, "down");
    await workbench.screenshot("story-sources");
    await workbench.page.mouse.down();
    await workbench.page.mouse.up();
    await menuItem(results, `Who is ${scanner}`).click();
    await pivot.panelTab(`Who Is ${scanner}`).waitFor(patient);
    await pivot.frame.getByText(verdict).waitFor(patient);
    await workbench.screenshot("story-scanner");
    await pivot.frame.getByRole("button", { name: "10.10.1.10", exact: true }).first().click();
    await pivot.panelTab("Who Is 10.10.1.10").waitFor(patient);
    await pivot.frame.getByRole("button", { name: "Back", exact: false }).first().click();
    await pivot.frame.getByText(verdict).waitFor(patient);
  });

  it("leads there by keys alone", async () => {
    await showChart("rejected-sources.flowsql");
    const { keyboard } = workbench.page;
    await stage().focus();
    await keyboard.press("Home");
    await results.shown.locator(".chart-tooltip", { hasText: scanner }).waitFor(patient);
    await keyboard.press("Enter");
    const whoIs = menuItem(results, `Who is ${scanner}`);
    await whoIs.waitFor();
    while (!(await whoIs.evaluate((item) => item === document.activeElement))) await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await pivot.frame.getByText(verdict).waitFor(patient);
  });

  it("begins with a hill of rejected flows, whose time is dragged into the statement", async () => {
    const { page } = workbench;
    await showChart("accepts-rejects-over-time.flowsql");
    const hill = await hoverMark("03:10", "right");
    await page.mouse.move(hill.x - 12, hill.y);
    await page.mouse.down();
    await page.mouse.move(hill.x + 12, hill.y, { steps: 4 });
    await page.mouse.up();
    const write = results.frame.getByRole("button", { name: "Write into the statement" });
    await write.waitFor();
    await workbench.screenshot("story-hill");
    await write.click();
    await expect.poll(() => workbench.visibleText(), patient).toMatch(/start_time >= TIMESTAMP '2026-03-14 0[23]:/);
    await results.shown.locator(".chart-stage[aria-busy=false] canvas").waitFor(patient);
    await expect.poll(() => results.rowCount.textContent(), patient).toMatch(/^[1-3]\d rows$/);
  });

  /** Opens a query of the library and shows its chart by the lens. */
  async function showChart(name: string): Promise<void> {
    await workbench.runCommand("Flow Logs: Open Example Query…");
    await workbench.quickInput.fill(name);
    await workbench.pick(name);
    await workbench.clickLens(workbench.lens("Chart"), results.shown.locator(".chart-stage[aria-busy=false] canvas"));
  }

  function stage(): Locator {
    return results.shown.locator(".chart-stage");
  }

  /** Moves over the chart, as somebody who looks for something, until its tooltip says so. Where the pointer is then. */
  async function hoverMark(text: string, way: "down" | "right"): Promise<{ readonly x: number; readonly y: number }> {
    const box = await results.shown.locator("canvas").boundingBox();
    if (box === null) throw new Error("There is no chart.");
    const tooltip = results.shown.locator(".chart-tooltip", { hasText: text });
    for (let share = 0.02; share < 1; share += 0.01) {
      const [across, along] = way === "down" ? [0.6, share] : [share, 0.6];
      const at = { x: box.x + box.width * across, y: box.y + box.height * along };
      await workbench.page.mouse.move(at.x, at.y);
      if (await tooltip.isVisible()) return at;
    }
    throw new Error(`No mark of the chart says ${text}.`);
  }
});

function menuItem(where: ResultsPage, name: string): Locator {
  return where.frame.getByRole("menuitem", { name, exact: true });
}
