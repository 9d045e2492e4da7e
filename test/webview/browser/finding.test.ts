import { describe, expect, it } from "vitest";
import { withPanel } from "../support/withPanel";

const rows = "SELECT i AS n, CASE WHEN i % 1000 = 999 THEN 'needle ' || i ELSE 'hay' END AS stack FROM range(10000) t(i)";

describe("Finding in a result", () => {
  const panel = withPanel();
  const count = (): Promise<string | null> => panel().page.locator(".find-count").textContent();
  const place = (): Promise<string | null> => panel().page.locator(".status-place").textContent();

  it("goes through all rows, forwards, backwards and around", async () => {
    await panel().show(rows);
    await panel().grid.focus();
    await panel().page.keyboard.press("Control+F");
    await panel().page.keyboard.type("NEEDLE");
    await expect.poll(count).toBe("10 matches");
    await expect.poll(place).toBe("Row 1,000 of 10,000");
    await panel().page.keyboard.press("Enter");
    await expect.poll(place).toBe("Row 2,000 of 10,000");
    await panel().page.keyboard.press("Shift+Enter");
    await expect.poll(place).toBe("Row 1,000 of 10,000");
    await panel().page.keyboard.press("Shift+Enter");
    await expect.poll(place).toBe("Row 10,000 of 10,000");
    await expect.poll(() => panel().cell(9_999, 1).locator(".search-hit").count()).toBe(1);
  });

  it("goes on with F3 from the grid, and ends with Escape", async () => {
    await panel().cell(9_999, 1).click();
    await panel().page.keyboard.press("F3");
    await expect.poll(place).toBe("Row 1,000 of 10,000");
    await panel().page.keyboard.press("Shift+F3");
    await expect.poll(place).toBe("Row 10,000 of 10,000");
    await panel().page.keyboard.press("Escape");
    expect(await panel().page.getByRole("search").count()).toBe(0);
    expect(await panel().page.locator(".search-hit").count()).toBe(0);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  it("finds a match in the cell that the keyboard is on", async () => {
    await panel().page.keyboard.press("Control+Home");
    panel().host.command("find");
    await panel().page.getByRole("textbox", { name: "Find in all rows" }).fill("0");
    await expect.poll(place).toBe("Row 1 of 10,000");
    expect(await count()).toMatch(/^[\d,]+ matches$/);
  });

  it("says that there is no match", async () => {
    await panel().page.getByRole("textbox", { name: "Find in all rows" }).fill("no such thing");
    await expect.poll(count).toBe("No matches");
    await panel().page.keyboard.press("Escape");
  });

  it("finds in the rows that are left and in their order", async () => {
    await panel().header("n").click();
    await panel().header("n").click();
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("9,999");
    await panel().page.keyboard.press("Control+F");
    await panel().page.keyboard.type("needle 5");
    await expect.poll(place).toBe("Row 4,001 of 10,000");
    await expect.poll(() => panel().cell(4_000, 1).textContent()).toBe("needle 5999");
  });
});

describe("The pane for one value", () => {
  const panel = withPanel();
  const value = (): Promise<string | null> => panel().page.locator(".viewer-value").textContent();

  it("shows a long text whole, which the grid does not have", async () => {
    await panel().show(
      "SELECT repeat('abcdefghij', 5000) || 'END' AS long, {'big': 9007199254740993, 'list': [1, 2], 'none': []} AS nested, NULL AS nothing",
    );
    await panel().cell(0, 0).dblclick();
    await expect.poll(() => value().then((text) => text?.length)).toBe(50_003);
    expect(await panel().page.locator(".cell-viewer .hint").textContent()).toBe("50,003 characters");
    await panel().button("Copy value").click();
    await expect.poll(() => panel().host.copied.at(-1)?.endsWith("END")).toBe(true);
  });

  it("follows the keyboard, and indents JSON without touching its digits", async () => {
    await panel().cell(0, 1).click();
    await expect.poll(value).toBe('{\n  "big": 9007199254740993,\n  "list": [\n    1,\n    2\n  ],\n  "none": []\n}');
    await panel().page.keyboard.press("ArrowRight");
    await expect.poll(value).toBe("NULL");
  });

  it("is opened with Enter and closed with Escape, from inside and from the grid", async () => {
    await panel().page.keyboard.press("Enter");
    await expect
      .poll(() =>
        panel()
          .page.locator(".viewer-value")
          .evaluate((node) => node === document.activeElement),
      )
      .toBe(true);
    await panel().page.keyboard.press("Escape");
    expect(await panel().page.locator(".cell-viewer").isVisible()).toBe(false);
    expect(await panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  it("does not cover the cell that it shows, where it lies below the grid", async () => {
    await panel().page.setViewportSize({ width: 500, height: 700 });
    await panel().show("SELECT range AS n FROM range(1000)");
    await panel().cell(0, 0).click();
    for (let press = 0; press < 3; press++) await panel().page.keyboard.press("PageDown");
    const row = Number(/\d+/.exec((await panel().page.locator(".status-place").textContent()) ?? "")?.[0]) - 1;
    await panel().page.keyboard.press("Enter");
    await expect.poll(value).toBe(String(row));
    const [cell, pane] = await Promise.all([panel().cell(row, 0).boundingBox(), panel().page.locator(".cell-viewer").boundingBox()]);
    expect((cell?.y ?? Infinity) + (cell?.height ?? 0)).toBeLessThanOrEqual(pane?.y ?? 0);
  });
});
