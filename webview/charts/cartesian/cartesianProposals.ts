import type { ChartKind, ChartMeasure, ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { ChartProposal } from "../chart";
import { columnsByRole } from "../parts/axisColumns";
import { axisTime } from "../parts/timeRoles";
import { countRows, unitOf, usualMeasure } from "../parts/measures";

/** So many columns, and a statement has chosen them; with more it has taken what there was. */
const fewColumns = 6;
const fewestPoints = 3;

/** Measures over time; one of another unit gets an axis of its own. */
export function proposeOverTime(
  kind: ChartKind,
  columns: readonly ResultColumn[],
  fit: number,
  rowCount: number,
): ChartProposal | undefined {
  const { times, measured, categories } = columnsByRole(columns);
  const series = axisTime(columns);
  const time = series ?? times[0];
  if (time === undefined) return proposeAlongNumbers(kind, columns);
  const measures = measured.length === 0 ? [countRows] : measured.map(usualMeasure);
  const split = series === undefined ? undefined : splitOf(categories, columns.length);
  const spec: ChartSpec = {
    kind,
    x: time.name,
    ...(split === undefined ? sharedAxes(measures, columns) : { y: measures.slice(0, 1), split: split.name }),
  };
  // Without an order, or from one point to another, a line tells nothing; where there is something else, that comes first.
  const isSeries = series !== undefined && (rowCount >= fewestPoints || categories.length === 0);
  const tells = measured.length > 0 || columns.length <= fewColumns;
  return { spec, fit: isSeries && tells ? fit : fit / 2 };
}

/** By what a time series is split without being asked: the one category that was selected, else what was accepted and rejected. */
function splitOf(categories: readonly ResultColumn[], columnCount: number): ResultColumn | undefined {
  const action = categories.find(({ meaning }) => meaning === "action");
  return action ?? (categories.length === 1 && columnCount <= fewColumns ? categories[0] : undefined);
}

/** Measures of the first one's unit, at most four, and the first of another unit at the right. */
function sharedAxes(measures: readonly ChartMeasure[], columns: readonly ResultColumn[]): Pick<ChartSpec, "y" | "y2"> {
  const [first] = measures;
  if (first === undefined) return {};
  const unit = unitOf(first, columns);
  const y2 = measures.find((measure) => unitOf(measure, columns) !== unit);
  const y = measures.filter((measure) => unitOf(measure, columns) === unit).slice(0, 4);
  return { y, ...(y2 === undefined ? {} : { y2 }) };
}

function proposeAlongNumbers(kind: ChartKind, columns: readonly ResultColumn[]): ChartProposal | undefined {
  const { measured, categories } = columnsByRole(columns);
  const [x = categories[0], y] = measured;
  if (x === undefined) return undefined;
  return { spec: { kind, x: x.name, y: [y === undefined ? countRows : usualMeasure(y)] }, fit: 0.1 };
}

/**
 * The measure of each value of the first category. What was accepted and rejected is known by its colours: it divides what else there is.
 */
export function proposeByCategory(kind: ChartKind, columns: readonly ResultColumn[], fit: number): ChartProposal | undefined {
  const { times, measured, categories } = columnsByRole(columns);
  const [action] = categories.filter(({ meaning }) => meaning === "action");
  const x = categories.find((column) => column !== action) ?? action ?? times[0] ?? measured[0];
  if (x === undefined) return undefined;
  const [first] = measured.filter((column) => column !== x);
  const spec: ChartSpec = {
    ...{ kind, x: x.name, y: [first === undefined ? countRows : usualMeasure(first)] },
    ...(action === undefined || action === x ? {} : { split: action.name }),
  };
  return { spec, fit: categories.length === 0 ? 0.2 : first === undefined ? fit * 0.6 : fit };
}
