import type { ChartInput, ChartMark, MarkValue } from "../chart";
import { columnIndex } from "../parts/grouped";
import { measureText } from "../parts/wording";
import type { CartesianData, CartesianSeries } from "./cartesianData";
import type { AxisStep } from "./layOut";

/** A mark for each value of each series; series after series, each along the axis. */
export function cartesianMarks(data: CartesianData, { spec, columns }: ChartInput): readonly ChartMark[] {
  const x = columnIndex(columns, spec.x);
  const split = columnIndex(columns, spec.split);
  return data.series.flatMap((one, series) =>
    data.steps.flatMap((step, index): readonly ChartMark[] => {
      const value = one.values[index] ?? null;
      if (value === null) return [];
      const text = measureText(value, one.measure, columns);
      return [
        {
          lines: [data.labels[index] ?? "", `${one.label}: ${text}`],
          values: one.earlier ? [] : valuesOf(step, one, x, split),
          place: { series, step: index },
        },
      ];
    }),
  );
}

/** None where it stands for values that are not known one by one. */
function valuesOf(step: AxisStep, { group }: CartesianSeries, x: number, split: number): readonly MarkValue[] {
  if (step.isOther || group.split?.isOther === true) return [];
  const { value, end } = step;
  const values: MarkValue[] = [end === undefined ? { column: x, value } : { column: x, from: value, to: end }];
  if (group.split !== undefined) values.push({ column: split, value: group.split.value });
  return values;
}
