import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartProposal, ChartQuestion } from "../chart";
import { canBeCategory, isCategory, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";
import { drawTreemap } from "./treemapDrawing";

const usualTop = 25;

export const treemap: Chart = {
  kind: "treemap",
  label: "Treemap",
  icon: "layout",
  fields: [
    { part: "x", label: "Areas", accepts: canBeCategory },
    { part: "split", label: "Divided by", accepts: canBeCategory, optional: true },
    { part: "y", label: "Size" },
    { part: "top", label: "Largest", usual: usualTop },
    { part: "other", label: "Rest as “Other”" },
  ],
  partsOfWhole: true,
  propose,
  question,
  draw: (place, input) => Promise.resolve(drawTreemap(place, input)),
};

function propose(columns: readonly ResultColumn[]): ChartProposal | undefined {
  const [first, second] = columns.filter(isCategory);
  if (first === undefined) return undefined;
  const amount = mainAmount(columns);
  const spec: ChartSpec = {
    kind: "treemap",
    x: first.name,
    ...(second === undefined ? {} : { split: second.name }),
    y: [amount === undefined ? { fn: "count" } : { fn: "sum", column: amount.name }],
    top: usualTop,
    other: true,
  };
  return { spec, fit: 0.35 };
}

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const first = columnIndex(columns, spec.x);
  if (first < 0) return { problem: "A treemap needs a column whose values become areas. Choose one." };
  if (spec.split !== undefined && spec.split === spec.x)
    return { problem: `${spec.x} cannot be divided by itself. Choose another column.` };
  const top = spec.top ?? usualTop;
  const chosen = spec.split === undefined ? [first] : [first, columnIndex(columns, spec.split)];
  const keys = chosen.map((column) => ({ kind: "value", column, top, other: spec.other ?? true }) as const);
  return { ask: "groups", aggregation: { keys, measures: [asked(spec, columns)], groupLimit: 2000 } };
}
