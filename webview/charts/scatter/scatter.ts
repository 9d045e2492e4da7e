import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartQuestion } from "../chart";
import { columnNamed, columnsByRole, isMeasured, isOrdered } from "../parts/axisColumns";
import { canBeCategory } from "../parts/columnRoles";
import { columnIndex } from "../parts/grouped";
import { drawScatter } from "./drawScatter";

const mostPoints = 5000;

export const scatter: Chart = {
  kind: "scatter",
  label: "Scatter",
  icon: "graph-scatter",
  fields: [
    { part: "x", label: "Across", accepts: isOrdered },
    { part: "y", label: "Up", raw: true },
    { part: "split", label: "Colour", accepts: canBeCategory, optional: true },
    { part: "log", label: "Logarithmic" },
    { part: "zone", label: "Times in" },
  ],
  propose: (columns) => {
    const { times, measured, categories } = columnsByRole(columns);
    const [x, y] = measured.length >= 2 ? measured : [times[0], measured[0]];
    if (x === undefined || y === undefined) return undefined;
    const plain = times.length + categories.length === 0;
    return { spec: { kind: "scatter", x: x.name, y: [{ fn: "max", column: y.name }] }, fit: plain ? 0.6 : 0.2 };
  },
  question,
  draw: (place, input) => Promise.resolve(drawScatter(place, input)),
};

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const [x, y] = [columnNamed(columns, spec.x), columnNamed(columns, spec.y?.[0]?.column)];
  if (x === undefined || y === undefined || !isOrdered(x) || !isOrdered(y)) {
    return { problem: "A scatter chart needs two columns of numbers or times. Choose them." };
  }
  const log = spec.log === true;
  return {
    ask: "points",
    points: {
      ...{ x: columns.indexOf(x), y: columns.indexOf(y), limit: mostPoints },
      ...(spec.split === undefined ? {} : { color: columnIndex(columns, spec.split) }),
      // Times have no logarithm that says anything.
      ...(log && isMeasured(x) ? { logX: true } : {}),
      ...(log && isMeasured(y) ? { logY: true } : {}),
    },
  };
}
