import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { ChartPage } from "./chartPage";
import { closeEditors } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const scanner = "203.0.113.77";
const whoIs = `Who is ${scanner}`;
const verdict = `${scanner} scans: it asked for 700 ports of 10.10.1.10 within an hour, and 99 % failed.`;

describe("The story of the sample bucket", () => {
  let workbench: Workbench;
  let results: ResultsPage;
  let pivot: ResultsPage;
  let chart: ChartPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    pivot = results;
    chart = new ChartPage(workbench, results);
    await indexSampleBucket(workbench);
    await workbench.runCommand("Notifications: Clear All Notifications");
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  it("leads from the first chart to the scanner by clicks alone", async () => {
    await showChart("rejected-sources.flowsql");
    await chart.hover(scanner, "down");
    await workbench.screenshot("story-sources");
    await chart.clickMark(scanner, chart.entry(whoIs), "down");
    await chart.entry(whoIs).click();
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
    await chart.goToMark("Home");
    await chart.tooltip.getByText(scanner).waitFor(patient);
    await workbench.page.keyboard.press("Enter");
    await results.pressAt(chart.entry(whoIs), "Enter", "ArrowDown");
    await pivot.frame.getByText(verdict).waitFor(patient);
  });

  it("begins with a hill of rejected flows, whose time is dragged into the statement", async () => {
    await showChart("accepts-rejects-over-time.flowsql");
    await chart.dragAround("03:10", { left: 8, right: 8 });
    await workbench.screenshot("story-hill");
    await chart.range.getByRole("button", { name: "Write into the statement" }).click();
    await expect.poll(() => workbench.visibleText(), patient).toMatch(/start_time >= TIMESTAMP '2026-03-14 0[23]:/);
    await chart.drawn();
    await expect.poll(() => results.rowCount.textContent(), patient).toMatch(/^[1-3]?\d rows$/);
  });

  it("leads from the hill to its sources, and from the first of them to who it is", async () => {
    await showChart("accepts-rejects-over-time.flowsql");
    await chart.dragAround("03:10", { left: 8, right: 8 });
    await chart.range.getByRole("button", { name: "Sources of this time" }).click();
    await expect.poll(() => workbench.visibleText(), patient).toMatch(/-- @name Sources of 2026-03-14T0[23]:/);
    await results.cell(0, 0).getByText(scanner).waitFor(patient);
    await results.chooseFromValue(results.cell(0, 0), whoIs);
    await pivot.frame.getByText(verdict).waitFor(patient);
  });

  /** Opens a query of the library and shows its chart by the lens. */
  async function showChart(name: string): Promise<void> {
    await workbench.runCommand("Flow Logs: Open Example Query…");
    await workbench.quickInput.fill(name);
    await workbench.pick(name);
    await chart.openByLens();
  }
});
