import type { ResultColumn } from "../../../src/protocol/query";
import { isAmount } from "../../grid/cellText";
import { isCategory, isTime } from "./columnRoles";

/** What columns can be on a chart with axes. */

/** Counts or measures something, so that sums and means of it say something. */
export function isMeasured(column: ResultColumn): boolean {
  return isAmount(column) && !isCategory(column);
}

/** Stands on an axis in an order of its own, instead of the order of what is measured. */
export function isOrdered(column: ResultColumn): boolean {
  return isTime(column) || isMeasured(column);
}

export function isAxis(column: ResultColumn): boolean {
  return isOrdered(column) || isCategory(column);
}

export function columnNamed(columns: readonly ResultColumn[], name: string | undefined): ResultColumn | undefined {
  return columns.find((column) => column.name === name);
}

export interface ColumnsByRole {
  readonly times: readonly ResultColumn[];
  readonly measured: readonly ResultColumn[];
  readonly categories: readonly ResultColumn[];
}

export function columnsByRole(columns: readonly ResultColumn[]): ColumnsByRole {
  return { times: columns.filter(isTime), measured: columns.filter(isMeasured), categories: columns.filter(isCategory) };
}
