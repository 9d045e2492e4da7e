import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { NarrowStatement } from "../../../src/protocol/resultsPanel";
import { trafficRows } from "../support/trafficRows";
import { withPanel } from "../support/withPanel";

const byAction = `SELECT date_trunc('hour', start_time) AS hour, action, sum(bytes)::UBIGINT AS bytes FROM (${trafficRows()}) GROUP BY ALL`;

describe("The chart of a result", () => {
  const panel = withPanel();
  const front = (selector: string): Locator => panel().front.locator(selector);
  const press = (key: string): Promise<void> => panel().page.keyboard.press(key);
  const heard = (): Promise<string | null> => panel().page.locator("[role=status].for-screen-readers").textContent();
  const caption = (): Locator => front(".chart-caption");
  const rows = (): Promise<string | null> => front(".row-count strong").textContent();
  const narrowed = (): unknown[] =>
    panel()
      .host.asked.filter(({ method }) => method === NarrowStatement.method)
      .map(({ params }) => params);

  it("takes the place of the rows by one key, and gives it back", async () => {
    await panel().show(byAction);
    await panel().grid.focus();
    await press("Control+Shift+V");
    await expect.poll(() => caption().textContent()).toBe("bytes per 1 h by action");
    expect(await panel().grid.isVisible()).toBe(false);
    expect(await front(".chart-stage").evaluate((stage) => stage === document.activeElement)).toBe(true);
    await press("Control+Shift+V");
    expect(await panel().grid.isVisible()).toBe(true);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
    panel().host.command("toggleChart");
    await expect.poll(() => front(".chart-stage").isVisible()).toBe(true);
  });

  it("says what its series are like, as what they are", async () => {
    const cells = front(".chart-statistics tbody tr").first().locator("th, td");
    expect(await cells.allTextContents()).toEqual(["ACCEPT", "1.13 MiB", "44.6 MiB", "21.6 MiB", "42.9 MiB", "518 MiB"]);
  });

  it("hides a series by its button, and shows it alone", async () => {
    const button = (name: string): Locator => front(".legend-button").filter({ hasText: name });
    await button("ACCEPT").click();
    expect(await button("ACCEPT").getAttribute("aria-pressed")).toBe("false");
    await front(".chart-stage").focus();
    await press("Home");
    await expect.poll(heard).toContain("REJECT: ");
    await button("ACCEPT").click({ modifiers: ["Control"] });
    expect(await button("REJECT").getAttribute("aria-pressed")).toBe("false");
    await button("ACCEPT").click({ modifiers: ["Control"] });
    expect(await button("REJECT").getAttribute("aria-pressed")).toBe("true");
  });

  it("is gone through by keys: along the axis, from series to series, to both ends", async () => {
    await front(".chart-stage").focus();
    await press("Escape");
    await press("ArrowRight");
    await expect.poll(heard).toMatch(/^2026-03-14 00:00 – 01:00 UTC, ACCEPT: /);
    await press("ArrowRight");
    await press("ArrowDown");
    await expect.poll(heard).toMatch(/^2026-03-14 01:00 – 02:00 UTC, REJECT: /);
    await press("End");
    await expect.poll(heard).toMatch(/^2026-03-14 23:00 – 2026-03-15 00:00 UTC, REJECT: /);
    expect(await front(".chart-tooltip").textContent()).toContain("ACCEPT");
    expect(await front(".chart-focus").isVisible()).toBe(true);
    await press("Escape");
    expect(await front(".chart-tooltip").isVisible()).toBe(false);
  });

  it("opens a menu on a mark: its rows alone, or in the statement", async () => {
    await press("Home");
    await press("ArrowUp");
    await press("Enter");
    expect(await panel().page.getByRole("menuitem").allTextContents()).toEqual([
      "Only this",
      "Not ACCEPT",
      "In the statement: only this",
      "In the statement: not ACCEPT",
    ]);
    await panel().menuItem("In the statement: not ACCEPT").click();
    await expect
      .poll(narrowed)
      .toEqual([{ tabId: expect.any(String), mode: "add", terms: [{ column: "action", op: "notIn", values: ["ACCEPT"] }] }]);
    await press("Enter");
    await panel().menuItem("Only this").click();
    await expect.poll(rows).toBe("1 of 48 rows");
    await expect.poll(() => front(".chip-text").allTextContents()).toHaveLength(3);
    expect(await front(".chart-filtered").isVisible()).toBe(true);
    await front(".chips .link").click();
    await expect.poll(rows).toBe("48 rows");
  });
});
