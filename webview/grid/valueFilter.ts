import type { Cell, ColumnFilter } from "../../src/protocol/query";

/** The filter that keeps only rows with this value, or all but those. */
export function valueFilter(column: number, value: Cell, exclude: boolean): ColumnFilter {
  if (value === null) return { column, op: exclude ? "isNotNull" : "isNull" };
  return { column, op: exclude ? "!=" : "=", text: String(value) };
}
