import { describe, expect, it } from "vitest";
import { type PanelTab, PanelTabs, runningNow } from "../../../src/extension/panels/panelTabs";

const tab = (tabId: string, sql = "SELECT 1"): PanelTab => ({ tabId, title: tabId, sql, parameters: {}, outcome: runningNow() });
const ids = (tabs: readonly PanelTab[]): readonly string[] => tabs.map(({ tabId }) => tabId);
const activeOf = (tabs: PanelTabs): string | null => tabs.contents("q", false).activeTabId;

function tabsOf(...names: readonly string[]): PanelTabs {
  const tabs = new PanelTabs();
  tabs.replaceAll(names.map((name) => tab(name)));
  return tabs;
}

describe("the tabs of a panel", () => {
  it("are all other ones after all statements ran, the first in front", () => {
    const tabs = tabsOf("a", "b");
    expect(ids(tabs.replaceAll([tab("c"), tab("a")]))).toEqual(["a", "b"]);
    expect([ids(tabs.all()), activeOf(tabs)]).toEqual([["c", "a"], "c"]);
  });

  it("take a statement that ran again in its place, in front", () => {
    const tabs = tabsOf("a", "b", "c");
    expect(ids(tabs.put([tab("b", "SELECT 2")]))).toEqual(["b"]);
    expect([ids(tabs.all()), tabs.find("b")?.sql, activeOf(tabs)]).toEqual([["a", "b", "c"], "SELECT 2", "b"]);
  });

  it("take statements that are new at the end, the first of them in front", () => {
    const tabs = tabsOf("a");
    expect(tabs.put([tab("b"), tab("c")])).toEqual([]);
    expect([ids(tabs.all()), activeOf(tabs)]).toEqual([["a", "b", "c"], "b"]);
  });

  it("tell the page once that a run put one in front", () => {
    const tabs = tabsOf("a");
    expect(tabs.contents("q", false).broughtToFront).toBe(true);
    tabs.told();
    expect(tabs.contents("q", false)).not.toHaveProperty("broughtToFront");
    tabs.put([tab("b")]);
    expect(tabs.contents("q", false)).toMatchObject({ activeTabId: "b", broughtToFront: true });
  });

  it("bring the neighbour to the front when the one in front is closed", () => {
    const tabs = tabsOf("a", "b");
    tabs.put([tab("b")]);
    expect(tabs.remove("b")?.tabId).toBe("b");
    expect(activeOf(tabs)).toBe("a");
    tabs.remove("a");
    expect([activeOf(tabs), tabs.remove("a")]).toEqual([null, undefined]);
  });

  it("are shown with their parameters' values, and kept with their types", () => {
    const tabs = new PanelTabs();
    tabs.replaceAll([{ ...tab("a"), parameters: { port: { type: "INTEGER", text: "22" } } }]);
    expect(tabs.contents("q", true).tabs[0]?.parameters).toEqual([{ name: "port", text: "22" }]);
    expect(tabs.state("file:///q", "q", true)).toEqual({
      documentUri: "file:///q",
      documentName: "q",
      pinned: true,
      activeTabId: "a",
      tabs: [{ tabId: "a", title: "a", sql: "SELECT 1", parameters: { port: { type: "INTEGER", text: "22" } } }],
    });
  });

  it("say what became of their statements, but not where they are pinned", () => {
    const tabs = tabsOf("a", "b");
    const [a, b] = tabs.all();
    if (a === undefined || b === undefined) throw new Error("no tabs");
    const shown = (pinned: boolean) => tabs.contents("q", pinned).tabs.map(({ stale }) => stale);
    expect(tabs.setStale(new Map([[a, "changed"]]))).toBe(true);
    expect([shown(false), shown(true)]).toEqual([
      ["changed", undefined],
      [undefined, undefined],
    ]);
    expect(tabs.setStale(new Map([[a, "changed"]]))).toBe(false);
    expect(tabs.setStale(new Map([[a, undefined]]))).toBe(true);
    expect(shown(false)).toEqual([undefined, undefined]);
  });

  it("are shown with their chart, which is kept, and told of a result once that it was asked for", () => {
    const tabs = new PanelTabs();
    const running: PanelTab = { ...tab("a"), chart: { kind: "bar" }, front: "chart" };
    tabs.replaceAll([running]);
    tabs.told();
    expect(tabs.contents("q", false).tabs[0]).toMatchObject({ chart: { kind: "bar" }, front: "chart" });
    expect(tabs.state("file:///q", "q", false).tabs[0]).toMatchObject({ chart: { kind: "bar" } });
    running.outcome = { state: "finished", summary: { resultId: "r", kind: "rows", columns: [], rowCount: 0, elapsedMs: 1 } };
    tabs.told();
    expect(tabs.contents("q", false).tabs[0]).toMatchObject({ chart: { kind: "bar" } });
    expect(tabs.contents("q", false).tabs[0]).not.toHaveProperty("front");
  });
});
