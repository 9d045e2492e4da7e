import { type ColumnFilter, leavesOut, type ResultColumn, type SortKey } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import type { ViewChange } from "./resultLook";

/** How a result is looked at before anybody changed anything. */
export function initialView(columnCount: number): GridViewState {
  return {
    sort: [],
    filters: [],
    order: Array.from({ length: columnCount }, (_, column) => column),
    hidden: [],
    widths: {},
    frozenColumns: 0,
    topRow: 0,
    leftPx: 0,
    humanized: [],
  };
}

/** A view with some of its parts changed, or taken away where the change says `undefined`. */
export function changedView(view: GridViewState, change: ViewChange): GridViewState {
  const entries = Object.entries({ ...view, ...change }).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries) as unknown as GridViewState;
}

/** Column indices as they stand on the screen. */
export function visibleColumns(view: GridViewState): readonly number[] {
  const hidden = new Set(view.hidden);
  return view.order.filter((column) => !hidden.has(column));
}

/** Whether a view kept from before names exactly the columns of this result. */
export function fitsColumns(view: GridViewState, columnCount: number): boolean {
  const inside = (column: number): boolean => Number.isInteger(column) && column >= 0 && column < columnCount;
  return (
    new Set(view.order).size === columnCount &&
    view.order.length === columnCount &&
    view.order.every(inside) &&
    view.hidden.every(inside) &&
    view.hidden.length < Math.max(1, columnCount) &&
    view.sort.every((key) => inside(key.column)) &&
    view.filters.every(({ column, orColumn = column }) => inside(column) && inside(orColumn))
  );
}

/** What stays of a view when its statement was changed but gives the same columns: the layout, not what was looked for. */
export function layoutOnly(view: GridViewState): GridViewState {
  const { selection: _, ...rest } = view;
  return { ...rest, sort: [], filters: [], topRow: 0, leftPx: 0 };
}

/**
 * What stays of a view when a click narrowed its statement: all that was set, and the selected column. The place among the rows stays
 * where most of them are still there; else it is another list, which begins at its top.
 */
export function narrowedView(view: GridViewState, mostRowsStay: boolean): GridViewState {
  const { selection, ...rest } = view;
  if (mostRowsStay) return view;
  const { startColumn } = selection ?? {};
  const column = startColumn === undefined ? {} : { selection: { startRow: 0, endRow: 0, startColumn, endColumn: startColumn } };
  return { ...rest, topRow: 0, ...column };
}

/** Ascending, then descending, then as the statement gave them. With `add`, the keys of other columns stay. */
export function toggleSort(sort: readonly SortKey[], column: number, add: boolean): readonly SortKey[] {
  const present = sort.find((key) => key.column === column);
  const next: SortKey | undefined =
    present === undefined ? { column, descending: false } : present.descending ? undefined : { column, descending: true };
  if (!add) return next === undefined ? [] : [next];
  if (present === undefined) return next === undefined ? sort : [...sort, next];
  return next === undefined ? sort.filter((key) => key !== present) : sort.map((key) => (key === present ? next : key));
}

/** Sorts by one column alone. */
export function sortBy(column: number, descending: boolean): readonly SortKey[] {
  return [{ column, descending }];
}

/** Moves a column by some visible places, over hidden ones. */
export function moveColumn(view: GridViewState, column: number, by: number): GridViewState {
  const visible = [...visibleColumns(view)];
  const at = visible.indexOf(column);
  const to = Math.max(0, Math.min(visible.length - 1, at + by));
  if (at < 0 || to === at) return view;
  visible.splice(at, 1);
  visible.splice(to, 0, column);
  // Hidden columns keep their places.
  const hidden = new Set(view.hidden);
  const next = visible[Symbol.iterator]();
  return { ...view, order: view.order.map((other) => (hidden.has(other) ? other : (next.next().value ?? other))) };
}

/** Hides a column; the last one that is visible stays. */
export function hideColumn(view: GridViewState, column: number): GridViewState {
  const visible = visibleColumns(view);
  if (visible.length <= 1 || !visible.includes(column)) return view;
  const frozenColumns = visible.indexOf(column) < view.frozenColumns ? view.frozenColumns - 1 : view.frozenColumns;
  return { ...view, hidden: [...view.hidden, column], frozenColumns };
}

export function showColumn(view: GridViewState, column: number): GridViewState {
  const hidden = view.hidden.filter((other) => other !== column);
  const shown = { ...view, hidden };
  const frozenColumns = visibleColumns(shown).indexOf(column) < view.frozenColumns ? view.frozenColumns + 1 : view.frozenColumns;
  return { ...shown, frozenColumns };
}

export function addFilter(filters: readonly ColumnFilter[], filter: ColumnFilter): readonly ColumnFilter[] {
  const same = JSON.stringify(filter);
  return filters.some((other) => JSON.stringify(other) === same) ? filters : [...filters, filter];
}

export function concernsColumn({ column, orColumn }: ColumnFilter, asked: number): boolean {
  return column === asked || orColumn === asked;
}

/** A filter as its chip says it: `action = REJECT`, `srcaddr or dstaddr = 10.0.0.5`. */
export function filterText(filter: ColumnFilter, columns: readonly ResultColumn[]): string {
  const name = filteredNames(filter, columns);
  switch (filter.op) {
    case "isNull":
      return `${name} is NULL`;
    case "isNotNull":
      return `${name} is not NULL`;
    case "in":
      return `${name} in ${filter.texts.join(", ")}`;
    case "notIn":
      return `${name} not in ${filter.texts.join(", ")}`;
    default:
      return `${name} ${filter.op} ${filter.text}`;
  }
}

/** What leaves values out does so on both sides. */
function filteredNames(filter: ColumnFilter, columns: readonly ResultColumn[]): string {
  const { column, orColumn } = filter;
  const both = [column, ...(orColumn === undefined ? [] : [orColumn])];
  return both.map((index) => columns[index]?.name ?? "").join(leavesOut(filter) ? " and " : " or ");
}
