import { Chart, LinearScale, LogarithmicScale, PointElement, ScatterController, TimeScale } from "chart.js";
import type { ChartConfiguration, ScriptableContext } from "chart.js";
import "chartjs-adapter-luxon";
import { timeScale, valueScale } from "../cartesian/scales";
import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import type { ResultColumn } from "../../../src/protocol/query";
import { CanvasChart, quietOptions, type Focus } from "../parts/canvasChart";
import { transparent } from "../parts/colours";
import { isTime } from "../parts/columnRoles";
import { scatterData, type ScatterData } from "./points";

Chart.register(LinearScale, LogarithmicScale, PointElement, ScatterController, TimeScale);

/** Pixels around a point that still are on it. */
const reach = 12;

export function drawScatter(place: HTMLElement, input: ChartInput): DrawnChart {
  const data = scatterData(input);
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Chart<"scatter">>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(data, input, focus)),
    (chart) => ({
      ...{ caption: data.caption, series: data.series, table: data.table, notes: data.notes, marks: data.marks },
      boxOf: (mark) => boxOf(chart, mark, data),
      markAt: (x, y) => nearest(chart, data, x, y),
      showSeries: (index, visible) => {
        chart.setDatasetVisibility(index, visible);
        chart.update("none");
      },
    }),
  );
}

function configuration(data: ScatterData, input: ChartInput, focus: Focus): ChartConfiguration<"scatter"> {
  const { style } = input;
  const shapes = ["circle", "rect", "triangle", "rectRot"] as const;
  return {
    type: "scatter",
    data: {
      datasets: data.series.map((series, index) => ({
        label: series.label,
        data: series.points.map(({ x, y }) => ({ x, y })),
        backgroundColor: ({ dataIndex }: Pick<ScriptableContext<"line">, "dataIndex">) =>
          transparent(series.color, isFocused(series.points[dataIndex]?.mark, focus) ? 1 : 0.55),
        borderColor: ({ dataIndex }: Pick<ScriptableContext<"line">, "dataIndex">) =>
          isFocused(series.points[dataIndex]?.mark, focus) ? style.text : series.color,
        borderWidth: 1,
        radius: ({ dataIndex }: Pick<ScriptableContext<"line">, "dataIndex">) => radius(series.points[dataIndex]?.rows ?? 1),
        pointStyle: style.highContrast ? shapes[index % shapes.length] : "circle",
      })),
    },
    options: {
      ...quietOptions(input),
      layout: { padding: { top: 8, right: 14, bottom: 2, left: 2 } },
      scales: { x: scaleOf(data.x, input, "bottom"), y: scaleOf(data.y, input, "left") },
    },
  };
}

function isFocused(mark: ChartMark | undefined, focus: Focus): boolean {
  return mark !== undefined && mark === focus.mark;
}

/** Its area grows with the rows, up to a size that still leaves others to be seen. */
function radius(rows: number): number {
  return Math.min(12, 2.5 + Math.sqrt(rows - 1));
}

function scaleOf(column: ResultColumn, { style, zone, spec }: ChartInput, position: "left" | "bottom"): Record<string, unknown> {
  if (isTime(column)) return { ...timeScale(style, { zone }), position };
  const bytes = column.meaning === "bytes";
  return {
    ...valueScale(style, { bytes, log: spec.log === true, stacked: false, percent: false, position, title: column.name }),
    beginAtZero: false,
  };
}

function boxOf(chart: Chart<"scatter">, mark: ChartMark, { placeOf }: ScatterData): ReturnType<DrawnChart["boxOf"]> {
  const place = placeOf.get(mark);
  if (place === undefined || !chart.isDatasetVisible(place.series)) return undefined;
  const element = chart.getDatasetMeta(place.series).data[place.index];
  return element === undefined ? undefined : { x: element.x - 6, y: element.y - 6, width: 12, height: 12 };
}

function nearest(chart: Chart<"scatter">, { series }: ScatterData, x: number, y: number): ChartMark | undefined {
  let best: { readonly mark: ChartMark; readonly distance: number } | undefined;
  for (const [at, { points }] of series.entries()) {
    if (!chart.isDatasetVisible(at)) continue;
    for (const [index, element] of chart.getDatasetMeta(at).data.entries()) {
      const distance = Math.hypot(element.x - x, element.y - y);
      const mark = points[index]?.mark;
      if (mark !== undefined && distance <= reach && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { mark, distance };
    }
  }
  return best?.mark;
}
