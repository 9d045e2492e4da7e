import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withPanel } from "../support/withPanel";
import { withPivot } from "../support/withPivot";
import { flowRows } from "../support/statements";

/** As the editor gives the focus to the page as a whole, with nothing in it that has it. Resolves when it was given on, or not. */
function enter(page: Page): Promise<void> {
  return page.evaluate(async () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.dispatchEvent(new Event("focus"));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const node = document.activeElement;
    return node?.getAttribute("aria-label") ?? node?.getAttribute("role") ?? node?.className ?? "";
  });

const isOnNothing = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);

describe("When the results panel gets the focus", () => {
  const panel = withPanel();

  it("arrows move in the grid at once", async () => {
    await panel().show(flowRows(20));
    await enter(panel().page);
    await panel().page.keyboard.press("ArrowDown");
    await panel().page.keyboard.press("ArrowRight");
    const active = await panel().grid.getAttribute("aria-activedescendant");
    expect(active).toBe(await panel().cell(1, 1).getAttribute("id"));
  });

  it("what had it last has it again, and the grid where that is gone", async () => {
    await panel().button("Save result…").focus();
    await enter(panel().page);
    expect(await focused(panel().page)).toBe("Save result…");
    await panel().show(flowRows(30));
    await enter(panel().page);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  it("the chart that is shown has it", async () => {
    panel().host.tabs = [];
    await panel().host.run(flowRows(20), { tabId: "drawn", chart: { kind: "bar" } });
    await panel().front.locator(".chart-place canvas").first().waitFor();
    await enter(panel().page);
    expect(await panel().page.evaluate(() => document.activeElement?.closest(".chart-door") instanceof HTMLElement)).toBe(true);
  });

  it("a press on nothing, and a menu that is open, keep what they have", async () => {
    await panel().show(flowRows(20));
    await panel().page.evaluate(async () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      window.dispatchEvent(new Event("focus"));
      document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    expect(await isOnNothing(panel().page)).toBe(true);
    await panel().button("Copy selection as…").click();
    await panel().page.getByRole("menu").waitFor();
    await enter(panel().page);
    expect(await isOnNothing(panel().page)).toBe(true);
    await panel().page.locator("body").press("Escape");
  });
});

describe("When the panel about an address gets the focus", () => {
  const panel = withPivot();

  it("asks for an address where it shows none", async () => {
    await enter(panel().page);
    expect(await focused(panel().page)).toBe("Go to an address");
  });

  it("begins in the first section, and goes on where one was", async () => {
    await panel().reload();
    await panel().show("203.0.113.77");
    await enter(panel().page);
    expect(await panel().page.evaluate(() => document.activeElement?.closest(".card")?.classList.contains("card-summary"))).toBe(true);
    await panel().button("Compare with…").focus();
    await enter(panel().page);
    expect(await panel().page.evaluate(() => document.activeElement?.textContent)).toContain("Compare with…");
  });

  it("the first section gets it once it is there, also in the place of the value that led to it", async () => {
    await panel().page.evaluate(() => sessionStorage.clear());
    await panel().reload();
    let answer = (): void => undefined;
    panel().host.beforeOpen = () => new Promise((resolve) => (answer = resolve));
    panel().host.show("10.10.1.10");
    await panel().heading("10.10.1.10").waitFor();
    await enter(panel().page);
    answer();
    panel().host.beforeOpen = () => Promise.resolve();
    await panel().loaded();
    await expect.poll(() => panel().page.evaluate(() => document.activeElement?.closest(".card") instanceof HTMLElement)).toBe(true);
    await panel().card("peers").locator("tbody .value-link").first().click();
    await panel().loaded();
    await expect.poll(() => panel().page.evaluate(() => document.activeElement?.closest(".card") instanceof HTMLElement)).toBe(true);
  });
});
