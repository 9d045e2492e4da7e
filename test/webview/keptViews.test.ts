import { describe, expect, it } from "vitest";
import type { ResultColumn } from "../../src/protocol/query";
import type { GridViewState, PanelContents, PanelState, ResultTab } from "../../src/protocol/resultsPanel";
import { initialView } from "../../webview/grid/gridView";
import { KeptViews } from "../../webview/panel/keptViews";

const columns: readonly ResultColumn[] = ["a", "b"].map((name) => ({ name, type: "BIGINT", meaning: "integer" }));
const tab = (sql = "SELECT 1"): ResultTab => ({ tabId: "t", title: "T", sql, parameters: [], outcome: { state: "running", elapsedMs: 0 } });
const looked: GridViewState = { ...initialView(2), topRow: 50, hidden: [1], sort: [{ column: 0, descending: true }] };
const state = (view?: GridViewState, sql = "SELECT 1"): PanelState => ({
  documentUri: "file:///x",
  documentName: "x",
  pinned: false,
  activeTabId: "t",
  tabs: [{ tabId: "t", title: "T", sql, parameters: {}, ...(view === undefined ? {} : { view }) }],
});
const contents = (more: PanelState): PanelContents & { readonly state: PanelState } => ({
  documentName: "x",
  pinned: true,
  tabs: [tab()],
  activeTabId: "t",
  state: more,
});

describe("How a tab is looked at", () => {
  it("begins plainly", () => {
    expect(new KeptViews().viewFor(tab(), columns)).toEqual(initialView(2));
  });

  it("comes back after a reload, the page's own memory before the host's", () => {
    const kept = new KeptViews();
    kept.adopt(state(looked), state({ ...looked, topRow: 1 }));
    expect(kept.viewFor(tab(), columns)).toEqual(looked);
  });

  it("does not come back for another statement after a reload", () => {
    const kept = new KeptViews();
    kept.adopt(undefined, state(looked, "SELECT 2"));
    expect(kept.viewFor(tab(), columns)).toEqual(initialView(2));
  });

  it("does not come back for other columns", () => {
    const kept = new KeptViews();
    kept.keep(tab(), columns, looked);
    expect(kept.viewFor(tab(), [...columns].reverse())).toEqual(initialView(2));
    expect(kept.viewFor(tab(), [...columns, ...columns])).toEqual(initialView(4));
  });

  it("keeps its layout alone when somebody changes the statement and its columns stay", () => {
    const kept = new KeptViews();
    kept.keep(tab(), columns, looked);
    expect(kept.viewFor(tab("SELECT 2"), columns)).toEqual({ ...initialView(2), hidden: [1] });
  });

  const searched: GridViewState = {
    ...looked,
    filters: [{ column: 0, op: ">", text: "3" }],
    leftPx: 40,
    selection: { startRow: 55, endRow: 58, startColumn: 1, endColumn: 1 },
  };
  const ended = (sql: string, rowCount: number, written?: string): ResultTab => ({
    ...tab(sql),
    ...(written === undefined ? {} : { written }),
    outcome: { state: "finished", summary: { resultId: sql, kind: "rows", columns, rowCount, elapsedMs: 1 } },
  });

  it("keeps what was looked for when a click changed the statement, and the place where most rows are still there", () => {
    const kept = new KeptViews();
    kept.keep(ended("SELECT 1", 100), columns, searched);
    expect(kept.viewFor(ended("SELECT 2", 90, "Written into demo.flowsql: b"), columns)).toEqual(searched);
    expect(kept.viewFor(ended("SELECT 2", 20, "Written into demo.flowsql: b"), columns)).toEqual({
      ...searched,
      topRow: 0,
      selection: { startRow: 0, endRow: 0, startColumn: 1, endColumn: 1 },
    });
  });

  it("is as it was when what a click wrote is taken back", () => {
    const kept = new KeptViews();
    kept.keep(ended("SELECT 1", 100), columns, searched);
    const narrowed = ended("SELECT 2", 20, "Written into demo.flowsql: b");
    kept.keep(narrowed, columns, { ...initialView(2), topRow: 3 });
    kept.keep(narrowed, columns, { ...initialView(2), topRow: 4 });
    expect(kept.viewFor(ended("SELECT 1", 100), columns)).toEqual(searched);
    expect(kept.viewFor(ended("SELECT 3", 100), columns)).toEqual(initialView(2));
  });

  it("keeps its layout so as well where it came back after a reload", () => {
    const kept = new KeptViews();
    kept.adopt(state({ ...looked, shows: "chart" }));
    kept.viewFor(tab(), columns);
    expect(kept.viewFor(tab("SELECT 2"), columns)).toEqual({ ...initialView(2), hidden: [1], shows: "chart" });
    expect(kept.viewFor(tab("SELECT 2"), [...columns].reverse())).toEqual(initialView(2));
  });

  it("keeps the chart that was chosen in the panel until the file names another one", () => {
    const kept = new KeptViews();
    const chosen: GridViewState = { ...initialView(2), chart: { kind: "bar" } };
    kept.keep({ ...tab(), chart: { kind: "line" } }, columns, chosen);
    expect(kept.viewFor({ ...tab(), chart: { kind: "line" } }, columns).chart).toEqual({ kind: "bar" });
    expect(kept.viewFor({ ...tab("SELECT 2"), chart: { kind: "pie" } }, columns)).not.toHaveProperty("chart");
    expect(kept.viewFor(tab(), columns).chart).toEqual({ kind: "bar" });
  });

  it("is as a chart once for each result that was made to see it, whatever was there before", () => {
    const kept = new KeptViews();
    kept.keep(tab(), columns, { ...looked, shows: "table" });
    const running: ResultTab = { ...tab(), front: "chart" };
    kept.follow([running]);
    expect(kept.viewFor(running, columns).shows).toBe("table");
    const summary = { resultId: "r", kind: "rows", columns, rowCount: 1, elapsedMs: 1 } as const;
    const finished: ResultTab = { ...tab(), outcome: { state: "finished", summary } };
    kept.follow([{ ...finished, front: "chart" }]);
    kept.follow([finished]);
    expect(kept.viewFor(finished, columns)).toEqual({ ...looked, shows: "chart" });
    expect(kept.stateOf(contents(state()), "t").tabs[0]?.view?.shows).toBe("chart");
    kept.keep(tab(), columns, { ...looked, shows: "table" });
    expect(kept.viewFor(finished, columns).shows).toBe("table");
  });

  it("is saved as it is shown after the statement has changed and its columns have stayed", () => {
    const kept = new KeptViews();
    const chart: GridViewState = { ...looked, shows: "chart" };
    kept.keep(tab(), columns, chart);
    const summary = { resultId: "r", kind: "rows", columns, rowCount: 1, elapsedMs: 1 } as const;
    const finished: ResultTab = { ...tab("SELECT 2"), outcome: { state: "finished", summary } };
    const saved = (changed: ResultTab): GridViewState | undefined =>
      kept.stateOf({ ...contents(state(undefined, "SELECT 2")), tabs: [changed] }, "t").tabs[0]?.view;
    expect(saved(finished)).toEqual({ ...initialView(2), hidden: [1], shows: "chart" });
    expect(saved(finished)).toEqual(kept.viewFor(finished, columns));
    const others = { ...summary, columns: [...columns].reverse() };
    expect(saved({ ...finished, outcome: { state: "finished", summary: others } })).toBeUndefined();
    expect(kept.viewFor(tab(), columns)).toEqual(chart);
  });

  it("is saved with what the host knows of the panel", () => {
    const kept = new KeptViews();
    kept.keep(tab(), columns, looked);
    expect(kept.stateOf(contents(state()), "t")).toEqual({ ...state(looked), pinned: true });
    expect(kept.stateOf(contents(state(undefined, "SELECT 2")), "t").tabs[0]).not.toHaveProperty("view");
  });
});
