import { describe, expect, it } from "vitest";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

describe("A panel that was hidden, or whose window was reloaded", () => {
  const panel = withPanel();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await panel().page.keyboard.press(key);
  };

  /** Everything about a grid that a user can see. */
  const look = async (): Promise<unknown> => ({
    headers: await panel().headers(),
    chips: await panel().page.locator(".chip-text").allTextContents(),
    widths: await panel()
      .page.locator(".slick-header-column")
      .evaluateAll((headers) => headers.map((header) => header.clientWidth)),
    frozen: await panel().page.locator(".slick-header-columns-left .slick-header-column").count(),
    cells: await panel()
      .page.locator(".slick-row")
      .evaluateAll((rows) =>
        rows
          .filter((row) => row.getBoundingClientRect().top > 200 && row.getBoundingClientRect().bottom < 700)
          .map((row) => row.textContent),
      ),
    selected: await panel().page.locator(".slick-cell.selected").allTextContents(),
    status: await panel().page.locator(".status-line").textContent(),
  });

  it("is found as it was left", async () => {
    await panel().show(flowRows(100_000));
    await panel().header("bytes").click();
    await panel().header("bytes").click();
    await panel().cell(0, 7).click({ button: "right" });
    await panel().menuItem("Filter to this value").click();
    await panel().loaded();
    await panel().header("dstaddr").click({ button: "right" });
    await panel().menuItem("Hide column").click();
    await panel().header("srcaddr").click({ button: "right" });
    await panel().menuItem("Freeze up to this column").click();
    await panel().header("bytes").click({ button: "right" });
    await panel().menuItem("Show bytes with units").click();
    await press("Shift+ArrowRight", "Shift+ArrowRight", "Alt+Shift+ArrowRight");
    await panel().cell(0, 2).click();
    for (let page = 0; page < 30; page++) await press("PageDown");
    await press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight");
    await panel().loaded();
    await expect.poll(() => panel().page.locator(".status-sums").textContent()).not.toBe("");
    const before = await look();
    expect(before).toMatchObject({ frozen: 3 });
    await panel().reload();
    await panel().grid.waitFor();
    await panel().loaded();
    await expect.poll(look).toEqual(before);
  });

  it("runs a statement again by itself when its result is gone, and says so", async () => {
    await panel().host.forgetResults();
    const before = panel().host.asked.filter(({ method }) => method === "panel/runAgain").length;
    await panel().grid.focus();
    await press("Control+Home");
    await expect.poll(() => panel().host.asked.filter(({ method }) => method === "panel/runAgain").length).toBe(before + 1);
    await panel().grid.waitFor();
    await panel().loaded();
    expect(await panel().page.locator(".chip-text").allTextContents()).toHaveLength(2);
    expect(await panel().headers()).not.toContain("dstaddr");
  });

  it("keeps filters, order and the selected column when a click narrowed the statement", async () => {
    const chips = (): Promise<string[]> => panel().page.locator(".chip-text").allTextContents();
    const [tab] = panel().host.tabs;
    const before = await chips();
    expect(before).toHaveLength(2);
    await panel().grid.focus();
    await press("ArrowRight", "ArrowRight");
    const selected = panel().page.locator(".slick-cell.selected");
    const column = async (): Promise<string> => /\bl(\d+)\b/.exec((await selected.first().getAttribute("class")) ?? "")?.[0] ?? "";
    const at = await column();
    await panel().host.run(flowRows(2000), { tabId: tab?.tabId ?? "", written: "Written into demo.flowsql: bytes < 5" });
    await expect.poll(() => panel().page.locator(".row-count").textContent()).toContain("of 2,000 rows");
    await panel().loaded();
    expect(await chips()).toEqual(before);
    expect([await selected.count(), await column()]).toEqual([1, at]);
  });

  it("keeps the layout but not the filters when the statement has changed and its columns have not", async () => {
    const [tab] = panel().host.tabs;
    await panel().host.run(flowRows(50), { tabId: tab?.tabId ?? "" });
    await expect.poll(() => panel().page.locator(".row-count strong").textContent()).toBe("50 rows");
    await panel().loaded();
    expect(await panel().headers()).not.toContain("dstaddr");
    expect(await panel().page.locator(".chip").count()).toBe(0);
  });

  it("begins anew when the columns are other ones", async () => {
    const [tab] = panel().host.tabs;
    await panel().host.run("SELECT 1 AS a, 2 AS b", { tabId: tab?.tabId ?? "" });
    await expect.poll(() => panel().headers()).toEqual(["a", "b"]);
  });
});

describe("A panel whose tabs came to be while it was hidden", () => {
  const panel = withPanel();

  it("shows the tab that ran last, and else the one that was chosen in it", async () => {
    const { host } = panel();
    await host.run("SELECT 1 AS one", { tabId: "first" });
    await host.run("SELECT 2 AS two", { tabId: "second" });
    await panel().page.locator('[data-tab="first"]').click();
    await expect.poll(() => panel().front.locator(".slick-header-column").allTextContents()).toContain("one");
    await panel().reload();
    await expect.poll(() => panel().front.locator(".slick-header-column").allTextContents()).toContain("one");
    host.broughtToFront = true;
    await panel().reload();
    await expect.poll(() => panel().front.locator(".slick-header-column").allTextContents()).toContain("two");
  });
});

describe("A result that is gone over and over", () => {
  const panel = withPanel();

  it("is made again once, and then waits to be asked", async () => {
    const { host } = panel();
    const lost = await panel().fixture.run("SELECT 1 AS one");
    await panel().fixture.queries.disposeResult(lost.resultId);
    const tab = { tabId: "t", title: "Lost", sql: "SELECT 1 AS one", outcome: { state: "finished", summary: lost } } as const;
    host.runAgain = () => host.put({ ...tab, outcome: { state: "finished", summary: { ...lost, elapsedMs: lost.elapsedMs + 1 } } });
    host.put(tab);
    await panel().page.getByText("This result is no longer there. Run the statement again to have it back.").waitFor();
    expect(host.asked.filter(({ method }) => method === "panel/runAgain")).toHaveLength(1);
    host.runAgain = undefined;
    await panel().page.locator(".outcome").getByRole("button", { name: "Run again" }).click();
    await expect.poll(() => panel().headers()).toEqual(["one"]);
  });
});
