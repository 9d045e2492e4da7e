import { beforeEach, describe, expect, it } from "vitest";
import { AskPivot, NarrowStatement, OpenPivot } from "../../../src/protocol/resultsPanel";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

const panel = withPanel();

/** What the page last asked the host for, by this message. */
function last(method: string): unknown {
  return panel().host.asked.findLast((asked) => asked.method === method)?.params;
}

/** The text of a cell: what is around it only selects. */
function text(row: number, place: number): ReturnType<ReturnType<typeof panel>["cell"]> {
  return panel().cell(row, place).locator(".cell-text");
}

const entries = (): Promise<string[]> => panel().page.locator(".menu .menu-label").allTextContents();

beforeEach(async () => {
  await panel().show(flowRows(50));
  panel().host.asked.length = 0;
});

describe("A value that leads on", () => {
  it("opens its menu when its text is clicked, and its cell is selected", async () => {
    await text(2, 1).click();
    expect(await entries()).toEqual([
      "Who is 10.0.2.2",
      "Only this, in the statement",
      "Not this, in the statement",
      "As source",
      "As destination",
      "As either side",
      "This conversation",
      expect.stringMatching(/^Around \d\d:\d\d:\d\d \(± 5 min\)$/) as string,
    ]);
    expect(await panel().cell(2, 1).getAttribute("aria-selected")).toBe("true");
    await panel().menuItem("Who is 10.0.2.2").click();
    await expect.poll(() => last(OpenPivot.method)).toEqual({ subject: { kind: "address", address: "10.0.2.2" } });
  });

  it("is seen to be a link without being pointed at, and other values are not", async () => {
    const line = (place: number): Promise<string> => text(2, place).evaluate((node) => getComputedStyle(node).textDecorationLine);
    expect([await line(1), await line(3), await line(7)]).toEqual(["underline", "underline", "none"]);
  });

  it("only selects where its cell is clicked beside the text, and where it is dragged", async () => {
    const box = await panel().cell(1, 1).boundingBox();
    await panel().page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + 8);
    expect(await panel().cell(1, 1).getAttribute("aria-selected")).toBe("true");
    await text(1, 1).hover();
    await panel().page.mouse.down();
    await text(3, 2).hover();
    await panel().page.mouse.up();
    await expect.poll(() => panel().cell(3, 2).getAttribute("aria-selected")).toBe("true");
    expect(await panel().page.getByRole("menu").count()).toBe(0);
  });

  it("is followed with Ctrl, as links are in the editor", async () => {
    await text(2, 2).click({ modifiers: ["ControlOrMeta"] });
    await expect.poll(() => last(OpenPivot.method)).toEqual({ subject: { kind: "address", address: "203.0.113.2" } });
    expect(await panel().page.getByRole("menu").count()).toBe(0);
  });

  it("shows its whole value when it is double-clicked, as any cell does", async () => {
    await text(2, 1).dblclick();
    await panel().page.locator(".cell-viewer").waitFor();
    expect(await panel().page.getByRole("menu").count()).toBe(0);
    await panel().page.keyboard.press("Escape");
  });

  it("goes into the statement, out of it, or in the place of what is there", async () => {
    await text(0, 9).click();
    expect(await entries()).toEqual([]);
    await text(1, 9).click();
    await panel().menuItem("Not this, in the statement").click();
    const tabId = panel().host.activeTabId;
    const term = { column: "interface_id", op: "notIn", values: ["eni-1"] };
    await expect.poll(() => last(NarrowStatement.method)).toEqual({ tabId, terms: [term], mode: "add" });
    await text(1, 9).click();
    await panel()
      .menuItem("Only this, in the statement")
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => panel().host.asked.filter(({ method }) => method === NarrowStatement.method).length).toBe(2);
    expect(last(NarrowStatement.method)).toEqual({ tabId, terms: [term], mode: "add" });
    await text(1, 9).click();
    await panel()
      .menuItem("Only this, in the statement")
      .click({ modifiers: ["Alt"] });
    await expect.poll(() => last(NarrowStatement.method)).toEqual({ tabId, terms: [{ ...term, op: "in" }], mode: "replace" });
  });

  it("goes out of the statement by Shift and a click on its text, and with Alt in the place of others", async () => {
    const tabId = panel().host.activeTabId;
    await text(1, 1).click({ modifiers: ["Shift"] });
    const term = { column: "srcaddr", op: "notIn", values: ["10.0.1.1"] };
    await expect.poll(() => last(NarrowStatement.method)).toEqual({ tabId, terms: [term], mode: "add" });
    expect(await panel().page.locator(".slick-cell[aria-selected=true]").count()).toBe(1);
    await text(2, 1).click({ modifiers: ["Alt"] });
    const only = { column: "srcaddr", op: "in", values: ["10.0.2.2"] };
    await expect.poll(() => last(NarrowStatement.method)).toEqual({ tabId, terms: [only], mode: "replace" });
    expect(await panel().page.getByRole("menu").count()).toBe(0);
  });

  it("extends a selection with Shift beside its text, and from there on its text", async () => {
    const box = await panel().cell(2, 1).boundingBox();
    await panel()
      .cell(0, 1)
      .click({ position: { x: (box?.width ?? 0) - 4, y: 8 } });
    await panel()
      .cell(2, 1)
      .click({ position: { x: (box?.width ?? 0) - 4, y: 8 }, modifiers: ["Shift"] });
    await expect.poll(() => panel().page.locator(".slick-cell[aria-selected=true]").count()).toBe(3);
    await text(3, 1).click({ modifiers: ["Shift"] });
    await expect.poll(() => panel().page.locator(".slick-cell[aria-selected=true]").count()).toBe(4);
    expect(last(NarrowStatement.method)).toBeUndefined();
  });

  it("asks with the row that it stands in, and a port with its protocol", async () => {
    await text(1, 3).click();
    await panel().menuItem("As destination").click();
    await expect
      .poll(() => last(AskPivot.method))
      .toMatchObject({
        question: "destination",
        subject: { kind: "port", port: 22, protocol: 17 },
        row: { srcaddr: "10.0.1.1", dstaddr: "203.0.113.1", start_time: "2026-03-14T15:00:01Z", interface_id: "eni-1" },
      });
  });

  it("leaves the keyboard with the grid when it was clicked", async () => {
    await text(2, 1).click();
    await panel().page.getByRole("menu").waitFor();
    await panel().page.keyboard.press("ArrowDown");
    await expect.poll(() => panel().cell(3, 1).getAttribute("aria-selected")).toBe("true");
    expect(await panel().page.getByRole("menu").count()).toBe(0);
  });

  it.each(["Alt+Enter", "Shift+F10"])("opened by %s gives keys such as Ctrl+C to the grid", async (keys) => {
    await panel().grid.press("Control+Home");
    await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press(keys);
    await panel().page.getByRole("menu").waitFor();
    await panel().page.keyboard.press("Control+C");
    await expect.poll(() => panel().host.copied.at(-1)).toBe("10.0.0.0");
    expect(await panel().page.getByRole("menu").count()).toBe(0);
  });
});

describe("With the keyboard", () => {
  it.each(["Alt+Enter", "Control+Enter"])("%s opens the same menu at the active cell, and gives the focus back", async (keys) => {
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+Home");
    await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press(keys);
    await panel().menuItem("Who is 10.0.0.0").waitFor();
    await panel().page.keyboard.press("Escape");
    expect(await panel().grid.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("any value can be put into the statement", async () => {
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+Home");
    for (let press = 0; press < 7; press++) await panel().page.keyboard.press("ArrowRight");
    await panel().page.keyboard.press("Alt+Enter");
    await panel().menuItem("Only this, in the statement").waitFor();
    expect(await entries()).toEqual(["Only this, in the statement", "Not this, in the statement"]);
    await panel().page.keyboard.press("Enter");
    await expect.poll(() => last(NarrowStatement.method)).toMatchObject({ terms: [{ column: "action", op: "in", values: ["REJECT"] }] });
  });

  it("a menu that comes up under a mouse at rest keeps its first entry, and follows the mouse once that moves", async () => {
    const { page } = panel();
    await panel().grid.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    const box = await panel().cell(0, 1).boundingBox();
    const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + (box?.height ?? 0) + 90];
    await page.mouse.move(x, y);
    await page.keyboard.press("Alt+Enter");
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.querySelector(".menu-label")?.textContent ?? "");
    await expect.poll(focused).toBe("Who is 10.0.0.0");
    // The browser tells the page where the mouse is when it has laid the menu out.
    await expect.poll(() => page.locator(".menu-item:hover").count()).toBe(1);
    expect(await focused()).toBe("Who is 10.0.0.0");
    await page.mouse.move(x + 3, y);
    const pointed = await page.locator(".menu-item:hover .menu-label").textContent();
    expect(pointed).not.toBe("Who is 10.0.0.0");
    await expect.poll(focused).toBe(pointed);
    await page.keyboard.press("Escape");
  });

  it("the cell's own menu begins with the most used of it", async () => {
    await text(2, 1).click({ button: "right" });
    expect((await entries()).slice(0, 3)).toEqual(["Who is 10.0.2.2", "Ask about 10.0.2.2…", "Copy"]);
    await panel().menuItem("Ask about 10.0.2.2…").click();
    await panel().menuItem("This conversation").click();
    await expect.poll(() => last(AskPivot.method)).toMatchObject({ question: "conversation" });
  });
});
