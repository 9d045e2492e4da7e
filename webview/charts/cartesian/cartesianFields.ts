import type { ResultColumn } from "../../../src/protocol/query";
import type { ChartField } from "../chart";
import { isAxis } from "../parts/axisColumns";
import { canBeCategory } from "../parts/columnRoles";

const axis = (label: string, accepts: (column: ResultColumn) => boolean = isAxis): ChartField => ({ part: "x", label, accepts });
const split: ChartField = { part: "split", label: "Split by", accepts: canBeCategory, optional: true };

/** What the form offers for series over time or along numbers. */
export const overTimeFields: readonly ChartField[] = [
  axis("Along"),
  { part: "y", label: "Measure", many: true },
  split,
  { part: "top", label: "Series", usual: 6 },
  { part: "other", label: "Rest as “Other”" },
  { part: "y2", label: "Second axis", optional: true },
  { part: "step", label: "Step of time" },
  { part: "zone", label: "Times in" },
  { part: "previous", label: "Earlier period" },
  { part: "log", label: "Logarithmic" },
];

export const stackField: ChartField = { part: "stack", label: "Stack" };

/** For rows and columns of bars. */
export function categoryFields(usual: number): readonly ChartField[] {
  return [
    axis("For each"),
    { part: "y", label: "Measure", many: true },
    split,
    { part: "top", label: "Largest", usual },
    { part: "other", label: "Rest as “Other”" },
    { part: "step", label: "Step of time" },
    { part: "zone", label: "Times in" },
    stackField,
    { part: "log", label: "Logarithmic" },
  ];
}
