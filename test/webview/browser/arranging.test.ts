import { describe, expect, it } from "vitest";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

const rows = "SELECT i AS n, 'host' || (i % 7) AS host, CASE WHEN i % 4 = 0 THEN NULL ELSE i % 10 END AS digit FROM range(100000) t(i)";

describe("Sorting and filtering a result", () => {
  const panel = withPanel();
  const count = (): Promise<string | null> => panel().page.locator(".row-count strong").textContent();
  const chips = (): Promise<string[]> => panel().page.locator(".chip-text").allTextContents();

  it("sorts all rows by a click on a header: up, down, and as they came", async () => {
    await panel().show(rows);
    const header = panel().header("n");
    await header.click();
    await expect.poll(() => header.getAttribute("aria-sort")).toBe("ascending");
    await header.click();
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("99,999");
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    await header.click();
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("0");
    expect(await header.getAttribute("aria-sort")).toBe("none");
  });

  it("sorts by several columns with shift", async () => {
    await panel().header("host").click();
    await panel()
      .header("n")
      .click({ modifiers: ["Shift"] });
    await panel()
      .header("n")
      .click({ modifiers: ["Shift"] });
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("99,995");
    expect(await panel().cell(0, 1).textContent()).toBe("host0");
    expect(await chips()).toEqual(["host ascending", "n descending"]);
    await panel().page.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("0");
  });

  it("filters to a value and away from one, with chips that take that back", async () => {
    await panel().cell(1, 1).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await expect.poll(count).toBe("14,286 of 100,000 rows");
    await panel().cell(0, 0).click({ button: "right" });
    await panel().menuItem("Exclude this value").click();
    await expect.poll(count).toBe("14,285 of 100,000 rows");
    expect(await chips()).toEqual(["host = host1", "n != 1"]);
    await panel().page.getByRole("button", { name: "Remove: host = host1" }).click();
    await expect.poll(count).toBe("99,999 of 100,000 rows");
    await panel().page.getByRole("button", { name: "Remove: n != 1" }).click();
    await expect.poll(count).toBe("100,000 rows");
  });

  it("filters to NULL where the value is NULL", async () => {
    await panel().cell(0, 2).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await expect.poll(count).toBe("25,000 of 100,000 rows");
    expect(await chips()).toEqual(["digit is NULL"]);
    await panel().page.getByRole("button", { name: "Remove: digit is NULL" }).click();
    await expect.poll(count).toBe("100,000 rows");
  });

  it.each([
    { op: "contains", value: "9999", left: "19 of 100,000 rows", chip: "n contains 9999" },
    { op: "<", value: "10", left: "10 of 100,000 rows", chip: "n < 10" },
    { op: ">=", value: "99990", left: "10 of 100,000 rows", chip: "n >= 99990" },
    { op: "in", value: "1\n2\n 3 ", left: "3 of 100,000 rows", chip: "n in 1, 2, 3" },
    { op: "notIn", value: "1\n2", left: "99,998 of 100,000 rows", chip: "n not in 1, 2" },
  ])("filters by a condition from the form: $chip", async ({ op, value, left, chip }) => {
    await panel().header("n").click({ button: "right" });
    await panel().menuItem("Filter…").click();
    await panel().page.getByRole("combobox", { name: "Condition" }).selectOption(op);
    await panel().page.getByRole("dialog").getByRole("textbox").fill(value);
    await panel().button("Apply").click();
    await expect.poll(count).toBe(left);
    expect(await chips()).toEqual([chip]);
    await panel()
      .page.getByRole("button", { name: `Remove: ${chip}` })
      .click();
    await expect.poll(count).toBe("100,000 rows");
  });

  it("changes a filter from its chip", async () => {
    await panel().cell(0, 0).click();
    await panel().page.keyboard.press("Alt+ArrowDown");
    await panel().page.getByRole("textbox", { name: "Value", exact: true }).fill("5");
    await panel().page.keyboard.press("Enter");
    await expect.poll(count).toBe("1 of 100,000 rows");
    await panel().page.locator(".chip-text").click();
    await panel().page.getByRole("textbox", { name: "Value", exact: true }).fill("6");
    await panel().page.keyboard.press("Enter");
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("6");
    expect(await chips()).toEqual(["n = 6"]);
  });

  it("says what is wrong with a value and stays with the rows that were shown", async () => {
    await panel().page.locator(".chip-text").click();
    await panel().page.getByRole("textbox", { name: "Value", exact: true }).fill("six");
    await panel().page.keyboard.press("Enter");
    expect(await panel().page.locator(".notice-error .notice-text").textContent()).toMatch(/six/);
    expect(await chips()).toEqual(["n = 6"]);
    expect(await count()).toBe("1 of 100,000 rows");
  });

  it("says that no row passes the filters", async () => {
    await panel().show(rows);
    await panel().grid.focus();
    await panel().page.keyboard.press("Alt+ArrowDown");
    await panel().page.getByRole("textbox", { name: "Value", exact: true }).fill("-1");
    await panel().page.keyboard.press("Enter");
    await panel().page.getByText("No row passes the filters.").waitFor();
    expect(await panel().headers()).toEqual(["n", "host", "digit"]);
  });

  it("filters to times as they are shown", async () => {
    await panel().show(flowRows(1000));
    await panel().cell(7, 0).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await expect.poll(count).toBe("1 of 1,000 rows");
    await expect.poll(() => panel().cell(0, 0).textContent()).toBe("2026-03-14 15:00:07");
  });
});
