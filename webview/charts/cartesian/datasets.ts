import type { ChartDataset } from "chart.js";
import type { ChartSpec } from "../../../src/protocol/chart";
import type { SeriesSign } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { hatched, transparent } from "../parts/colours";
import { isMeasured } from "../parts/axisColumns";
import { isTime } from "../parts/columnRoles";
import { millisOf } from "../parts/times";
import type { CartesianData, CartesianSeries } from "./cartesianData";

export type CartesianShape = "line" | "area" | "bar" | "rowBar";
export type CartesianDataset = ChartDataset<"line" | "bar", { x: number | null; y: number | null }[]>;

/** What Chart.js draws: one dataset for each series, in the same order. */
export function datasetsOf(data: CartesianData, shape: CartesianShape, spec: ChartSpec, style: ChartStyle): CartesianDataset[] {
  const shares = spec.stack === "percent" ? totalsOf(data) : undefined;
  const positions = positionsOf(data, shape);
  return data.series.map((series, index): CartesianDataset => {
    const values = series.values.map((value, step) => shareOf(value, series, shares?.[step]));
    const points = values.map((value, step) => pointAt(positions[step] ?? step, value, shape));
    const asLine = shape === "line" || shape === "area" || series.secondAxis;
    return asLine
      ? lineOf(points, series, { data, shape, spec, style, index })
      : barOf(points, series, { data, shape, spec, style, index });
  });
}

/** Whether steps are ranges of numbers, and stand where these are. */
export function isAlongNumbers({ steps, axis }: Pick<CartesianData, "steps" | "axis">, shape: CartesianShape): boolean {
  return shape !== "rowBar" && isMeasured(axis) && steps.some(({ end }) => end !== undefined);
}

/** Where each step stands: at its number among categories and rows, at its time or its numbers else; bars stand over the whole of their step. */
export function positionsOf(
  data: Pick<CartesianData, "steps" | "stepSeconds" | "axis" | "logAxis">,
  shape: CartesianShape,
): readonly number[] {
  const { steps, stepSeconds, axis } = data;
  if (isAlongNumbers(data, shape)) return steps.map(({ value, end }) => middle(Number(value), Number(end ?? value), data.logAxis));
  // Rows are named one by one, also those that are times.
  if (!isTime(axis) || shape === "rowBar") return steps.map((_, index) => index);
  const half = shape === "bar" && stepSeconds !== undefined ? stepSeconds * 500 : 0;
  return steps.map(({ value }) => millisOf(value) + half);
}

function middle(from: number, to: number, log: boolean): number {
  return log ? Math.sqrt(from * to) : (from + to) / 2;
}

function pointAt(position: number, value: number | null, shape: CartesianShape): { x: number | null; y: number | null } {
  return shape === "rowBar" ? { x: value, y: position } : { x: position, y: value };
}

function totalsOf({ series, steps }: CartesianData): readonly number[] {
  const shared = series.filter(({ earlier, secondAxis }) => !earlier && !secondAxis);
  return steps.map((_, step) => shared.reduce((sum, { values }) => sum + Math.abs(values[step] ?? 0), 0));
}

function shareOf(value: number | null, series: CartesianSeries, total: number | undefined): number | null {
  if (total === undefined || series.secondAxis || value === null) return value;
  return total === 0 ? 0 : (value / total) * 100;
}

interface DatasetContext {
  readonly data: CartesianData;
  readonly shape: CartesianShape;
  readonly spec: ChartSpec;
  readonly style: ChartStyle;
  readonly index: number;
}

/** Parts of one measure stand on each other unless somebody says otherwise: together they are the whole. Lines never do. */
export function isStacked({ stack, split }: ChartSpec, shape: CartesianShape): boolean {
  if (shape === "line" || stack === "none") return false;
  return stack !== undefined || split !== undefined;
}

function lineOf(points: { x: number | null; y: number | null }[], series: CartesianSeries, context: DatasetContext): CartesianDataset {
  const { shape, style, index, data } = context;
  const filled = isFilled(series, shape);
  const dashes = dashesOf(series, style, index);
  return {
    type: "line",
    label: series.label,
    data: points,
    ...{
      borderColor: series.color,
      backgroundColor: fillOf(series, context),
      pointBackgroundColor: series.color,
      pointBorderColor: style.ground,
    },
    borderWidth: series.earlier ? 1.25 : style.highContrast ? 2 : 1.75,
    ...(dashes.length === 0 ? {} : { borderDash: dashes }),
    borderJoinStyle: "round",
    pointRadius: pointRadius(points, data),
    ...{ pointHoverRadius: 4.5, pointHoverBorderWidth: 2, pointHoverBackgroundColor: series.color, pointHoverBorderColor: style.ground },
    fill: filled ? (isStacked(context.spec, context.shape) && index > 0 ? "-1" : "origin") : false,
    yAxisID: series.secondAxis ? "y2" : "y",
    ...(isStacked(context.spec, context.shape) && !series.secondAxis
      ? { stack: series.earlier ? "earlier" : "now" }
      : { stack: `alone${index}` }),
    order: series.secondAxis ? 0 : series.earlier ? 3 : 1,
  };
}

function isFilled({ earlier, secondAxis }: CartesianSeries, shape: CartesianShape): boolean {
  return shape === "area" && !earlier && !secondAxis;
}

/** In high contrast, lines are told apart by their dashes as well. */
function dashesOf({ earlier }: CartesianSeries, { highContrast }: ChartStyle, index: number): number[] {
  if (earlier) return [5, 4];
  return highContrast && index > 0 ? (contrastDashes[(index - 1) % contrastDashes.length] ?? []) : [];
}

const contrastDashes = [
  [8, 3],
  [2, 3],
  [8, 3, 2, 3],
  [12, 4],
];

/** What a series is told apart by where it is drawn: nothing but its colour in other themes, unless it is an earlier one. */
export function signOf(series: CartesianSeries, shape: CartesianShape, style: ChartStyle, index: number): SeriesSign | undefined {
  const isLine = shape === "line" || (shape === "area" && !isFilled(series, shape)) || series.secondAxis;
  if (isLine) return style.highContrast || series.earlier ? { kind: "dashes", dashes: dashesOf(series, style, index) } : undefined;
  return style.highContrast ? { kind: "hatching", direction: index } : undefined;
}

/** A point alone is all that there is. Few points are seen as points; of many, only those without a neighbour, which no line would show. */
function pointRadius(points: readonly { readonly y: number | null }[], { steps }: CartesianData): number | number[] {
  if (steps.length === 1) return 5;
  if (steps.length <= 30) return 2.5;
  return points.map(({ y }, at) => (y !== null && (points[at - 1]?.y ?? null) === null && (points[at + 1]?.y ?? null) === null ? 2 : 0));
}

function fillOf(series: CartesianSeries, context: DatasetContext): string | CanvasPattern {
  const { style, index, shape } = context;
  if (shape !== "area") return series.color;
  return style.highContrast
    ? hatched(series.color, style, index)
    : transparent(series.color, isStacked(context.spec, context.shape) ? 0.55 : 0.22);
}

function barOf(points: { x: number | null; y: number | null }[], series: CartesianSeries, context: DatasetContext): CartesianDataset {
  const { style, index, shape, data, spec } = context;
  const overRanges = shape === "bar" && (data.stepSeconds !== undefined || isAlongNumbers(data, shape));
  return {
    type: "bar",
    label: series.label,
    data: points,
    backgroundColor: style.highContrast
      ? hatched(series.color, style, index)
      : series.earlier
        ? transparent(series.color, 0.35)
        : series.color,
    borderColor: style.highContrast ? series.color : series.earlier ? series.color : style.ground,
    hoverBackgroundColor: style.highContrast ? series.color : series.color,
    hoverBorderColor: style.text,
    borderWidth: style.highContrast ? 1 : series.earlier ? 1 : isStacked(context.spec, context.shape) ? 0.5 : 0,
    hoverBorderWidth: 1.5,
    borderRadius: isStacked(context.spec, context.shape) ? 0 : 2,
    ...{ maxBarThickness: overRanges ? 200 : 44, barPercentage: overRanges ? 0.94 : 0.86, categoryPercentage: overRanges ? 0.94 : 0.84 },
    ...(isStacked(context.spec, context.shape) ? { stack: series.earlier ? "earlier" : "now" } : {}),
    order: series.earlier ? 3 : spec.y2 === undefined ? 1 : 2,
  };
}
