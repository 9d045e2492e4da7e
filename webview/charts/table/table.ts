import { timeStepSeconds } from "../../../src/base/timeStep";
import type { AggregationKey, ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartQuestion } from "../chart";
import { columnNamed, columnsByRole, isAxis } from "../parts/axisColumns";
import { canBeCategory, isTime } from "../parts/columnRoles";
import { isAdditive } from "../parts/grouped";
import { askedMeasures, countRows, measuresOf, usualMeasure } from "../parts/measures";
import { zoneOf } from "../parts/times";
import { drawTable } from "./drawTable";

const usualTop = 50;

/** The groups themselves, with their figures. */
export const table: Chart = {
  kind: "table",
  label: "Table",
  icon: "list-flat",
  fields: [
    { part: "x", label: "For each", accepts: isAxis },
    { part: "split", label: "and each", accepts: canBeCategory, optional: true },
    { part: "y", label: "Measure", many: true },
    { part: "top", label: "Largest", usual: usualTop },
    { part: "other", label: "Rest as “Other”" },
    { part: "step", label: "Step of time" },
    { part: "zone", label: "Times in" },
  ],
  propose: (columns) => {
    const { categories, times, measured } = columnsByRole(columns);
    const x = categories[0] ?? times[0] ?? measured[0];
    if (x === undefined) return undefined;
    const others = measured.filter((column) => column !== x);
    return { spec: { kind: "table", x: x.name, y: others.length === 0 ? [countRows] : others.slice(0, 5).map(usualMeasure) }, fit: 0.05 };
  },
  question,
  draw: (place, input) => Promise.resolve(drawTable(place, input)),
};

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const measures = measuresOf(spec);
  const other = (spec.other ?? true) && measures.every(isAdditive);
  const names = [spec.x, spec.split].filter((name) => name !== undefined);
  const keys = names.map((name) => keyOf(name, spec, columns, other)).filter((key) => key !== undefined);
  if (keys.length === 0) return { problem: "A table needs a column whose values become its rows. Choose one." };
  return { ask: "groups", aggregation: { keys, measures: askedMeasures(measures, columns), groupLimit: 1000 } };
}

function keyOf(name: string, spec: ChartSpec, columns: readonly ResultColumn[], other: boolean): AggregationKey | undefined {
  const found = columnNamed(columns, name);
  if (found === undefined) return undefined;
  const column = columns.indexOf(found);
  if (!isTime(found)) return { kind: "value", column, top: spec.top ?? usualTop, other };
  const [width, zone] = [timeStepSeconds(spec.step), zoneOf(spec)];
  return {
    ...{ kind: "time", column, steps: 200 },
    ...(width === undefined ? {} : { stepSeconds: width }),
    ...(zone === "UTC" ? {} : { zone }),
  };
}
