import { findBrowser } from "../../../scripts/setup/testNeeds.mjs";
import { PanelPage } from "../../webview/support/panelPage";
import type { Figure, LeftOut } from "../report";
import { medianTold, percentile, timed } from "./stopwatch";

const paints = 7;
const jumps = 100;
/** Screenfuls, of which about five are in one page of rows. */
const screenfuls = 200;

/** Rows like those of flows, made without an index: what is measured begins where the statement has ended. */
const rowsLikeFlows = (rows: number): string => `
  SELECT TIMESTAMP '2026-03-14' + INTERVAL (i % 86400) SECOND AS start_time, '10.0.' || (i % 200) || '.' || (i % 251) AS srcaddr,
    (i * 7919 % 65536)::INTEGER AS dstport, (i * 31 % 1500)::BIGINT AS bytes FROM range(${rows}) r(i)`;

/** The results panel in a browser: from the end of a statement to its first rows or its chart, and scrolling through 5 million rows. */
export async function measurePanel(rows: number): Promise<Figure[] | LeftOut> {
  if (findBrowser() === undefined) return { name: "results panel", reason: "There is no Chromium and no Chrome here." };
  const panel = await PanelPage.open();
  try {
    const paint = await medianTold(paints, (run) => paintTime(panel, `paint${run}`, rowsLikeFlows(rows), ".result-grid .slick-cell"));
    const grouped = `SELECT time_bucket(INTERVAL 5 MINUTE, start_time) AS time, sum(bytes) AS bytes FROM (${rowsLikeFlows(rows)}) GROUP BY ALL`;
    const chart = await medianTold(paints, (run) => paintTime(panel, `chart${run}`, grouped, ".chart-stage[aria-busy=false] canvas"));
    await panel.show(rowsLikeFlows(Math.min(rows, 5_000_000)), { tabId: "scrolled" });
    const scrolls = await scrollTimes(panel);
    const farther = await jumpTimes(panel, Math.min(rows, 5_000_000));
    return [
      { name: "results panel: from the end of a statement to its rows", value: paint, unit: "ms", goal: { atMostMs: 300 } },
      { name: "results panel: from the end of a statement to its chart", value: chart, unit: "ms", goal: { atMostMs: 300 } },
      { name: "results panel: scrolling on by a screenful of 5 million rows, median", value: percentile(scrolls, 50), unit: "ms" },
      {
        name: "results panel: scrolling on by a screenful of 5 million rows, 95th percentile",
        value: percentile(scrolls, 95),
        unit: "ms",
        goal: { atMostMs: 50 },
      },
      { name: "results panel: a jump to any of 5 million rows, median", value: percentile(farther, 50), unit: "ms" },
      { name: "results panel: a jump to any of 5 million rows, 95th percentile", value: percentile(farther, 95), unit: "ms" },
    ];
  } finally {
    await panel.close();
  }
}

/** From when the panel hears of a result until what it shows is on the screen. The statement has run before. */
async function paintTime(panel: PanelPage, tabId: string, sql: string, shows: string): Promise<number> {
  const { host, page, fixture } = panel;
  const summary = await fixture.run(sql);
  const chart = shows.includes("canvas") ? { chart: { kind: "line" as const } } : {};
  const time = await timed(async () => {
    host.tabs = [];
    host.put({ tabId, title: tabId, sql, ...chart, outcome: { state: "finished", summary } });
    await page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await panel.front.locator(shows).first().waitFor();
    await page.waitForFunction(() => document.querySelector(".tab-view:not([hidden]) .placeholder") === null);
  });
  await fixture.queries.disposeResult(summary.resultId);
  return time;
}

/** Scrolls from the middle of the result on without a pause, each time by a screen until nothing on it waits for its page any more. */
async function scrollTimes({ front, page }: PanelPage): Promise<readonly number[]> {
  const scroller = front.locator(".slick-viewport-right.slick-viewport-top");
  await scroller.evaluate((node) => (node.scrollTop = node.scrollHeight / 2));
  await page.waitForFunction(() => document.querySelector(".tab-view:not([hidden]) .placeholder") === null);
  return scroller.evaluate(async (node, steps) => {
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const started = performance.now();
      node.scrollTop += node.clientHeight;
      // The first frame draws the rows that are there already, and grey bars for those that are not.
      do await new Promise(requestAnimationFrame);
      while (document.querySelector(".tab-view:not([hidden]) .placeholder") !== null);
      times.push(performance.now() - started);
    }
    return times;
  }, screenfuls);
}

/** Jumps to places all over the result, each until its row is there and nothing on the screen waits for its page any more. */
async function jumpTimes({ front }: PanelPage, rows: number): Promise<readonly number[]> {
  const box = front.getByLabel("Go to row");
  const times: number[] = [];
  for (let jump = 1; jump <= jumps; jump++) {
    // Far from each other, and the same in each run.
    const row = (jump * 2_654_435_761) % rows;
    await box.fill(String(row + 1));
    times.push(
      await box.evaluate(async (field, there) => {
        const started = performance.now();
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        const isThere = (): boolean =>
          document.querySelector(`.tab-view:not([hidden]) [id$="-r${there}-p0"]`) !== null &&
          document.querySelector(".tab-view:not([hidden]) .placeholder") === null;
        while (!isThere()) await new Promise(requestAnimationFrame);
        return performance.now() - started;
      }, row),
    );
  }
  return times;
}
