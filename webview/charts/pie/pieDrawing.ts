import { ArcElement, Chart, DoughnutController, PieController, type ChartConfiguration } from "chart.js";
import type { ChartInput, ChartMark, ChartSeries, DrawnChart } from "../chart";
import { CanvasChart, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { hatched, transparent } from "../parts/colours";
import { columnIndex, measureOf } from "../parts/grouped";
import { measureName } from "../parts/wording";
import { arcsOf, pieLabels } from "./pieLabels";
import { slicesOf, type Slice, type Slices } from "./slices";

Chart.register(ArcElement, PieController, DoughnutController);

type Circle = Chart<"pie" | "doughnut", number[], string>;

export function drawPie(place: HTMLElement, input: ChartInput): DrawnChart {
  const contents = slicesOf(input);
  const { slices } = contents;
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Circle>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} by ${input.spec.x ?? ""}`,
      series: seriesOf(input, slices),
      table: contents.table,
      notes: contents.notes,
      marks: slices.map(({ mark }) => mark),
      boxOf: (mark) =>
        boxOf(
          chart,
          slices.findIndex((slice) => slice.mark === mark),
        ),
      markAt: (x, y) => markAt(chart, slices, x, y),
      showSeries: (index, visible) => {
        if (chart.getDataVisibility(index) !== visible) chart.toggleDataVisibility(index);
        chart.update("none");
      },
    }),
  );
}

function configuration(input: ChartInput, contents: Slices, focus: Focus): ChartConfiguration<"pie" | "doughnut", number[], string> {
  const { style } = input;
  const { slices } = contents;
  const doughnut = input.spec.kind === "doughnut";
  const fills = slices.map(({ color }, index) => (style.highContrast ? hatched(color, style, index) : color));
  return {
    type: doughnut ? "doughnut" : "pie",
    data: {
      labels: slices.map(({ label }) => label),
      datasets: [
        {
          data: slices.map(({ value }) => value),
          backgroundColor: ({ dataIndex }) => {
            const slice = slices[dataIndex];
            const dimmed = focus.mark !== undefined && slice !== undefined && slice.mark !== focus.mark;
            return (dimmed ? transparent(slice.color, 0.25) : fills[dataIndex]) ?? style.other;
          },
          borderColor: style.highContrast ? style.text : style.ground,
          borderWidth: slices.length > 1 ? (style.highContrast ? 1.5 : 2) : 0,
          borderAlign: "inner",
        },
      ],
    },
    options: {
      ...quietOptions(input),
      cutout: doughnut ? "62%" : 0,
      layout: {
        padding: ({ chart }) => {
          const beside = Math.min(chart.width * 0.22, 190);
          return { left: beside, right: beside, top: style.fontSize, bottom: style.fontSize };
        },
      },
    },
    plugins: [pieLabels(input, contents)],
  };
}

function seriesOf(input: ChartInput, slices: readonly Slice[]): readonly ChartSeries[] {
  const measure = measureOf(input.spec);
  const column = columnIndex(input.columns, measure.column);
  return slices.map(({ label, color, value }, index) => ({
    label: slices.length > 1 ? label : measureName(measure),
    color,
    ...(input.style.highContrast ? { sign: { kind: "hatching", direction: index } } : {}),
    visible: true,
    measure,
    ...(column < 0 ? {} : { column }),
    values: [value],
  }));
}

/** A small box in the middle of a slice. */
function boxOf(chart: Circle, index: number): Box | undefined {
  const arc = arcsOf(chart)[index];
  if (arc === undefined || !chart.getDataVisibility(index)) return undefined;
  const { x, y } = arc.getCenterPoint(true);
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

const side = 24;

function markAt(chart: Circle, slices: readonly Slice[], x: number, y: number): ChartMark | undefined {
  const arcs = arcsOf(chart);
  return slices.find((_slice, index) => chart.getDataVisibility(index) && arcs[index]?.inRange(x, y, true))?.mark;
}
