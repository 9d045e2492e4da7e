import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/protocol/chart";
import { trafficRows } from "../support/trafficRows";
import { withPanel } from "../support/withPanel";

const sums = ["bytes", "packets"].map((column) => ({ fn: "sum", column }) as const);

describe("A chart in a narrow panel", () => {
  const panel = withPanel();
  const front = (selector: string): Locator => panel().front.locator(selector);
  let shown = 0;

  const drawn = async (chart: Partial<ChartSpec>): Promise<void> => {
    await panel().page.setViewportSize({ width: 380, height: 760 });
    panel().host.tabs = [];
    const { tabId } = await panel().host.run(`SELECT * FROM (${trafficRows()})`, { tabId: `narrow ${++shown}`, chart });
    await panel().page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await front(".chart-place canvas, .chart-place table").first().waitFor();
    await expect.poll(() => front(".chart-stage").getAttribute("aria-busy")).toBe("false");
  };

  /** How many figures of a table are seen, and how many of these lie partly beyond its edges. */
  const figures = (scroller: string): Promise<{ readonly seen: number; readonly cut: number; readonly hidden: number }> =>
    front(scroller).evaluate((node) => {
      const first = node.querySelector("th")?.getBoundingClientRect();
      const around = node.getBoundingClientRect();
      const sticks = node.querySelector("th") !== null && getComputedStyle(node.querySelector("th") as Element).left !== "auto";
      const from = sticks ? (first?.right ?? 0) : around.left;
      const all = [...node.querySelectorAll<HTMLElement>("tbody td.number")].filter(({ textContent }) => textContent !== "");
      const boxes = all.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return { ...{ hidden: getComputedStyle(cell).opacity === "0" }, box: range.getBoundingClientRect() };
      });
      const inView = boxes.filter(({ box }) => box.right > from && box.left < around.right);
      const isCut = ({ box }: (typeof boxes)[number]): boolean => box.left < from - 1 || box.right > around.right + 1;
      const seen = inView.filter(({ hidden }) => !hidden);
      return { seen: seen.length, cut: seen.filter(isCut).length, hidden: boxes.filter(({ hidden }) => hidden).length };
    });

  const scrolled = (scroller: string, left: number): Promise<void> =>
    front(scroller).evaluate(async (node, to) => {
      node.scrollLeft = to;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, left);

  it("that is a table has all figures of a measure, and none of them cut", async () => {
    await drawn({ kind: "table", x: "start_time", y: [sums[0] ?? { fn: "count" }] });
    const { seen, cut, hidden } = await figures(".table-chart");
    expect(seen).toBe(await front(".table-chart tbody tr").count());
    expect({ cut, hidden }).toEqual({ cut: 0, hidden: 0 });
  });

  it("that is a table of many measures scrolls, and shows each figure whole or not at all", async () => {
    const y = (["sum", "avg", "min", "max", "median", "p95"] as const).map((fn) => ({ fn, column: "bytes" }));
    await drawn({ kind: "table", x: "srcaddr", y });
    let hidden = 0;
    for (const left of [0, 33, 71, 118, 5000]) {
      await scrolled(".table-chart", left);
      const now = await figures(".table-chart");
      expect(now.seen).toBeGreaterThan(0);
      expect(now.cut).toBe(0);
      hidden += now.hidden;
    }
    expect(hidden).toBeGreaterThan(0);
    expect(await front(".table-chart").evaluate((node) => node.classList.contains("more-at-right"))).toBe(false);
  });

  it("has names of series in two lines at most, whole when pointed at, and figures that are whole", async () => {
    await drawn({ kind: "line", x: "start_time", split: "dstport", y: sums, top: 3 });
    const label = front(".legend-label").first();
    const lines = await label.evaluate((node) => node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).lineHeight));
    expect(Math.round(lines)).toBe(2);
    expect((await label.boundingBox())?.width).toBeGreaterThan(80);
    expect(await front(".legend-button").first().getAttribute("title")).toBe(await label.textContent());
    const legend = front(".chart-legend");
    expect(await legend.evaluate((node) => node.classList.contains("more-at-right"))).toBe(true);
    for (const left of [0, 40, 5000]) {
      await scrolled(".chart-legend", left);
      const { seen, cut } = await figures(".chart-legend");
      expect(seen).toBeGreaterThan(0);
      expect(cut).toBe(0);
    }
  });
});
