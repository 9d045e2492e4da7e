import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartProposal, ChartQuestion } from "../chart";
import { canBeCategory, endsOf, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";
import { axisTime } from "../parts/timeRoles";
import { drawSankey } from "./sankeyDrawing";

const usualTop = 12;

export const sankey: Chart = {
  kind: "sankey",
  label: "Sankey",
  icon: "git-merge",
  fields: [
    { part: "x", label: "From", accepts: canBeCategory },
    { part: "split", label: "To", accepts: canBeCategory },
    { part: "y", label: "Width" },
    { part: "top", label: "Largest on each side", usual: usualTop },
    { part: "other", label: "Rest as “Other”" },
  ],
  partsOfWhole: true,
  propose,
  question,
  draw: (place, input) => Promise.resolve(drawSankey(place, input)),
};

function propose(columns: readonly ResultColumn[]): ChartProposal | undefined {
  const ends = endsOf(columns);
  if (ends === undefined) return undefined;
  const amount = mainAmount(columns);
  const y = [amount === undefined ? ({ fn: "count" } as const) : ({ fn: "sum", column: amount.name } as const)];
  const spec: ChartSpec = { kind: "sankey", x: ends.source.name, split: ends.target.name, y, top: usualTop, other: true };
  return { spec, fit: axisTime(columns) !== undefined ? 0.6 : amount === undefined ? 0.7 : 0.85 };
}

function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const ends = [columnIndex(columns, spec.x), columnIndex(columns, spec.split)];
  if (ends.some((column) => column < 0)) return { problem: "A sankey needs a column to come from and one to go to. Choose both." };
  const top = spec.top ?? usualTop;
  const keys = ends.map((column) => ({ kind: "value", column, top, other: spec.other ?? true }) as const);
  return { ask: "groups", aggregation: { keys, measures: [asked(spec, columns)], groupLimit: 5000 } };
}
