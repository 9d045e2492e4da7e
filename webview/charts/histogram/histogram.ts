import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import { drawCartesian } from "../cartesian/drawCartesian";
import type { Chart, ChartQuestion } from "../chart";
import { columnNamed, isMeasured } from "../parts/axisColumns";
import { columnIndex } from "../parts/grouped";
import { countRows } from "../parts/measures";

const bins = 40;

export const histogram: Chart = {
  kind: "histogram",
  label: "Histogram",
  icon: "pulse",
  fields: [
    { part: "x", label: "Values of", accepts: isMeasured },
    { part: "log", label: "Ranges of the same ratio" },
  ],
  propose: (columns) => {
    const measured = columns.filter(isMeasured);
    const [x] = measured;
    if (x === undefined) return undefined;
    return { spec: { kind: "histogram", x: x.name }, fit: columns.length === 1 ? 0.6 : 0.15 };
  },
  question,
  // Its logarithm is that of the ranges; how many rows are in them is seen as it is.
  draw: (place, input) => {
    const { log, ...spec } = input.spec;
    return Promise.resolve(drawCartesian(place, { ...input, spec: { ...spec, y: [countRows] } }, "bar", log));
  },
};

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  if (columnNamed(columns, spec.x) === undefined) return { problem: "A histogram needs a column of numbers. Choose one." };
  const key = { kind: "bins", column: columnIndex(columns, spec.x), bins, ...(spec.log === true ? { log: true } : {}) } as const;
  return { ask: "groups", aggregation: { keys: [key], measures: [{ fn: "count" }], groupLimit: 1000 } };
}
