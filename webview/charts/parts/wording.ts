import { formatBytes } from "../../../src/base/bytes";
import type { ChartMeasure } from "../../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { cellText, groupDigits } from "../../grid/cellText";

/** How values and figures are written on charts that have no axes. */

export const otherLabel = "Other";

/** Where nothing was measured. */
const noValue = "no value";

export function keyText(value: Cell, column: ResultColumn): string {
  return value === "" ? "(empty)" : cellText(value, column, false);
}

/** "Sum of bytes", "Rows". */
export function measureName(measure: ChartMeasure): string {
  return measure.column === undefined ? "Rows" : `${functionNames[measure.fn]} of ${measure.column}`;
}

export function measureText(value: number | null, measure: ChartMeasure, columns: readonly ResultColumn[]): string {
  if (value === null) return noValue;
  const column = columns.find(({ name }) => name === measure.column);
  const counts = measure.fn === "count" || measure.fn === "distinct";
  return column?.meaning === "bytes" && !counts ? formatBytes(value) : groupDigits(shortNumber(value));
}

/** A label of at most so many characters. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest || isFigure(text) ? text : withEllipsis(text, longest - 1);
}

/** `443`, `3.50 GiB`: what must not be shortened. */
export function isFigure(text: string): boolean {
  return /^-?\d[\d,]*(\.\d+)?( ?%| [KMGTPE]?i?B)?$/.test(text);
}

/** So many characters of a text: the beginning of an address, of others the beginning and the end, which tell ids apart. */
export function withEllipsis(text: string, kept: number): string {
  const tail = isAddress(text) ? 0 : Math.floor(kept / 2);
  return `${text.slice(0, kept - tail)}…${text.slice(text.length - tail)}`;
}

function isAddress(text: string): boolean {
  return /^\d+(\.\d+){3}$/.test(text) || /^[\da-f]*(:[\da-f.]*){2,}$/i.test(text);
}

const functionNames: Readonly<Record<ChartMeasure["fn"], string>> = {
  count: "Count",
  sum: "Sum",
  avg: "Average",
  min: "Least",
  max: "Greatest",
  median: "Median",
  p95: "95th percentile",
  distinct: "Different values",
};

function shortNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}
