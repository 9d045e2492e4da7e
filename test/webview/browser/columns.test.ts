import { describe, expect, it } from "vitest";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

describe("Columns", () => {
  const panel = withPanel();
  const width = async (name: string): Promise<number> => Math.round((await panel().header(name).boundingBox())?.width ?? 0);
  const menu = async (name: string, item: string): Promise<void> => {
    await panel().header(name).click({ button: "right" });
    await panel().menuItem(item).click();
  };

  it("are as wide as what they show, and nothing is cut that fits", async () => {
    await panel().show(flowRows(1000));
    const cut = await panel()
      .page.locator(".slick-cell .cell-text")
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(cut).toBe(0);
  });

  it("stay under their headers when something brings a header into sight that was scrolled away", async () => {
    await panel().page.setViewportSize({ width: 500, height: 500 });
    await panel().show(flowRows(1000));
    const scrollers = panel().front.locator(".slick-header-right, .slick-viewport-top.slick-viewport-right");
    const lefts = (): Promise<number[]> => scrollers.evaluateAll((nodes) => nodes.map((node) => Math.round(node.scrollLeft)));
    await panel().cell(0, 0).click();
    await panel().page.keyboard.press("End");
    await expect.poll(async () => Math.min(...(await lefts()))).toBeGreaterThan(100);
    await panel()
      .header("start_time")
      .evaluate((header) => header.scrollIntoView());
    await expect.poll(lefts).toEqual([0, 0]);
    await panel().page.setViewportSize({ width: 1440, height: 900 });
    await panel().show(flowRows(1000));
  });

  it("are resized by dragging, fitted by a double click", async () => {
    const before = await width("srcaddr");
    const handle = await panel().header("srcaddr").locator(".slick-resizable-handle").boundingBox();
    const [x, y] = [(handle?.x ?? 0) + 3, (handle?.y ?? 0) + 10];
    await panel().page.mouse.move(x, y);
    await panel().page.mouse.down();
    await panel().page.mouse.move(x + 80, y, { steps: 4 });
    await panel().page.mouse.up();
    expect(await width("srcaddr")).toBe(before + 80);
    await panel().header("srcaddr").locator(".slick-resizable-handle").dblclick();
    await expect.poll(() => width("srcaddr")).toBeLessThan(before + 20);
    expect(await panel().header("srcaddr").getAttribute("aria-sort")).toBe("none");
  });

  it("are resized and fitted by the keyboard in the header", async () => {
    await panel().cell(0, 1).click();
    await panel().page.keyboard.press("ArrowUp");
    const before = await width("srcaddr");
    for (let press = 0; press < 3; press++) await panel().page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => width("srcaddr")).toBe(before + 30);
    await panel().page.keyboard.press("Shift+Home");
    await expect.poll(() => width("srcaddr")).toBe(before);
  });

  it("are moved by dragging their headers, which does not sort", async () => {
    await panel().show(flowRows(1000));
    const from = await panel().header("srcaddr").boundingBox();
    const to = await panel().header("protocol").boundingBox();
    await panel().page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 12);
    await panel().page.mouse.down();
    await panel().page.mouse.move((to?.x ?? 0) + 6, (to?.y ?? 0) + 12, { steps: 6 });
    expect(await panel().page.locator(".column-drop").count()).toBe(1);
    await panel().page.mouse.up();
    await expect
      .poll(() =>
        panel()
          .headers()
          .then((names) => names.slice(0, 5)),
      )
      .toEqual(["start_time", "dstaddr", "dstport", "srcaddr", "protocol"]);
    expect(await panel().cell(3, 3).textContent()).toBe("10.0.3.3");
    expect(await panel().page.locator(".chip").count()).toBe(0);
  });

  it("are moved by the keyboard, which stays with them", async () => {
    await panel().cell(0, 3).click();
    await panel().page.keyboard.press("ArrowUp");
    await panel().page.keyboard.press("Alt+Shift+ArrowLeft");
    await panel().page.keyboard.press("Alt+Shift+ArrowLeft");
    await expect
      .poll(() =>
        panel()
          .headers()
          .then((names) => names.slice(0, 3)),
      )
      .toEqual(["start_time", "srcaddr", "dstaddr"]);
    const active = await panel().grid.getAttribute("aria-activedescendant");
    expect(
      await panel()
        .page.locator(`[id="${active ?? ""}"] .slick-column-name`)
        .textContent(),
    ).toBe("srcaddr");
  });

  it("are hidden, and shown again by the chooser", async () => {
    await menu("srcaddr", "Hide column");
    await menu("dstaddr", "Hide column");
    expect(await panel().headers()).not.toContain("srcaddr");
    await panel().button("Choose columns").click();
    await panel().page.getByRole("textbox", { name: "Search columns" }).fill("src");
    await panel()
      .page.getByRole("checkbox", { name: /srcaddr/ })
      .check();
    await expect.poll(() => panel().headers()).toContain("srcaddr");
    await panel().button("Show all").click();
    await panel().page.keyboard.press("Escape");
    await expect.poll(() => panel().headers()).toHaveLength(11);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  it("stay while others scroll when they are frozen", async () => {
    await panel().page.setViewportSize({ width: 800, height: 600 });
    await menu("srcaddr", "Freeze up to this column");
    const before = await panel().header("srcaddr").boundingBox();
    await panel().cell(0, 0).click();
    await panel().page.keyboard.press("End");
    await expect.poll(() => panel().cell(0, 10).textContent()).toBe("123456789012");
    expect(await panel().header("srcaddr").boundingBox()).toEqual(before);
    const [frozen, free] = await Promise.all([panel().cell(5, 0).boundingBox(), panel().cell(5, 10).boundingBox()]);
    expect(frozen?.y).toBe(free?.y);
    await panel().page.keyboard.press("Control+End");
    await expect.poll(() => panel().cell(999, 0).textContent()).toBe("2026-03-14 15:16:39");
    expect((await panel().cell(999, 0).boundingBox())?.y).toBe((await panel().cell(999, 10).boundingBox())?.y);
  });

  it("scroll from over the frozen ones too", async () => {
    await panel().page.keyboard.press("Control+Home");
    await panel().cell(3, 0).hover();
    await panel().page.mouse.wheel(0, 4000);
    await expect.poll(() => panel().cell(170, 0).isVisible()).toBe(true);
  });

  it("freeze only as far as leaves room to scroll, and all again when there is room", async () => {
    await panel().show(flowRows(100));
    await panel().page.setViewportSize({ width: 1440, height: 900 });
    await menu("packets", "Freeze up to this column");
    const frozen = (): Promise<number> => panel().page.locator(".slick-header-columns-left .slick-header-column").count();
    await expect.poll(frozen).toBe(8);
    await panel().page.setViewportSize({ width: 500, height: 600 });
    await expect.poll(frozen).toBeLessThan(4);
    await panel().page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(frozen).toBe(8);
    await menu("packets", "Unfreeze");
    await expect.poll(frozen).toBe(1);
  });

  it("show bytes with units when asked to, and digits again", async () => {
    await panel().cell(20, 5).click({ button: "right" });
    await panel().menuItem("Show bytes with units").click();
    await expect.poll(() => panel().cell(20, 5).textContent()).toBe("19.1 KiB");
    await menu("bytes", "Show bytes with units");
    await expect.poll(() => panel().cell(20, 5).textContent()).toBe("19,540");
  });
});
