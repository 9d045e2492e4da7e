import type { ChartSpec } from "../../../src/protocol/chart";
import type { ResultColumn } from "../../../src/protocol/query";
import type { Chart, ChartProposal, ChartQuestion } from "../chart";
import { canBeCategory, endsOf, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";

/** So many connections: more are a knot. */
const usualTop = 60;

export const network: Chart = {
  kind: "network",
  label: "Network",
  icon: "type-hierarchy",
  fields: [
    { part: "x", label: "From", accepts: canBeCategory },
    { part: "split", label: "To", accepts: canBeCategory },
    { part: "y", label: "Size" },
    { part: "top", label: "Largest connections", usual: usualTop },
  ],
  partsOfWhole: true,
  propose,
  question,
  // What places and draws networks is loaded when the first one is looked at.
  draw: async (place, input) => (await import("./networkDrawing")).drawNetwork(place, input),
};

function propose(columns: readonly ResultColumn[]): ChartProposal | undefined {
  const ends = endsOf(columns);
  if (ends === undefined) return undefined;
  const amount = mainAmount(columns);
  const y = [amount === undefined ? ({ fn: "count" } as const) : ({ fn: "sum", column: amount.name } as const)];
  return { spec: { kind: "network", x: ends.source.name, split: ends.target.name, y, top: usualTop }, fit: 0.45 };
}

/** The largest pairs, and nothing in their place for the others: an "Other" would be in the middle of everything. */
function question(spec: ChartSpec, columns: readonly ResultColumn[]): ChartQuestion | { readonly problem: string } {
  const ends = [columnIndex(columns, spec.x), columnIndex(columns, spec.split)];
  if (ends.some((column) => column < 0)) return { problem: "A network needs a column to come from and one to go to. Choose both." };
  if (ends[0] === ends[1])
    return { problem: `A network needs two different columns, and ${spec.x ?? ""} stands for both. Choose another one to go to.` };
  const keys = ends.map((column) => ({ kind: "value", column, other: false }) as const);
  return { ask: "groups", aggregation: { keys, measures: [asked(spec, columns)], groupLimit: spec.top ?? usualTop } };
}
