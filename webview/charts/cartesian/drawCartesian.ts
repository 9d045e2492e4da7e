import { Interaction, type ChartConfiguration, type ChartEvent, type Plugin } from "chart.js";
import { BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement } from "chart.js";
import { LogarithmicScale, PointElement, TimeScale } from "chart.js";
import "chartjs-adapter-luxon";
import type { ChartInput, ChartMark, ChartSeries, DrawnChart, TimeAxis } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { CanvasChart, quietOptions, type CanvasContents } from "../parts/canvasChart";
import { columnNamed } from "../parts/axisColumns";
import { isTime } from "../parts/columnRoles";
import { millisOf } from "../parts/times";
import { countsBytes } from "./axisFigures";
import { axisTitle } from "./axisTitle";
import { cartesianData, type CartesianData, type CartesianSeries } from "./cartesianData";
import { cartesianMarks } from "./cartesianMarks";
import { timeAxisOf } from "./cartesianTimeAxis";
import { datasetsOf, isAlongNumbers, isStacked, signOf, type CartesianShape } from "./datasets";
import { rowTimes } from "./timeLabels";
import { categoryScale, rangeScale, timeScale, valueScale, type Span } from "./scales";

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement);
Chart.register(LogarithmicScale, PointElement, TimeScale);

type Drawn = Chart<"line" | "bar">;

/** Draws series along an axis, as lines, areas, bars or rows. */
export function drawCartesian(place: HTMLElement, input: ChartInput, shape: CartesianShape, logAxis = false): DrawnChart {
  const data = cartesianData(input, logAxis);
  const marks = cartesianMarks(data, input);
  return new CartesianChart(
    place,
    input.style,
    { mark: undefined },
    (canvas) => new Chart(canvas, configuration(data, input, shape)),
    (chart) => ({
      ...{ caption: data.caption, series: signed(data.series, shape, input.style), table: data.table, notes: data.notes, marks },
      ...pointing(chart, marks, shape),
      showSeries: (index, visible) => {
        chart.setDatasetVisibility(index, visible);
        chart.update("none");
      },
    }),
    (chart) => timeAxisOf(chart, data, input, shape),
  );
}

class CartesianChart extends CanvasChart<Drawn> {
  readonly timeAxis?: TimeAxis;

  constructor(
    ...[place, style, focus, drawOn, contentsOf, timeAxis]: [
      ...ConstructorParameters<typeof CanvasChart<Drawn>>,
      (chart: Drawn) => TimeAxis | undefined,
    ]
  ) {
    super(place, style, focus, drawOn, contentsOf);
    const axis = timeAxis(this.chart);
    if (axis !== undefined) this.timeAxis = axis;
  }

  /** Elements know by themselves how they look when they are pointed at; nothing has to be laid out anew. */
  override highlight(mark: ChartMark | undefined): void {
    const active = mark?.place === undefined ? [] : [{ datasetIndex: mark.place.series, index: mark.place.step }];
    this.chart.setActiveElements(active);
    this.chart.render();
  }
}

function configuration(data: CartesianData, input: ChartInput, shape: CartesianShape): ChartConfiguration<"line" | "bar"> {
  return {
    type: shape === "bar" || shape === "rowBar" ? "bar" : "line",
    data: { datasets: datasetsOf(data, shape, input.spec, input.style) },
    options: {
      ...quietOptions(input),
      indexAxis: shape === "rowBar" ? "y" : "x",
      parsing: false,
      normalized: true,
      layout: { padding: { top: 8, right: 12, bottom: 2, left: 2 } },
      scales: scalesOf(data, input, shape),
    },
    plugins: [lineUnderMark(input.style.muted, shape)],
  };
}

function scalesOf(
  data: CartesianData,
  input: ChartInput,
  shape: CartesianShape,
): NonNullable<NonNullable<ChartConfiguration<"line" | "bar">["options"]>["scales"]> {
  const { spec, columns, style } = input;
  const first = data.series.find(({ secondAxis }) => !secondAxis) ?? data.series[0];
  const second = data.series.find(({ secondAxis }) => secondAxis);
  const bytesOf = (series: typeof first): boolean =>
    series !== undefined && countsBytes(series.measure, columnNamed(columns, series.measure.column));
  const stacked = isStacked(spec, shape);
  const common = { log: spec.log === true, stacked, percent: spec.stack === "percent" };
  const values = valueScale(style, {
    ...common,
    bytes: bytesOf(first),
    ...leastOf(data.series.filter(({ secondAxis }) => !secondAxis)),
    ...(shape === "rowBar" ? { position: "bottom" as const } : {}),
    ...(second === undefined ? {} : axisTitle(data.series.filter(({ secondAxis }) => !secondAxis))),
  });
  if (shape === "rowBar") return { x: values, y: { ...rowScale(data, input), axis: "y", stacked, position: "left" } };
  const across = acrossScale(data, input, shape);
  const x = { ...across, stacked: stacked && shape === "bar" };
  if (second === undefined) return { x, y: values };
  const right = {
    ...{ ...common, stacked: false, percent: false, bytes: bytesOf(second) },
    ...leastOf(data.series.filter(({ secondAxis }) => secondAxis)),
    ...axisTitle(data.series.filter(({ secondAxis }) => secondAxis)),
  };
  return { x, y: values, y2: valueScale(style, { ...right, position: "right" }) };
}

/** Times as short as at an axis: the tooltip has them whole. */
function rowScale({ axis, steps, stepSeconds, labels }: CartesianData, { style, zone }: ChartInput): Record<string, unknown> {
  if (!isTime(axis) || stepSeconds === undefined) return categoryScale(style, labels, 0);
  const times = steps.map(({ value }) => millisOf(value));
  const { short, whole } = rowTimes(times, stepSeconds, zone);
  return categoryScale(style, short, 0, whole);
}

function signed(series: readonly CartesianSeries[], shape: CartesianShape, style: ChartStyle): readonly ChartSeries[] {
  return series.map((one, index) => {
    const sign = signOf(one, shape, style, index);
    return sign === undefined ? one : { ...one, sign };
  });
}

function leastOf(series: readonly CartesianSeries[]): { readonly least?: number } {
  const least = series.reduce(
    (all, { values }) => values.reduce<number>((so, value) => ((value ?? 0) > 0 ? Math.min(so, value ?? 0) : so), all),
    Infinity,
  );
  return least === Infinity ? {} : { least };
}

function acrossScale(data: CartesianData, { style, zone }: ChartInput, shape: CartesianShape): Record<string, unknown> {
  if (isTime(data.axis)) {
    return timeScale(style, { zone, span: spanOf(data, shape), single: isAlone(data, shape), stepSeconds: data.stepSeconds });
  }
  if (!isAlongNumbers(data, shape)) return categoryScale(style, data.labels);
  const [from, to] = [Number(data.steps[0]?.value ?? 0), Number(data.steps.at(-1)?.end ?? 1)];
  return rangeScale(style, { from, to }, { bytes: data.axis.meaning === "bytes", log: data.logAxis });
}

/** A single point: its axis has one name, the middle of which is the point. A bar alone has the beginning and the end of its step. */
function isAlone({ steps, stepSeconds }: CartesianData, shape: CartesianShape): boolean {
  return steps.length === 1 && (shape !== "bar" || stepSeconds === undefined);
}

/** Bars stand over their whole step, so the axis goes on to the end of the last one. */
function spanOf(data: CartesianData, shape: CartesianShape): Span | undefined {
  const [first, last] = [data.steps[0], data.steps.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const from = millisOf(first.value);
  if (isAlone(data, shape)) return { from: from - aroundOne, to: from + aroundOne };
  const to = millisOf(shape === "bar" ? (last.end ?? last.value) : last.value);
  return to > from ? { from, to } : undefined;
}

/** At both sides of a point that is alone on its axis; any width would do. */
const aroundOne = 60_000;

function pointing(chart: Chart, marks: readonly ChartMark[], shape: CartesianShape): Pick<CanvasContents, "markAt" | "boxOf"> {
  const byPlace = new Map(marks.map((mark) => [placeKey(mark.place?.series ?? -1, mark.place?.step ?? -1), mark]));
  const mode = shape === "rowBar" ? "y" : "x";
  return {
    markAt: (x, y) => {
      const event = { type: "mousemove", native: null, x, y } as ChartEvent;
      const { left, right, top, bottom } = chart.chartArea;
      if (x < left || x > right || y < top || y > bottom) return undefined;
      const within = Interaction.modes.nearest(chart, event, { intersect: true, axis: "xy" });
      const near = within.length > 0 ? within : Interaction.modes.index(chart, event, { intersect: false, axis: mode });
      const nearest = near
        .map(({ datasetIndex, index }) => byPlace.get(placeKey(datasetIndex, index)))
        .filter((mark) => mark !== undefined)
        .map((mark) => ({ mark, distance: distanceTo(chart, mark, mode === "x" ? y : x, mode) }))
        .sort((some, other) => some.distance - other.distance);
      return nearest[0]?.mark;
    },
    boxOf: (mark) => boxOf(chart, mark),
  };
}

const placeKey = (series: number, step: number): string => `${series} ${step}`;

function elementOf(chart: Chart, mark: ChartMark): Record<"x" | "y" | "base" | "width" | "height", number | undefined> | undefined {
  const element = mark.place === undefined ? undefined : chart.getDatasetMeta(mark.place.series).data[mark.place.step];
  return element?.getProps(["x", "y", "base", "width", "height"] as never, true) as ReturnType<typeof elementOf>;
}

function distanceTo(chart: Chart, mark: ChartMark, at: number, mode: "x" | "y"): number {
  const element = elementOf(chart, mark);
  const position = mode === "x" ? element?.y : element?.x;
  return position === undefined ? Number.POSITIVE_INFINITY : Math.abs(position - at);
}

function boxOf(chart: Chart, mark: ChartMark): ReturnType<DrawnChart["boxOf"]> {
  const element = elementOf(chart, mark);
  if (element?.x === undefined || element.y === undefined || Number.isNaN(element.x) || Number.isNaN(element.y)) return undefined;
  const { x, y, base, width, height } = element;
  if (base === undefined) return { x: x - 6, y: y - 6, width: 12, height: 12 };
  if (height !== undefined && chart.options.indexAxis === "y")
    return { x: Math.min(x, base), y: y - height / 2, width: Math.abs(x - base), height };
  return { x: x - (width ?? 0) / 2, y: Math.min(y, base), width: width ?? 0, height: Math.abs(y - base) };
}

/** A line through the step that is pointed at, behind what is drawn. */
function lineUnderMark(color: string, shape: CartesianShape): Plugin<"line" | "bar"> {
  return {
    id: "lineUnderMark",
    beforeDatasetsDraw: (chart) => {
      const [active] = chart.getActiveElements();
      if (active === undefined || (shape !== "line" && shape !== "area")) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.strokeStyle = color;
      ctx.setLineDash([2, 3]);
      ctx.beginPath();
      ctx.moveTo(active.element.x, chartArea.top);
      ctx.lineTo(active.element.x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}
