import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../src/protocol/chart";
import { withPanel } from "../support/withPanel";

const talks = `SELECT * FROM (VALUES ('10.0.0.1', '10.0.0.2', 600), ('10.0.0.2', '10.0.0.1', 300), ('10.0.0.1', '8.8.8.8', 100))
  t(srcaddr, dstaddr, bytes)`;

describe("Charts without axes in the panel", () => {
  const panel = withPanel();
  const front = (selector: string): Locator => panel().front.locator(selector);
  const stage = (): Locator => front(".chart-stage");
  const press = (key: string): Promise<void> => panel().page.keyboard.press(key);
  const heard = (): Promise<string | null> => panel().page.locator("[role=status].for-screen-readers").textContent();
  const rows = (): Promise<string | null> => front(".row-count").textContent();
  let shown = 0;

  const drawn = async (sql: string, chart: Partial<ChartSpec>): Promise<void> => {
    panel().host.tabs = [];
    const { tabId } = await panel().host.run(sql, { tabId: `shape ${++shown}`, chart });
    await panel().page.locator(`[data-tab="${tabId}"]`).waitFor({ state: "attached" });
    await front(".chart-place canvas").waitFor();
    await expect.poll(() => stage().getAttribute("aria-busy")).toBe("false");
  };

  /** What is said of each mark, in the order in which the arrow keys go through them. */
  const saidByKeys = async (count: number): Promise<(string | null)[]> => {
    await stage().focus();
    const said: (string | null)[] = [];
    for (let mark = 0; mark < count; mark++) {
      await press(mark === 0 ? "Home" : "ArrowRight");
      await expect.poll(heard).not.toBe(said.at(-1) ?? "");
      said.push(await heard());
    }
    return said;
  };

  it("a sankey is gone through from each source over its streams to the destinations", async () => {
    await drawn(talks, { kind: "sankey" });
    expect(await saidByKeys(6)).toEqual([
      "from 10.0.0.1, Sum of bytes: 700 B (70 % of all)",
      "10.0.0.1 → 10.0.0.2, Sum of bytes: 600 B (60 % of all)",
      "10.0.0.1 → 8.8.8.8, Sum of bytes: 100 B (10 % of all)",
      "from 10.0.0.2, Sum of bytes: 300 B (30 % of all)",
      "10.0.0.2 → 10.0.0.1, Sum of bytes: 300 B (30 % of all)",
      "to 10.0.0.2, Sum of bytes: 600 B (60 % of all)",
    ]);
  });

  it("a stream is told where the pointer is on it, and a click asks what to do with both its ends", async () => {
    await drawn(talks, { kind: "sankey" });
    const { width = 0, height = 0 } = (await stage().boundingBox()) ?? {};
    // The widest stream goes straight from the first source to the first destination.
    const position = { x: width / 2, y: height * 0.2 };
    await stage().hover({ position });
    await expect.poll(() => front(".chart-tooltip").textContent()).toContain("10.0.0.1 → 10.0.0.2");
    await stage().click({ position });
    await panel().menuItem("Only this").click();
    await expect.poll(rows).toContain("1 of 3 rows");
    await expect.poll(() => front(".chip-text").count()).toBe(2);
  });

  it("a network tells what goes out from an address and what comes to it", async () => {
    await drawn(talks, { kind: "network" });
    expect(await saidByKeys(2)).toEqual([
      "10.0.0.1, from it: Sum of bytes: 700 B, to it: Sum of bytes: 300 B",
      "10.0.0.1 → 10.0.0.2, Sum of bytes: 600 B",
    ]);
  });

  it("an address of a network is meant on either side", async () => {
    await drawn(talks, { kind: "network" });
    expect((await saidByKeys(4)).at(-1)).toContain("10.0.0.2, from it");
    await press("Enter");
    await panel().menuItem("Only this").first().click();
    await expect.poll(rows).toContain("2 of 3 rows");
    expect(await front(".chip-text").allTextContents()).toEqual(["srcaddr or dstaddr = 10.0.0.2"]);
  });

  it("a slice that is hidden leaves its place to the others", async () => {
    await drawn(talks, { kind: "pie", x: "srcaddr" });
    const right = async (): Promise<string | null> => {
      const { width = 0, height = 0 } = (await stage().boundingBox()) ?? {};
      await panel().page.mouse.move(0, 0);
      await stage().hover({ position: { x: width / 2 + 20, y: height / 2 } });
      return front(".chart-tooltip").textContent();
    };
    await expect.poll(right).toContain("10.0.0.1");
    await front(".legend-button").first().click();
    await expect.poll(right).toContain("10.0.0.2");
    expect(await front(".chart-statistics thead th").allTextContents()).toEqual(["Series", "Total"]);
  });

  it("an area of a treemap and a cell of a heat map are the rows with both values", async () => {
    for (const kind of ["treemap", "heatmap"] as const) {
      await drawn(talks, { kind, x: "srcaddr", split: "dstaddr" });
      await stage().focus();
      await press("Home");
      if (kind === "treemap") await press("ArrowRight");
      await press("Enter");
      await panel().menuItem("Only this").click();
      await expect.poll(rows).toContain("1 of 3 rows");
    }
  });

  it("a map names what is no country, and leads from the largest country to the smallest", async () => {
    await drawn("SELECT * FROM (VALUES ('SG', 5), ('DEU', 9), ('Atlantis', 7)) t(country, records)", { kind: "map" });
    expect(await front(".chart-notes li").allTextContents()).toEqual(["1 value of country is no country and is not on the map: Atlantis."]);
    expect(await saidByKeys(2)).toEqual(["Germany, Sum of records: 9", "Singapore, Sum of records: 5"]);
  });

  it("what cannot be added up gives way where parts of a whole are shown, is told, and stays chosen", async () => {
    await drawn(talks, { kind: "sankey", y: [{ fn: "avg", column: "bytes" }] });
    const told = "A sankey shows parts of a whole, and “Average of bytes” cannot be added up. “Sum of bytes” is drawn instead.";
    expect(await front(".chart-notes li").allTextContents()).toEqual([told]);
    expect(await front(".chart-caption").textContent()).toContain("Sum of bytes");
    expect(await front('.chart-form [data-key="y0 function"]').inputValue()).toBe("avg");
    await front('.chart-form [data-key="kind rowBar"]').click();
    await expect.poll(() => front(".chart-notes li").count()).toBe(0);
    expect(await front('.chart-form [data-key="y0 function"]').inputValue()).toBe("avg");
  });
});
