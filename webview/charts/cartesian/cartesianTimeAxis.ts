import type { Chart } from "chart.js";
import type { ChartInput, StepsOfTime, TimeAxis } from "../chart";
import { isTime } from "../parts/columnRoles";
import { columnIndex } from "../parts/grouped";
import { isoOf, millisOf } from "../parts/times";
import type { CartesianData } from "./cartesianData";
import { positionsOf, type CartesianShape } from "./datasets";

/** Where ranges of time can be dragged; rows have no time along their axis. */
export function timeAxisOf(
  chart: Pick<Chart, "chartArea" | "scales">,
  data: CartesianData,
  { spec, columns }: ChartInput,
  shape: CartesianShape,
): TimeAxis | undefined {
  if (!isTime(data.axis) || shape === "rowBar") return undefined;
  const timeAt = (x: number): number => chart.scales.x?.getValueForPixel(x) ?? 0;
  const pixelOf = (time: string): number =>
    Math.max(chart.chartArea.left, Math.min(chart.chartArea.right, chart.scales.x?.getPixelForValue(millisOf(time)) ?? 0));
  return {
    column: columnIndex(columns, spec.x),
    get left() {
      return chart.chartArea.left;
    },
    get right() {
      return chart.chartArea.right;
    },
    get top() {
      return chart.chartArea.top;
    },
    get bottom() {
      return chart.chartArea.bottom;
    },
    timeAt: (x) => isoOf(Math.round(timeAt(x) / 1000) * 1000),
    stepsBetween: (left, right) => {
      const range = stepsBetween(data, shape, timeAt(left), timeAt(right));
      return range && { ...range, left: pixelOf(range.from), right: pixelOf(range.to) };
    },
  };
}

/** Points stand where their steps begin, bars in the middle of them. */
export function stepsBetween(
  data: Pick<CartesianData, "steps" | "stepSeconds" | "axis" | "logAxis">,
  shape: CartesianShape,
  from: number,
  to: number,
): Pick<StepsOfTime, "from" | "to"> | undefined {
  const positions = positionsOf(data, shape);
  const middle = (from + to) / 2;
  const within = data.steps.filter((_step, index) => (positions[index] ?? NaN) >= from && (positions[index] ?? NaN) <= to);
  const taken =
    within.length > 0 ? within : data.steps.filter(({ value, end = null }) => millisOf(value) <= middle && middle < millisOf(end));
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last?.end === undefined) return undefined;
  return { from: String(first.value), to: String(last.end) };
}
