import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/protocol/chart";
import { trafficRows } from "../support/trafficRows";
import { withPanel } from "../support/withPanel";

const traffic = `FROM (${trafficRows()})`;

describe("Charts of all kinds", () => {
  const panel = withPanel();
  const front = (selector: string): Locator => panel().front.locator(selector);
  const press = (key: string): Promise<void> => panel().page.keyboard.press(key);
  const heard = (): Promise<string | null> => panel().page.locator("[role=status].for-screen-readers").textContent();
  const caption = (): Promise<string | null> => front(".chart-caption").textContent();
  const kind = (): Promise<string | null> => front(".gallery-entry[aria-checked=true]").textContent();
  const notes = (): Promise<string[]> => front(".chart-notes li").allTextContents();

  /** As a file with this line above its statement is shown. */
  const drawn = async (sql: string, chart: Partial<ChartSpec> = {}): Promise<void> => {
    await panel().page.setViewportSize({ width: 1100, height: 700 });
    panel().host.tabs = [];
    const { tabId } = await panel().host.run(sql, { tabId: `chart ${++shown}`, chart });
    await panel().page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await front(".chart-place, .chart-message:not([hidden])").first().waitFor();
    await expect.poll(() => front(".chart-stage").getAttribute("aria-busy")).toBe("false");
  };
  let shown = 0;

  it.each([
    ["SELECT start_time, sum(bytes)::UBIGINT AS bytes", "GROUP BY ALL", "Lines"],
    ["SELECT start_time, bytes, packets", "", "Lines"],
    ["SELECT dstport, count(*) AS records", "GROUP BY ALL", "Rows"],
    ["SELECT protocol, count(*) AS records", "GROUP BY ALL", "Rows"],
    ["SELECT srcaddr, dstaddr, sum(bytes)::UBIGINT AS bytes", "GROUP BY ALL", "Sankey"],
    ["SELECT dstport, action, sum(bytes)::UBIGINT AS bytes", "GROUP BY ALL", "Heat map"],
    ["SELECT sum(bytes)::UBIGINT AS bytes", "", "Number"],
    ["SELECT bytes", "", "Histogram"],
    ["SELECT bytes, packets", "", "Scatter"],
  ])("%s … %s is drawn first as: %s", async (select, group, label) => {
    await drawn(`${select} ${traffic} ${group}`);
    expect(await kind()).toBe(label);
    expect(await front(".chart-place canvas").count()).toBe(1);
  });

  it("a country and a measure are drawn as a map", async () => {
    await drawn("SELECT * FROM (VALUES ('DE', 5), ('FR', 9)) t(country, records)");
    expect(await kind()).toBe("Map of countries");
  });

  it("bytes and packets over one time have an axis each", async () => {
    await drawn(`SELECT start_time, bytes, packets ${traffic}`);
    expect(await caption()).toBe("Sum of bytes, sum of packets per 10 min");
    expect(await front(".legend-label").allTextContents()).toEqual(["Sum of bytes", "Sum of packets"]);
  });

  it("ports are told with the names of their services, and what is left over is said", async () => {
    await drawn(`SELECT dstport, bytes ${traffic}`, { kind: "rowBar", top: 3 });
    const first = await front(".chart-data tbody tr td:first-child").allTextContents();
    expect(first).toHaveLength(4);
    expect(first).toContain("Other");
    expect(await notes()).toEqual(["3 of 6 values of dstport are drawn; the others are together in “Other”."]);
    await front(".chart-stage").focus();
    await press("Home");
    await expect.poll(heard).toMatch(/^\d+ (https|ssh|smb|dns|https-alt|ntp), /);
  });

  it("a histogram has no holes where nothing is, and says its ranges", async () => {
    await drawn("SELECT unnest([1, 2, 2, 91, 92, 99])::INTEGER AS hits", { kind: "histogram" });
    const counts = await front(".chart-data tbody tr td:last-child").allTextContents();
    expect(counts.map(Number).reduce((sum, one) => sum + one, 0)).toBe(6);
    expect(counts.filter((one) => one === "0").length).toBeGreaterThan(5);
    await front(".chart-stage").focus();
    await press("End");
    await expect.poll(heard).toMatch(/^98 to 100, |^9\d to \d+, /);
  });

  it("steps of time without rows are 0 where rows are added up, and gaps else", async () => {
    const sql = `SELECT TIMESTAMP '2026-03-14 10:00:00' + to_minutes(m) AS time, 100 AS bytes FROM (VALUES (0), (1), (4)) t(m)`;
    await drawn(sql, { kind: "line", x: "time", y: [{ fn: "sum", column: "bytes" }], step: "1m" });
    expect(await front(".chart-data tbody td:last-child").allTextContents()).toEqual(["100", "100", "0", "0", "100"]);
    await drawn(sql, { kind: "line", x: "time", y: [{ fn: "avg", column: "bytes" }], step: "1m" });
    expect(await front(".chart-data tbody td:last-child").allTextContents()).toEqual(["100", "100", "–", "–", "100"]);
  });

  it("a point of a scatter chart that stands for several rows says so", async () => {
    await drawn("SELECT 1 + (i % 2) AS a, 5 AS b FROM range(2000000) r(i)", { kind: "scatter", x: "a", y: [{ fn: "max", column: "b" }] });
    await front(".chart-stage").focus();
    await press("Home");
    await expect.poll(heard).toBe("a: 1, b: 5, 1,000,000 rows");
  });

  it("a period before is laid under this one, and its refusal is told", async () => {
    panel().host.earlierSql = `SELECT start_time, (bytes // 2)::UBIGINT AS bytes ${traffic}`;
    await drawn(`SELECT start_time, bytes ${traffic}`, { kind: "line", previous: "1d" });
    expect(await front(".legend-label").allTextContents()).toEqual(["Sum of bytes", "Sum of bytes, 1 d before"]);
    expect(await front(".chart-data thead th").allTextContents()).toEqual(["start_time", "Sum of bytes", "Sum of bytes, 1 d before"]);
    panel().host.earlierSql = undefined;
    await drawn(`SELECT start_time, bytes ${traffic}`, { kind: "line", previous: "1d" });
    expect(await front(".legend-label").allTextContents()).toEqual(["Sum of bytes"]);
    expect((await notes())[0]).toMatch(/^The period 1 d before cannot be shown\. /);
  });

  it("a period before has the groups of this one, whatever was largest then", async () => {
    const hosts = (rows: string): string => `SELECT * FROM (VALUES ${rows}) t(host, bytes)`;
    panel().host.earlierSql = hosts("('a', 1), ('b', 2), ('c', 70), ('d', 800)");
    await drawn(hosts("('a', 100), ('b', 60), ('c', 7), ('d', 8)"), { kind: "bar", x: "host", top: 2, previous: "1d" });
    panel().host.earlierSql = undefined;
    expect(await front(".chart-data tbody td").allTextContents()).toEqual(["a", "100", "1", "b", "60", "2", "Other", "15", "870"]);
  });

  it("is set up by hand, keeps that, and goes back to what was proposed", async () => {
    await drawn(`SELECT start_time, dstport, action, bytes, packets ${traffic}`);
    expect(await front(".legend-label").allTextContents()).toEqual(["ACCEPT", "REJECT"]);
    await front(".chart-form").getByRole("radio", { name: "Bars" }).click();
    await front(".chart-form").getByLabel("Split by").selectOption("dstport");
    await front(".chart-form").getByLabel("Series").selectOption("3");
    await expect.poll(() => front(".legend-label").count()).toBe(4);
    expect(await front(".legend-label").last().textContent()).toBe("Other");
    await front(".chart-form").getByLabel("Step of time").focus();
    await front(".chart-form").getByLabel("Step of time").selectOption("6h");
    await expect.poll(caption).toBe("Sum of bytes per 6 h by dstport");
    const focused = (): Promise<string | undefined> =>
      panel().page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.key);
    expect(await focused()).toBe("step");
    await panel().reload();
    await expect.poll(caption).toBe("Sum of bytes per 6 h by dstport");
    await panel().button("Back to the chart that was proposed").click();
    await expect.poll(kind).toBe("Lines");
    expect(await panel().button("Back to the chart that was proposed").isVisible()).toBe(false);
  });

  it("is set up by keys: arrows go through the kinds, and a list takes a name as it is typed", async () => {
    await drawn(`SELECT start_time, srcaddr, dstport, action, bytes, packets ${traffic}`);
    const form = front(".chart-form");
    await form.getByRole("radio", { checked: true }).focus();
    for (const shown of ["Areas", "Bars"]) {
      await press("ArrowRight");
      expect(await form.getByRole("radio", { checked: true }).textContent()).toBe(shown);
      expect(await form.locator(":focus").textContent()).toBe(shown);
    }
    for (const [list, name] of [
      ["Split by", "dstport"],
      ["Along", "srcaddr"],
    ] as const) {
      await form.getByLabel(list).focus();
      await panel().page.keyboard.type(name);
      expect(await form.getByLabel(list).inputValue()).toBe(name);
    }
    await form.getByRole("button", { name: "Add measure" }).click();
    await form.locator('[data-key="y1 column"]').selectOption({ label: "number of rows" });
    await form.locator('[data-key="y0 column"]').selectOption("packets");
    await expect.poll(caption).toBe("Sum of packets, rows by srcaddr and dstport");
  });

  it("has steps and zones in its form only where there is a time, also for rows", async () => {
    await drawn(`SELECT start_time, dstport, bytes ${traffic}`, { kind: "rowBar", x: "start_time", step: "6h" });
    const step = front(".chart-form").getByLabel("Step of time");
    expect(await caption()).toBe("Sum of bytes per 6 h");
    expect(await step.inputValue()).toBe("6h");
    await front(".chart-form").getByLabel("For each").selectOption("dstport");
    await expect.poll(() => step.count()).toBe(0);
    expect(await front(".chart-form").getByLabel("Times in").count()).toBe(0);
  });

  it("says which columns it names that are not there, and draws the rest", async () => {
    await drawn(`SELECT dstport, bytes ${traffic}`, { kind: "rowBar", x: "dstport", y: [{ fn: "sum", column: "octets" }] });
    expect((await notes())[0]).toBe("This result has no column “octets”, which the chart names. It is drawn without it.");
    expect(await caption()).toBe("Sum of bytes by dstport");
  });

  it("says why there is nothing to see: no rows, only NULL", async () => {
    const message = (): Promise<string | null> => front(".chart-message").textContent();
    await drawn(`SELECT dstport, bytes ${traffic} WHERE false`);
    expect(await message()).toBe("The statement gave no rows, so there is nothing to draw.");
    await drawn("SELECT 'a' AS name, NULL::BIGINT AS bytes", { kind: "bar", y: [{ fn: "max", column: "bytes" }] });
    expect(await message()).toBe("There is nothing to draw: no row has a value in these columns.");
  });

  it("tells what failed and tries again; while it computes, the old chart stays", async () => {
    await drawn(`SELECT dstport, bytes ${traffic}`, { kind: "rowBar" });
    let go = (): void => undefined;
    panel().host.beforeGroups = () => new Promise((resolve) => (go = resolve));
    await front(".chart-form").getByRole("radio", { name: "Bars" }).click();
    await expect.poll(() => front(".chart-stage").getAttribute("aria-busy")).toBe("true");
    expect(await front(".chart-place").count()).toBe(1);
    await expect.poll(() => front(".chart-busy").isVisible()).toBe(true);
    panel().host.beforeGroups = () => Promise.reject(new Error("The disk is on fire."));
    await front(".chart-form").getByRole("radio", { name: "Rows" }).click();
    await front(".chart-message").getByText("The disk is on fire.").waitFor();
    go();
    panel().host.beforeGroups = () => Promise.resolve();
    await panel().button("Try again").click();
    await front(".chart-place canvas").waitFor();
    expect(await caption()).toBe("Sum of bytes by dstport");
  });

  it("shows the chart that was chosen last, also where an earlier one takes longer to be drawn", async () => {
    await drawn(`SELECT srcaddr, dstaddr, bytes ${traffic}`, { kind: "rowBar" });
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const loading = panel().page.waitForRequest("**/chunks/*.js");
    await panel().page.route("**/chunks/*.js", async (route) => {
      await gate;
      await route.continue();
    });
    await front(".chart-form").getByRole("radio", { name: "Network" }).click();
    await loading;
    await front(".chart-form").getByRole("radio", { name: "Table" }).click();
    await front(".table-chart").waitFor();
    const loaded = panel().page.waitForEvent("requestfinished");
    go();
    await loaded;
    await expect.poll(() => front(".chart-place").count()).toBe(1);
    expect(await front(".table-chart").count()).toBe(1);
    await panel().page.unroute("**/chunks/*.js");
  });
});
