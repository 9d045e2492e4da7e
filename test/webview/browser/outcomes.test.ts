import { describe, expect, it } from "vitest";
import type { ResultTab } from "../../../src/protocol/resultsPanel";
import { flowRows } from "../support/statements";
import { withPanel } from "../support/withPanel";

describe("What becomes of a statement", () => {
  const panel = withPanel();
  const put = (outcome: ResultTab["outcome"], tabId = "one"): void =>
    panel().host.put({
      tabId,
      title: `Title of ${tabId}`,
      sql: "SELECT *\nFROM flows",
      parameters: [{ name: "ip", text: "10.0.0.1" }],
      outcome,
    });
  const asked = (): unknown => panel().host.asked.at(-1);

  it("runs, counts the time, and is stopped by button or Escape", async () => {
    put({ state: "running", elapsedMs: 0 });
    await panel().page.getByText("Running…").waitFor();
    await expect.poll(() => panel().page.getByRole("timer").textContent()).toMatch(/ s$/);
    await panel().button("Stop").click();
    await expect.poll(asked).toEqual({ method: "panel/stop", params: { tabId: "one" } });
    await panel().page.keyboard.press("Escape");
    await expect.poll(() => panel().host.asked.filter(({ method }) => method === "panel/stop")).toHaveLength(2);
  });

  it("goes on counting where the host is, in a page that comes later", async () => {
    put({ state: "stopped" });
    put({ state: "running", elapsedMs: 3_725_000 });
    await expect.poll(() => panel().page.getByRole("timer").textContent()).toMatch(/62/);
  });

  it("was stopped, and can be run again; the focus stays in the panel", async () => {
    put({ state: "stopped" });
    await panel().page.getByText("Stopped before there was a result.").waitFor();
    expect(await panel().page.evaluate(() => document.activeElement?.textContent)).toBe("Run again");
  });

  it("says that it is being stopped, and what came of it; the focus stays in the panel", async () => {
    put({ state: "running", elapsedMs: 0 });
    await panel().button("Stop").focus();
    put({ state: "running", elapsedMs: 0, stopping: true });
    await panel().page.getByText("Stopping…").waitFor();
    expect(await panel().button("Stop").count()).toBe(0);
    put({ state: "stopped", sentence: "The engine was started again." });
    await panel().page.locator(".outcome-sentence", { hasText: "The engine was started again." }).waitFor();
    await expect.poll(() => panel().page.evaluate(() => document.activeElement?.textContent)).toBe("Run again");
  });

  it("fails with a sentence, what was perhaps meant, the place, and the log", async () => {
    put({ state: "failed", sentence: "There is no column scraddr.", candidates: ["srcaddr", "pkt_srcaddr"], line: 3 });
    const alert = panel().page.getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("There is no column scraddr.");
    expect(await alert.textContent()).toContain("In line 3.");
    expect(await alert.locator("code").allTextContents()).toEqual(["srcaddr", "pkt_srcaddr"]);
    await panel().button("Go to the place").click();
    await expect.poll(asked).toEqual({ method: "panel/revealStatement", params: { tabId: "one" } });
    await panel().button("Show log").click();
    await expect.poll(asked).toMatchObject({ method: "panel/showLog" });
  });

  it("says what a statement without rows did", async () => {
    put({
      state: "finished",
      summary: { resultId: "x", kind: "done", message: "Created the view busy.", columns: [], rowCount: 0, elapsedMs: 12 },
    });
    await expect.poll(() => panel().page.locator(".outcome-sentence").textContent()).toBe("Created the view busy.");
  });

  it("shows the statement in a line that unfolds, its parameters, and what can be done with it", async () => {
    const line = panel().page.locator(".statement-line");
    expect(await line.textContent()).toBe("SELECT * FROM flows");
    expect(await panel().page.locator(".parameters").textContent()).toBe("$ip = 10.0.0.1");
    await panel().button("Show the whole statement").click();
    expect(await panel().page.locator(".statement-whole").textContent()).toBe("SELECT *\nFROM flows");
    await panel().button("Copy statement").click();
    await expect.poll(() => panel().host.copied.at(-1)).toBe("SELECT *\nFROM flows");
    for (const [name, method] of [
      ["Open statement as .flowsql", "panel/openStatement"],
      ["Show statement in its file", "panel/revealStatement"],
    ] as const) {
      await panel().button(name).click();
      await expect.poll(asked).toEqual({ method, params: { tabId: "one" } });
    }
  });

  it("says that a result was cut", async () => {
    await panel().show("SELECT 1 AS one");
    const [tab] = panel().host.tabs;
    if (tab?.outcome.state !== "finished") throw new Error("no result");
    const cut = { rows: 1, sentence: "Only the first row was kept." };
    panel().host.put({ ...tab, tabId: "cut", outcome: { state: "finished", summary: { ...tab.outcome.summary, cut } } });
    await expect.poll(() => panel().page.locator(".notice-warning .notice-text").textContent()).toBe("Only the first row was kept.");
  });

  it("asks to save all rows as they are filtered, of the columns that are shown", async () => {
    await panel().show(flowRows(100));
    await panel().header("srcaddr").click({ button: "right" });
    await panel().menuItem("Hide column").click();
    await panel().button("Save result…").click();
    await expect.poll(asked).toMatchObject({ method: "panel/saveResult", params: { columns: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10] } });
  });

  it("is pinned and unpinned", async () => {
    await panel().button("Pin this panel: the next run opens another one").click();
    await expect.poll(() => panel().host.pinned).toBe(true);
    await panel().button("Unpin this panel").click();
    await expect.poll(() => panel().host.pinned).toBe(false);
  });
});

describe("Several statements", () => {
  const panel = withPanel();
  const tab = (name: string): ReturnType<ReturnType<typeof panel>["page"]["getByRole"]> => panel().page.getByRole("tab", { name });

  it("have a tab each, and the last one run is in front", async () => {
    await panel().host.run(flowRows(5000), { tabId: "a", title: "Flows" });
    await panel().host.run("SELECT i FROM range(12) t(i)", { tabId: "b", title: "Dozen" });
    panel().host.put({ tabId: "c", title: "Broken", sql: "SELEC", outcome: { state: "failed", sentence: "No.", candidates: [] } });
    await expect.poll(() => panel().page.getByRole("tab").allTextContents()).toEqual(["Flows5,000", "Dozen12", "Brokenfailed"]);
    expect(await tab("Broken").getAttribute("aria-selected")).toBe("true");
  });

  it("are switched by the keyboard, and each stays as it was left", async () => {
    await tab("Flows").click();
    await panel().loaded();
    await panel().grid.focus();
    for (let page = 0; page < 20; page++) await panel().page.keyboard.press("PageDown");
    const place = panel().page.locator(".tab-view:not([hidden]) .status-place");
    const before = await place.textContent();
    await tab("Flows").focus();
    await panel().page.keyboard.press("ArrowRight");
    expect(await tab("Dozen").getAttribute("aria-selected")).toBe("true");
    await expect.poll(() => panel().headers()).toContain("i");
    await panel().page.keyboard.press("ArrowLeft");
    await expect.poll(() => place.textContent()).toBe(before);
    const active = panel().page.locator(".tab-view:not([hidden]) .active-cell");
    await expect.poll(() => active.isVisible()).toBe(true);
  });

  it("are closed by Delete and by the cross", async () => {
    await tab("Flows").focus();
    await panel().page.keyboard.press("Delete");
    await expect.poll(() => panel().page.getByRole("tab").count()).toBe(2);
    await tab("Broken").locator(".tab-close").click();
    await expect.poll(() => panel().host.tabs.map(({ tabId }) => tabId)).toEqual(["b"]);
    await expect.poll(() => panel().page.getByRole("tablist").count()).toBe(0);
  });
});

describe("What a click wrote into a statement", () => {
  const panel = withPanel();

  it("is said above its result, whatever came of that, and is taken back", async () => {
    const { host, page } = panel();
    await host.run("SELECT 1 AS a", { tabId: "one", written: "Written into demo.flowsql: srcaddr = '10.0.0.5'" });
    await page.getByText("Written into demo.flowsql: srcaddr = '10.0.0.5'").waitFor();
    await panel().button("Undo").click();
    await expect.poll(() => host.asked.at(-1)).toEqual({ method: "panel/undoWriting", params: { tabId: "one" } });
    const failed = { state: "failed", sentence: "No.", candidates: [] } as const;
    host.put({ tabId: "one", title: "One", sql: "SELECT 2", written: "Written into demo.flowsql: b", outcome: failed });
    await page.getByText("Written into demo.flowsql: b").waitFor();
    host.put({ tabId: "one", title: "One", sql: "SELECT 1", outcome: failed });
    await expect.poll(() => panel().button("Undo").count()).toBe(0);
  });

  it("is said no more while the statement is another one: it may be taken back already, and cannot be here", async () => {
    const { host, page } = panel();
    const held = await host.run("SELECT 1 AS a", { tabId: "one", written: "Written into demo.flowsql: a = 1" });
    const notice = page.getByText("Written into demo.flowsql: a = 1");
    await notice.waitFor();
    host.put({ ...held, stale: "changed" });
    await notice.waitFor({ state: "hidden" });
    await panel().button("Run as it is now").waitFor();
    host.put(held);
    await notice.waitFor();
    await panel().button("Undo").click();
    await expect.poll(() => host.asked.at(-1)).toEqual({ method: "panel/undoWriting", params: { tabId: "one" } });
  });
});
