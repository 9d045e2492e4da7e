import type { ChartKind } from "../../../src/protocol/chart";
import type { Chart, ChartField, ChartProposal, ChartQuestion } from "../chart";
import { canBeCategory, isCategory, mainAmount } from "../parts/columnRoles";
import { asked, columnIndex } from "../parts/grouped";
import { drawPie } from "./pieDrawing";

const usualTop = 8;

export const pie = partsOfCircle("pie", "Pie", "pie-chart", 0.3);
export const doughnut = partsOfCircle("doughnut", "Doughnut", "circle-large", 0.25);

/** The two differ in their middle only. */
function partsOfCircle(kind: ChartKind & ("pie" | "doughnut"), label: string, icon: string, fit: number): Chart {
  return {
    kind,
    label,
    icon,
    fields: [
      { part: "x", label: "Slices", accepts: canBeCategory },
      { part: "y", label: "Size" },
      { part: "top", label: "Largest", usual: usualTop },
      { part: "other", label: "Rest as “Other”" },
    ] satisfies ChartField[],
    partsOfWhole: true,
    propose: (columns): ChartProposal | undefined => {
      const category = columns.find(isCategory);
      if (category === undefined) return undefined;
      const amount = mainAmount(columns);
      const y = [amount === undefined ? ({ fn: "count" } as const) : ({ fn: "sum", column: amount.name } as const)];
      return { spec: { kind, x: category.name, y, top: usualTop, other: true }, fit };
    },
    question: (spec, columns): ChartQuestion | { readonly problem: string } => {
      const column = columnIndex(columns, spec.x);
      if (column < 0) return { problem: `A ${kind} needs a column whose values become slices. Choose one.` };
      const key = { kind: "value", column, top: spec.top ?? usualTop, other: spec.other ?? true } as const;
      return { ask: "groups", aggregation: { keys: [key], measures: [asked(spec, columns)], groupLimit: 1000 } };
    },
    draw: (place, input) => Promise.resolve(drawPie(place, input)),
  };
}
