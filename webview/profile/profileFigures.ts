import type { ColumnProfile } from "../../src/protocol/chart";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { canBeHumanized, cellText, isAmount } from "../grid/cellText";

/** `100,000 rows, 6 distinct values`. */
export function summaryText({ rows, distinct, distinctIsEstimate }: ColumnProfile): string {
  const about = distinctIsEstimate ? "about " : "";
  return `${countText(rows)} ${rows === 1 ? "row" : "rows"}, ${about}${countText(distinct)} distinct ${distinct === 1 ? "value" : "values"}`;
}

/** A value as the grid writes it, bytes with a unit. */
export function figureText(column: ResultColumn, value: Cell): string {
  return cellText(value, column, column.meaning === "bytes" && canBeHumanized(column));
}

export interface Figure {
  readonly name: string;
  readonly text: string;
}

const quantileNames: Readonly<Record<number, string>> = { 0: "Least", 50: "Median", 100: "Most" };

/** Whether values of a column lie on a scale: ids, protocols and flags are numbers that only name something. */
export function isScale(column: ResultColumn): boolean {
  return isAmount(column) || ["time", "date", "port"].includes(column.meaning);
}

/** Quantiles, mean, sum and lengths, as far as they say something about such a column. */
export function figuresOf(column: ResultColumn, { quantiles, mean, sum, lengths }: ColumnProfile): readonly Figure[] {
  const scale = isScale(column) ? (quantiles ?? []) : [];
  const figures = scale.map(({ p, value }) => ({ name: quantileNames[p] ?? `${p} %`, text: figureText(column, value) }));
  if (isAmount(column)) {
    if (mean !== undefined) figures.push({ name: "Mean", text: figureText(column, Number(mean.toPrecision(6))) });
    if (sum !== undefined) figures.push({ name: "Sum", text: figureText(column, sum) });
  }
  if (lengths !== undefined && column.meaning === "text") {
    const { min, max } = lengths;
    figures.push({ name: "Length", text: min === max ? `${min} characters` : `${min} to ${max} characters` });
  }
  return figures;
}
