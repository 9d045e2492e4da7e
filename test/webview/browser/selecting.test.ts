import { describe, expect, it } from "vitest";
import { SumSelection } from "../../../src/protocol/query";
import { withPanel } from "../support/withPanel";

const rows = "SELECT i AS n, i * 2 AS twice, 'name ' || i AS name, (i * 1024)::UBIGINT AS bytes FROM range(1000) t(i)";

/** How a format is laid out is the server's business; here it matters which format and which cells. */
function withoutSpace(text: string | undefined): string | undefined {
  return text
    ?.trim()
    .replace(/[^\S\n]+/g, "")
    .replace(/(?<=[[{,])\n|\n(?=[\]}])/g, "");
}

describe("Selecting and copying", () => {
  const panel = withPanel();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await panel().page.keyboard.press(key);
  };
  const copied = (): string | undefined => panel().host.copied.at(-1);
  const place = (): Promise<string | null> => panel().page.locator(".status-place").textContent();

  it("copies a range that was dragged over, without and with headers", async () => {
    await panel().show(rows);
    await panel().cell(1, 0).hover();
    await panel().page.mouse.down();
    await panel().cell(2, 1).hover();
    await panel().cell(3, 2).hover();
    await expect.poll(place).toBe("3 × 3 cells selected");
    await panel().page.mouse.up();
    await press("Control+C");
    await expect.poll(copied).toBe("1\t2\tname 1\n2\t4\tname 2\n3\t6\tname 3");
    await press("Control+Shift+C");
    await expect.poll(copied).toBe("n\ttwice\tname\n1\t2\tname 1\n2\t4\tname 2\n3\t6\tname 3");
  });

  it("extends by shift-click and by shift with the arrows", async () => {
    await panel().cell(5, 1).click();
    await panel()
      .cell(7, 2)
      .click({ modifiers: ["Shift"] });
    expect(await place()).toBe("3 × 2 cells selected");
    await press("Shift+ArrowUp", "Shift+ArrowLeft", "Control+C");
    await expect.poll(copied).toBe("10\n12");
  });

  it.each([
    { label: "Copy as CSV", text: "n,twice\n4,8\n5,10" },
    { label: "Copy as JSON", text: '[{"n":4,"twice":8},{"n":5,"twice":10}]' },
    { label: "Copy as Markdown", text: "| n | twice |\n| --: | --: |\n| 4 | 8 |\n| 5 | 10 |" },
    { label: "Copy as SQL IN list", text: "(4, 8, 5, 10)" },
  ])("copies in another format from the menu: $label", async ({ label, text }) => {
    await panel().cell(4, 0).click();
    await press("Shift+ArrowRight", "Shift+ArrowDown", "Shift+F10");
    await panel().menuItem(label).click();
    await expect.poll(() => withoutSpace(copied()?.replace(/-+:/g, "--:"))).toBe(withoutSpace(text));
  });

  it("selects rows, columns and everything", async () => {
    await panel().page.locator(".slick-cell.row-number").nth(2).click();
    expect(await place()).toBe("1 × 4 cells selected");
    await panel()
      .header("twice")
      .click({ modifiers: ["Control"] });
    expect(await place()).toBe("1,000 × 1 cells selected");
    await press("Control+A");
    expect(await place()).toBe("1,000 × 4 cells selected");
    await press("Escape", "Shift+Space");
    expect(await place()).toBe("1 × 4 cells selected");
    await press("Escape");
    expect(await place()).toMatch(/^Row \d+ of 1,000$/);
    await panel().page.locator(".slick-header-column.row-number").click();
    expect(await place()).toBe("1,000 × 4 cells selected");
  });

  it("goes on past the edge while the mouse is held there", async () => {
    await panel().show(rows);
    const body = await panel().grid.boundingBox();
    await panel().cell(0, 0).hover();
    await panel().page.mouse.down();
    await panel().page.mouse.move((body?.x ?? 0) + 100, (body?.y ?? 0) + (body?.height ?? 0) + 20, { steps: 3 });
    await expect.poll(async () => Number((await place())?.split(" ")[0])).toBeGreaterThan(60);
    await panel().page.mouse.up();
  });

  it("adds up what is selected, exactly, with bytes in units as well", async () => {
    await panel().show("SELECT 18446744073709551615::UBIGINT AS bytes FROM range(3)");
    await panel().grid.focus();
    await press("Control+A");
    const sums = panel().page.locator(".status-sums");
    await expect.poll(() => sums.textContent()).toContain("Sum 55,340,232,221,128,654,845 (");
    expect(await sums.textContent()).toContain("Distinct 1");
  });

  it("asks for the sums of the selection that rests, not of all on the way", async () => {
    await panel().show(rows);
    const before = panel().host.requests.get(SumSelection.method) ?? 0;
    await panel().grid.focus();
    await press("ArrowRight");
    for (let step = 0; step < 20; step++) await press("Shift+ArrowDown");
    await expect.poll(() => panel().page.locator(".status-sums").textContent()).toContain("Sum 420");
    expect((panel().host.requests.get(SumSelection.method) ?? 0) - before).toBeLessThan(20);
  });

  it("obeys the commands of the palette", async () => {
    await panel().show(rows);
    panel().host.command("selectAll");
    await expect.poll(place).toBe("1,000 × 4 cells selected");
    panel().host.command("focusGrid");
    await expect.poll(() => panel().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
    panel().host.command("copyWithHeaders");
    await expect.poll(() => copied()?.split("\n")[0]).toBe("n\ttwice\tname\tbytes");
  });
});
