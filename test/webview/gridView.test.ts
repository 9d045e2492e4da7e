import { describe, expect, it } from "vitest";
import type { ColumnFilter, SortKey } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import {
  addFilter,
  filterText,
  fitsColumns,
  hideColumn,
  initialView,
  layoutOnly,
  moveColumn,
  showColumn,
  toggleSort,
  visibleColumns,
} from "../../webview/grid/gridView";

const view = (change: Partial<GridViewState> = {}): GridViewState => ({ ...initialView(5), ...change });

describe("The order of columns", () => {
  it.each([
    { column: 0, by: 2, order: [1, 2, 0, 3, 4] },
    { column: 4, by: -3, order: [0, 4, 1, 2, 3] },
    { column: 1, by: -9, order: [1, 0, 2, 3, 4] },
    { column: 3, by: 9, order: [0, 1, 2, 4, 3] },
    { column: 0, by: -1, order: [0, 1, 2, 3, 4] },
  ])("moves column $column by $by places", ({ column, by, order }) => {
    expect(moveColumn(view(), column, by).order).toEqual(order);
  });

  it("moves over hidden columns, which keep their places", () => {
    expect(moveColumn(view({ hidden: [1, 2] }), 0, 1).order).toEqual([3, 1, 2, 0, 4]);
  });

  it("hides and shows, with the frozen columns staying the same ones", () => {
    const hidden = hideColumn(view({ frozenColumns: 2 }), 0);
    expect(visibleColumns(hidden)).toEqual([1, 2, 3, 4]);
    expect(hidden.frozenColumns).toBe(1);
    expect(showColumn(hidden, 0)).toEqual(view({ frozenColumns: 2 }));
    expect(hideColumn(view({ frozenColumns: 2 }), 3).frozenColumns).toBe(2);
  });

  it("does not hide the last column", () => {
    const one = view({ hidden: [0, 1, 2, 3] });
    expect(hideColumn(one, 4)).toBe(one);
  });
});

describe("Sorting", () => {
  const up = (column: number): SortKey => ({ column, descending: false });
  const down = (column: number): SortKey => ({ column, descending: true });

  it.each([
    { name: "begins upwards", sort: [], column: 1, add: false, next: [up(1)] },
    { name: "goes on downwards", sort: [up(1)], column: 1, add: false, next: [down(1)] },
    { name: "ends as the statement gave the rows", sort: [down(1)], column: 1, add: false, next: [] },
    { name: "forgets other columns", sort: [up(1), down(2)], column: 3, add: false, next: [up(3)] },
    { name: "keeps other columns when adding", sort: [up(1)], column: 3, add: true, next: [up(1), up(3)] },
    { name: "turns a column in its place when adding", sort: [up(1), up(2)], column: 1, add: true, next: [down(1), up(2)] },
    { name: "takes one of several away", sort: [down(1), up(2)], column: 1, add: true, next: [up(2)] },
  ])("$name", ({ sort, column, add, next }) => {
    expect(toggleSort(sort, column, add)).toEqual(next);
  });
});

describe("Filters", () => {
  const columns = [
    { name: "action", type: "VARCHAR", meaning: "action" },
    { name: "srcaddr", type: "VARCHAR", meaning: "address" },
    { name: "dstaddr", type: "VARCHAR", meaning: "address" },
  ] as const;

  it.each<{ filter: ColumnFilter; text: string }>([
    { filter: { column: 0, op: "=", text: "REJECT" }, text: "action = REJECT" },
    { filter: { column: 0, op: "contains", text: "REJ" }, text: "action contains REJ" },
    { filter: { column: 0, op: "in", texts: ["a", "b"] }, text: "action in a, b" },
    { filter: { column: 0, op: "notIn", texts: ["a"] }, text: "action not in a" },
    { filter: { column: 0, op: "isNull" }, text: "action is NULL" },
    { filter: { column: 0, op: "isNotNull" }, text: "action is not NULL" },
    { filter: { column: 1, orColumn: 2, op: "=", text: "10.0.0.5" }, text: "srcaddr or dstaddr = 10.0.0.5" },
    { filter: { column: 1, orColumn: 2, op: "!=", text: "10.0.0.5" }, text: "srcaddr and dstaddr != 10.0.0.5" },
  ])("say $text", ({ filter, text }) => {
    expect(filterText(filter, columns)).toBe(text);
  });

  it("are not there twice", () => {
    const filter: ColumnFilter = { column: 0, op: "=", text: "x" };
    expect(addFilter([filter], { ...filter })).toEqual([filter]);
    expect(addFilter([filter], { ...filter, text: "y" })).toHaveLength(2);
  });
});

describe("A view from before", () => {
  it.each<{ name: string; change: Partial<GridViewState>; fits: boolean }>([
    { name: "that is whole", change: { sort: [{ column: 4, descending: true }], hidden: [1] }, fits: true },
    { name: "of fewer columns", change: { order: [0, 1, 2] }, fits: false },
    { name: "with a column twice", change: { order: [0, 1, 2, 3, 3] }, fits: false },
    { name: "that sorts by a column that is not there", change: { sort: [{ column: 5, descending: true }] }, fits: false },
    { name: "that filters by one", change: { filters: [{ column: -1, op: "isNull" }] }, fits: false },
    { name: "that filters by one or another", change: { filters: [{ column: 1, orColumn: 5, op: "isNull" }] }, fits: false },
    { name: "that hides everything", change: { hidden: [0, 1, 2, 3, 4] }, fits: false },
  ])("$name: $fits", ({ change, fits }) => {
    expect(fitsColumns(view(change), 5)).toBe(fits);
  });

  it("keeps its layout for another statement, and nothing of what was looked for", () => {
    const looked = view({
      widths: { 1: 300 },
      hidden: [2],
      humanized: [3],
      frozenColumns: 1,
      sort: [{ column: 1, descending: true }],
      filters: [{ column: 1, op: "isNull" }],
      topRow: 900,
      leftPx: 20,
      selection: { startRow: 1, endRow: 2, startColumn: 0, endColumn: 1 },
    });
    expect(layoutOnly(looked)).toEqual(view({ widths: { 1: 300 }, hidden: [2], humanized: [3], frozenColumns: 1 }));
  });
});
