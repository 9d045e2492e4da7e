import { describe, expect, it } from "vitest";
import { FlowLogError } from "../../../src/protocol/errors";
import { GetRows } from "../../../src/protocol/query";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

describe("A result of five million rows", () => {
  const panel = withPanel();

  it("leads to its last row by the keyboard, and back to its first", async () => {
    await panel().show(flowRows(5_000_000));
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+End");
    await expect.poll(() => panel().cell(4_999_999, 5).textContent()).toBe("4,884,999,023");
    await panel().page.keyboard.press("Control+Home");
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("2026-03-14 15:00:00");
  });

  it("leads to its last row by the scrollbar", async () => {
    const scroller = panel().page.locator(".slick-viewport-right.slick-viewport-top");
    await scroller.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    const last = panel().cell(4_999_999, 0);
    await expect.poll(() => last.textContent()).toContain("2026-05-11");
    const [cell, view] = await Promise.all([last.boundingBox(), scroller.boundingBox()]);
    expect((cell?.y ?? 0) + (cell?.height ?? 0)).toBeLessThanOrEqual((view?.y ?? 0) + (view?.height ?? 0));
  });

  it("goes to a row by its number, as people write numbers", async () => {
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+G");
    await panel().page.keyboard.type("2,345,678");
    await panel().page.keyboard.press("Enter");
    await expect.poll(() => panel().cell(2_345_677, 5).textContent()).toBe("2,291,726,429");
    await expect.poll(() => panel().page.locator(".status-place").textContent()).toBe("Row 2,345,678 of 5,000,000");
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  it("asks no more for rows that were scrolled past", async () => {
    const { host, page } = panel();
    const waiting = new Set<number>();
    const reached: number[] = [];
    host.beforeRows = (start, signal) => {
      reached.push(start);
      if (start > 4_000_000) return Promise.resolve();
      waiting.add(start);
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          waiting.delete(start);
          resolve();
        });
      });
    };
    const before = host.cancelled.get(GetRows.method) ?? 0;
    const scroller = page.locator(".slick-viewport-right.slick-viewport-top");
    for (const part of [0.1, 0.3, 0.5]) await scroller.evaluate((node, to) => node.scrollTo(0, node.scrollHeight * to), part);
    await expect.poll(() => reached.length).toBeGreaterThan(0);
    await expect.poll(() => page.locator(".placeholder").count()).toBeGreaterThan(0);
    await scroller.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await panel().loaded();
    await expect.poll(() => waiting.size).toBe(0);
    expect(host.cancelled.get(GetRows.method) ?? 0).toBeGreaterThan(before);
    host.beforeRows = () => Promise.resolve();
  });

  it("keeps only the rows around the screen as nodes", async () => {
    expect(await panel().page.locator(".slick-row").count()).toBeLessThan(250);
  });

  it("says why a page of rows cannot be had, and tries again when asked to", async () => {
    const { host, page } = panel();
    await panel().show(flowRows(10_000));
    host.beforeRows = () => Promise.reject(new FlowLogError({ kind: "diskFull" }, "The disk is full: make room."));
    await panel().grid.focus();
    await page.keyboard.press("Control+End");
    await expect.poll(() => page.locator(".notice-error .notice-text").textContent()).toBe("The disk is full: make room.");
    host.beforeRows = () => Promise.resolve();
    await panel().button("Try again").click();
    await panel().loaded();
    expect(await panel().cell(9_999, 5).textContent()).toBe("9,769,023");
  });
});

describe("Wide results", () => {
  const panel = withPanel();

  it("draw only the columns that are in view", async () => {
    const columns = Array.from({ length: 500 }, (_, index) => `${index} AS c${index}`).join(", ");
    await panel().show(`SELECT ${columns} FROM range(300)`);
    expect(await panel().page.locator(".slick-row").first().locator(".slick-cell").count()).toBeLessThan(80);
    await panel().grid.focus();
    await panel().page.keyboard.press("End");
    await expect.poll(() => panel().cell(0, 499).textContent()).toBe("499");
    expect(await panel().page.locator(".slick-row .slick-cell").count()).toBeLessThan(10_000);
  });

  it("say that there is nothing, with their columns", async () => {
    await panel().show("SELECT 1 AS one, 'x' AS two WHERE false");
    await panel().page.getByText("The statement gave no rows.").waitFor();
    expect(await panel().headers()).toEqual(["one", "two"]);
  });
});
