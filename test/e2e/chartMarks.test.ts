import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { ChartPage } from "./chartPage";
import { closeEditors, openQuery, putCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { indexSampleBucket } from "./sampleBucket";

const patient = { timeout: 60_000 };
const byHour = `SELECT time_bucket(INTERVAL 1 HOUR, start_time) AS hour, action, sum(bytes) AS bytes
FROM flows
WHERE action IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
`;
const uploads = `-- @chart bar x=hour y=sum(bytes) split=dstaddr
SELECT time_bucket(INTERVAL 1 HOUR, start_time) AS hour, dstaddr, sum(bytes) AS bytes
FROM flows
WHERE srcaddr = '10.20.1.14' AND dstaddr = '203.0.113.200'
GROUP BY ALL
ORDER BY ALL;
`;
const ends = `-- @chart rowBar x=srcaddr y=sum(bytes) split=dstaddr
SELECT srcaddr, dstaddr, bytes
FROM flows
WHERE srcaddr = '10.20.1.14' AND dstaddr = '203.0.113.200';
`;

describe("What is on a chart leads on, in VS Code", () => {
  let workbench: Workbench;
  let results: ResultsPage;
  let chart: ChartPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
    chart = new ChartPage(workbench, results);
    await indexSampleBucket(workbench);
  });

  beforeEach(() => closeEditors(workbench));

  afterAll(() => workbench.dispose());

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const inRange = (name: string): Locator => chart.range.getByRole("button", { name, exact: true });

  /** Chooses the first or the last two hours. */
  async function rangeByKeys(from: "Home" | "End"): Promise<void> {
    const choose = async (): Promise<void> => {
      await chart.goToMark(from);
      await press(from === "Home" ? "Shift+ArrowRight" : "Shift+ArrowLeft", "Enter");
    };
    await untilThere(choose, chart.range);
  }

  it("puts a range of time into the statement, or looks at it alone", async () => {
    await openQuery(workbench, "range.flowsql", byHour);
    await press("Control+Shift+V");
    await chart.drawn();
    await results.enterFromEditor();
    await results.tabTo(chart.stage);
    for (const key of ["Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"]) await press(key);
    await chart.range.getByText("2026-03-14 01:00 – 04:00 UTC").waitFor();
    await press("Enter");
    await chart.shows("6 rows", "hour,ACCEPT,REJECT × 3");
    expect(await workbench.visibleText()).toContain(
      "AND start_time >= TIMESTAMP '2026-03-14 01:00:00' AND start_time < TIMESTAMP '2026-03-14 04:00:00'",
    );
    await chart.dragAround("01:00 – 02:00", { left: 0, right: 20 });
    await inRange("Only look at this range").click();
    await chart.shows("2 of 6 rows", "hour,ACCEPT,REJECT × 1");
    await results.button("Clear all").click();
    await chart.shows("6 rows", "hour,ACCEPT,REJECT × 3");
    await rangeByKeys("End");
    await results.pressAt(inRange("Only look at this range"), "Enter");
    await chart.shows("4 of 6 rows", "hour,ACCEPT,REJECT × 2");
  });

  it("leaves a range of time out of the statement, and asks for its flows and their sources", async () => {
    await openQuery(workbench, "away.flowsql", byHour);
    await chart.openByLens();
    // From behind the second point to before the first one, which is at the edge.
    await chart.dragAround("00:00 – 01:00", { left: -1.35, right: -2, steps: 24 });
    await inRange("Leave out of the statement").click();
    await chart.shows("44 rows", "hour,ACCEPT,REJECT × 22");
    expect(await workbench.visibleText()).toContain("AND (start_time < TIMESTAMP '2026-03-14 00:00:00'");
    await rangeByKeys("End");
    await results.pressAt(inRange("Leave out of the statement"), "Enter");
    await chart.shows("40 rows", "hour,ACCEPT,REJECT × 20");
    expect(await workbench.visibleText()).toContain("AND (start_time < TIMESTAMP '2026-03-14 22:00:00'");
    // A tooltip begins to tell of an hour while the pointer is half a step before its point.
    await chart.dragAround("05:00 – 06:00", { left: 0, right: 0.9, steps: 20 });
    await inRange("Flows of this time").click();
    await opened("Flows of 2026-03-14T05:00:00Z to 2026-03-14T06:00:00Z", "away.flowsql");
    await rangeByKeys("Home");
    await results.pressAt(inRange("Flows of this time"), "Enter");
    await opened("Flows of 2026-03-14T02:00:00Z to 2026-03-14T04:00:00Z", "away.flowsql");
    await rangeByKeys("End");
    await results.pressAt(inRange("Sources of this time"), "Enter");
    await opened("Sources of 2026-03-14T20:00:00Z to 2026-03-14T22:00:00Z", "away.flowsql");
  });

  it("leads from a mark to its rows, away from them, and into the statement", async () => {
    await openQuery(workbench, "marks.flowsql", byHour);
    await chart.openByLens();
    await chart.clickMark("03:00 – 04:00", chart.entry("Only this"));
    await workbench.screenshot("chart-mark");
    await chart.entry("Only this").click();
    await chart.shows("1 of 48 rows", "hour,ACCEPT × 1");
    await results.button("Clear all").click();
    await chart.shows("48 rows", "hour,ACCEPT,REJECT × 24");
    await chart.goToMark("Home");
    await press("Enter");
    await results.pressAt(chart.entry("Only this"), "Enter", "ArrowDown");
    await chart.shows("1 of 48 rows", "hour,ACCEPT × 1");
    await results.button("Clear all").click();
    await chart.shows("48 rows", "hour,ACCEPT,REJECT × 24");
    await chart.goToMark("Home");
    await press("Shift+Enter");
    await chart.shows("24 rows", "hour,REJECT × 24");
    // The keyboard is in the chart still.
    await expect.poll(() => chart.stage.evaluate((stage) => stage === document.activeElement && document.hasFocus())).toBe(true);
    await results.button("Undo").click();
    await chart.shows("48 rows", "hour,ACCEPT,REJECT × 24");
    await clickHolding("Shift", "03:00 – 04:00");
    await chart.shows("24 rows", "hour,REJECT × 24");
    await results.pressAt(results.button("Undo"), "Enter", "Shift+Tab");
    await chart.shows("48 rows", "hour,ACCEPT,REJECT × 24");
    await chart.goToMark("Home");
    await press("Enter");
    await results.pressAt(chart.entry("Not ACCEPT"), "Enter", "ArrowDown");
    await chart.shows("24 of 48 rows", "hour,REJECT × 24");
    await results.button("Remove: action != ACCEPT").click();
    await chart.shows("48 rows", "hour,ACCEPT,REJECT × 24");
    await chart.clickMark("03:00 – 04:00", chart.entry("Not ACCEPT, in the statement"));
    await chart.entry("Not ACCEPT, in the statement").click();
    await chart.shows("24 rows", "hour,REJECT × 24");
    await clickHolding("Alt", "05:00 – 06:00");
    await chart.shows("1 row", "bytes × 1");
    expect(await workbench.visibleText()).toContain("AND action = 'REJECT'");
    await putCursor(workbench, 1);
    await press("Control+Z");
    await expect.poll(() => workbench.visibleText(), patient).toContain("AND action IS DISTINCT FROM 'ACCEPT'");
    await press("Control+Enter");
    await chart.shows("24 rows", "hour,REJECT × 24");
    await chart.goToMark("End");
    await press("Alt+Enter");
    await chart.shows("1 row", "bytes × 1");
    expect(await workbench.visibleText()).toContain("TIMESTAMP '2026-03-14 23:00:00'");
  });

  const hour = "2026-03-14T01:00:00Z to 2026-03-14T02:00:00Z";
  const asked = [
    ["Flows of this", `Flows of ${hour}, 203.0.113.200`],
    ["As source", "Flows from 203.0.113.200"],
    ["Sources of this", `Sources of ${hour}, 203.0.113.200`],
    ["As destination", "Flows to 203.0.113.200"],
    ["From 01:00 to 02:00", `203.0.113.200 from ${hour}`],
    ["As either side", "Flows of 203.0.113.200"],
  ] as const;

  it("answers what can be asked about a mark by mouse", async () => {
    await openQuery(workbench, "mouse.flowsql", uploads);
    await chart.openByLens();
    for (const [question, name] of asked) await askByMouse("01:00 – 02:00", question, name, "mouse.flowsql");
  });

  it("answers what can be asked about a mark by keyboard", async () => {
    await openQuery(workbench, "keys.flowsql", uploads);
    await chart.openByLens();
    for (const [question, name] of asked) await askByKeys(question, name, "keys.flowsql");
  });

  it("answers what can be asked about both ends of a mark", async () => {
    await openQuery(workbench, "ends.flowsql", ends);
    await chart.openByLens();
    await askByMouse("10.20.1.14", "10.20.1.14 as source", "Flows from 10.20.1.14", "ends.flowsql");
    await askByKeys("This conversation", "Conversation of 10.20.1.14 and 203.0.113.200", "ends.flowsql");
    await askByMouse("10.20.1.14", "203.0.113.200 as destination", "Flows to 203.0.113.200", "ends.flowsql");
    await askByMouse("10.20.1.14", "This conversation", "Conversation of 10.20.1.14 and 203.0.113.200", "ends.flowsql");
  });

  async function askByMouse(mark: string, question: string, name: string, from: string): Promise<void> {
    await chart.clickMark(mark, chart.entry(question));
    await chart.entry(question).click();
    await opened(name, from);
  }

  /** About the first mark. */
  async function askByKeys(question: string, name: string, from: string): Promise<void> {
    await chart.goToMark("Home");
    await press("Enter");
    await results.pressAt(chart.entry(question), "Enter", "ArrowDown");
    await opened(name, from);
  }

  /** A statement of that name, with its result in front of the chart, which comes to the front again. */
  async function opened(name: string, from: string): Promise<void> {
    await expect.poll(() => workbench.visibleText(), patient).toContain(`-- @name ${name}\n`);
    await results.returnTo(`Results: ${from}`);
    await chart.drawn();
  }

  /** Once: what it does to the statement is not to be done twice. */
  async function clickHolding(key: "Alt" | "Shift", mark: string): Promise<void> {
    const { x, y } = await chart.hover(mark, "right");
    await workbench.page.keyboard.down(key);
    await workbench.page.mouse.click(x, y);
    await workbench.page.keyboard.up(key);
  }
});
