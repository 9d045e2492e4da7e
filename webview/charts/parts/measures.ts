import type { Aggregation, ChartMeasure, ChartSpec, MeasureFunction } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import { columnNamed, isMeasured } from "./axisColumns";
import { columnIndex } from "./grouped";

export const countRows: ChartMeasure = { fn: "count" };

/** The measures of a spec in the order in which they are asked for: those of the first axis, then the one of the second. */
export function measuresOf({ y = [], y2 }: Pick<ChartSpec, "y" | "y2">): readonly ChartMeasure[] {
  const first = y.length === 0 ? [countRows] : y;
  return y2 === undefined ? first : [...first, y2];
}

export function askedMeasures(measures: readonly ChartMeasure[], columns: readonly ResultColumn[]): Aggregation["measures"] {
  return measures.map(({ fn, column }) => (column === undefined ? { fn } : { fn, column: columnIndex(columns, column) }));
}

/** What the numbers of a measure count: measures of one unit can share an axis. */
export function unitOf({ fn, column: name }: ChartMeasure, columns: readonly ResultColumn[]): string {
  const column = columnNamed(columns, name);
  if (fn === "count" || fn === "distinct" || column === undefined) return "number";
  if (column.meaning === "bytes" || column.meaning === "packets") return column.meaning;
  // Whole numbers count something; of others, only the name says what they are.
  return column.meaning === "integer" ? "number" : column.name;
}

/** How a column is measured unless somebody says otherwise: what is a mean or a share already is not added up. */
export function usualMeasure({ name }: ResultColumn): ChartMeasure {
  if (/(^|_)max(imum)?(_|$)/i.test(name)) return { fn: "max", column: name };
  if (/(^|_)min(imum)?(_|$)/i.test(name)) return { fn: "min", column: name };
  const isMean = /(^|_)(avg|average|mean|median|p\d\d|ratio|share|rate|percent|pct|duration|seconds|ms)(_|$)/i.test(name);
  return { fn: isMean ? "avg" : "sum", column: name };
}

/** Functions that can be asked of a column. */
export function functionsFor(column: ResultColumn | undefined): readonly MeasureFunction[] {
  if (column === undefined) return ["count"];
  return isMeasured(column) ? ["sum", "avg", "min", "max", "median", "p95", "count", "distinct"] : ["count", "distinct"];
}
