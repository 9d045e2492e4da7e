import type { ColumnFilter, SortKey } from "../../protocol/query";
import type { GridViewState } from "../../protocol/resultsPanel";
import { readChartSpec } from "./chartMessages";
import { isIndex, isListOf, isOneOf, isRecord, isText } from "./untrusted";

/**
 * How a tab was looked at, from before the window was reloaded; all of it or nothing. A page that gets none shows the tab as it is at
 * first.
 */
export function readView(value: unknown): GridViewState | undefined {
  if (!isRecord(value)) return undefined;
  const names = Object.keys(parts) as readonly (keyof GridViewState)[];
  if (!names.every((name) => parts[name](value[name]))) return undefined;
  return Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]]))) as unknown as GridViewState;
}

const isLength = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isPlace = (value: unknown): boolean => isListOf(value, isIndex);

function isSortKey(value: unknown): value is SortKey {
  return isRecord(value) && isIndex(value.column) && typeof value.descending === "boolean";
}

function isFilter(value: unknown): value is ColumnFilter {
  if (!isRecord(value) || !isIndex(value.column) || !(value.orColumn === undefined || isIndex(value.orColumn))) return false;
  if (isOneOf(["isNull", "isNotNull"])(value.op)) return true;
  if (isOneOf(["in", "notIn"])(value.op)) return isListOf(value.texts, isText);
  return isOneOf(["contains", "=", "!=", "<", "<=", ">", ">="])(value.op) && isText(value.text);
}

function isSelection(value: unknown): boolean {
  return isRecord(value) && ["startRow", "endRow", "startColumn", "endColumn"].every((side) => isIndex(value[side]));
}

const optional = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);

const parts: Readonly<Record<keyof GridViewState, (value: unknown) => boolean>> = {
  sort: (value) => isListOf(value, isSortKey),
  filters: (value) => isListOf(value, isFilter),
  order: isPlace,
  hidden: isPlace,
  widths: (value) => isRecord(value) && Object.entries(value).every(([column, width]) => /^\d+$/.test(column) && isLength(width)),
  frozenColumns: isIndex,
  topRow: isLength,
  leftPx: isLength,
  selection: optional(isSelection),
  humanized: isPlace,
  shows: optional(isOneOf(["table", "chart"])),
  chart: optional((value) => readChartSpec(value) !== undefined),
  chartForm: optional((value) => typeof value === "boolean"),
};
