import { timeStepSeconds } from "../../../src/base/timeStep";
import type { Aggregation, AggregationKey, ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartProposal, ChartQuestion } from "../chart";
import { canBeCategory, endsOf, isCategory, isTime, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";
import { axisTime } from "../parts/timeRoles";
import { zoneOf } from "../parts/times";
import { drawHeatmap } from "./heatmapDrawing";

/** So many rows, and so many columns where they are no times: more have no room for their names. */
const usualTop = 20;
const steps = 48;

export const heatmap: Chart = {
  kind: "heatmap",
  label: "Heat map",
  icon: "table",
  fields: [
    { part: "x", label: "Columns", accepts: (column) => canBeCategory(column) },
    { part: "split", label: "Rows", accepts: canBeCategory },
    { part: "y", label: "Colour" },
    { part: "top", label: "Largest", usual: usualTop },
    { part: "other", label: "Rest as “Other”" },
    { part: "log", label: "Logarithmic" },
    { part: "step", label: "Step of time" },
    { part: "zone", label: "Times in" },
  ],
  propose,
  question,
  draw: (place, input) => Promise.resolve(drawHeatmap(place, input)),
};

/** Two categories lie best with the shorter names as columns. A time and a category make a heat map too, but lines come first. */
function propose(columns: readonly ResultColumn[]): ChartProposal | undefined {
  const categories = columns.filter(isCategory);
  const time = axisTime(columns);
  const [first, second] = categories;
  const x = time ?? (second === undefined ? undefined : shorterName(first, second));
  const rows = time === undefined ? (x === first ? second : first) : first;
  if (x === undefined || rows === undefined) return undefined;
  const amount = mainAmount(columns);
  const spec: ChartSpec = {
    kind: "heatmap",
    x: x.name,
    split: rows.name,
    y: [amount === undefined ? { fn: "count" } : { fn: "sum", column: amount.name }],
    top: usualTop,
    other: false,
  };
  // Where a pair of values has been seen from then to then, the statement lists pairs: bars have room for more of them.
  if (columns.some(isTime) || amount === undefined || categories.length > 2) return { spec, fit: 0.4 };
  // Who talks to whom is shown better by streams.
  return { spec, fit: endsOf(columns) === undefined ? 0.8 : 0.6 };
}

function shorterName(first: ResultColumn | undefined, second: ResultColumn): ResultColumn {
  const isLong = (column: ResultColumn | undefined): boolean => column?.meaning === "address" || column?.meaning === "text";
  return first !== undefined && (isLong(second) || !isLong(first)) ? first : second;
}

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const x = columnIndex(columns, spec.x);
  const rows = columnIndex(columns, spec.split);
  if (x < 0 || rows < 0) return { problem: "A heat map needs a column for its columns and one for its rows. Choose both." };
  if (x === rows)
    return { problem: `A heat map needs two different columns, and ${spec.x ?? ""} stands for both. Choose another one for its rows.` };
  const keys = [keyOf(spec, columns, x), keyOf(spec, columns, rows)];
  const aggregation: Aggregation = { keys, measures: [asked(spec, columns)], groupLimit: 20_000 };
  return { ask: "groups", aggregation };
}

function keyOf(spec: ChartSpec, columns: readonly ResultColumn[], column: number): AggregationKey {
  if (columns[column]?.meaning !== "time") return { kind: "value", column, top: spec.top ?? usualTop, other: spec.other ?? false };
  const seconds = timeStepSeconds(spec.step);
  return { kind: "time", column, steps, zone: zoneOf(spec), ...(seconds === undefined ? {} : { stepSeconds: seconds }) };
}
