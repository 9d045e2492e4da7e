import { Chart, LinearScale, type ChartConfiguration, type ScaleOptionsByType } from "chart.js";
import { MatrixController, MatrixElement } from "chartjs-chart-matrix";
import type { ChartInput, DrawnChart } from "../chart";
import { CanvasChart, contains, quietOptions, type Box, type Focus } from "../parts/canvasChart";
import { scaleLegend, scaleLegendHeight, shadeOf } from "../parts/colourScale";
import { textOn, transparent } from "../parts/colours";
import { measureOf } from "../parts/grouped";
import { measureName, measureText, shortened } from "../parts/wording";
import { heatCells, type Axis, type HeatCell, type HeatCells } from "./cells";

Chart.register(LinearScale, MatrixController, MatrixElement);

type Matrix = Chart<"matrix">;

export function drawHeatmap(place: HTMLElement, input: ChartInput): DrawnChart {
  const contents = heatCells(input);
  const { cells, columns, rows } = contents;
  const focus: Focus = { mark: undefined };
  return new CanvasChart<Matrix>(
    place,
    input.style,
    focus,
    (canvas) => new Chart(canvas, configuration(input, contents, focus)),
    (chart) => ({
      caption: `${measureName(measureOf(input.spec))} by ${columns.title} and ${rows.title}`,
      table: contents.table,
      notes: contents.notes,
      marks: cells.map(({ mark }) => mark),
      boxOf: (mark) =>
        boxOf(
          chart,
          contents,
          cells.find((cell) => cell.mark === mark),
        ),
      markAt: (x, y) => cells.find((cell) => contains(boxOf(chart, contents, cell), x, y))?.mark,
    }),
  );
}

function configuration(input: ChartInput, contents: HeatCells, focus: Focus): ChartConfiguration<"matrix"> {
  const { style } = input;
  const { cells, columns, rows, scale } = contents;
  const size = (chart: Matrix): Box => cellBox(chart, contents, 0, 0);
  return {
    type: "matrix",
    data: {
      datasets: [
        {
          data: cells.map(({ column, row }) => ({ x: column, y: row })),
          backgroundColor: ({ dataIndex }) => {
            const cell = cells[dataIndex];
            if (cell === undefined) return style.ground;
            const colour = shadeOf(style, scale, cell.value);
            return focus.mark === undefined || cell.mark === focus.mark ? colour : transparent(colour, 0.35);
          },
          ...(style.highContrast ? { borderColor: style.text, borderWidth: 1 } : { borderWidth: 0 }),
          borderRadius: style.highContrast ? 0 : 2,
          width: ({ chart }) => Math.max(size(chart as Matrix).width - 1.5, 1),
          height: ({ chart }) => Math.max(size(chart as Matrix).height - 1.5, 1),
        },
      ],
    },
    options: {
      ...quietOptions(input),
      layout: { padding: { top: scaleLegendHeight(style), right: 8 } },
      scales: {
        x: { ...axis(input, columns, columns.isTime ? 0 : 40), type: "linear", position: "bottom" },
        y: { ...axis(input, rows, 0), type: "linear", reverse: true },
      },
    },
    plugins: [scaleLegend(input, measureOf(input.spec), scale), cellTexts(input, contents)],
  };
}

const longestLabel = 24;

/** One tick a column or row, named by it. Rows all have their names; columns leave some out where there is no room. */
function axis(input: ChartInput, { title, labels }: Axis, maxRotation: number): Partial<Omit<ScaleOptionsByType<"linear">, "type">> {
  const { style } = input;
  const font = { family: style.font, size: style.fontSize };
  return {
    offset: false,
    min: -0.5,
    max: Math.max(labels.length, 1) - 0.5,
    border: { display: false } as ScaleOptionsByType<"linear">["border"],
    grid: { display: false },
    title: { display: true, text: title, color: style.muted, font, align: "center", padding: 4 },
    afterBuildTicks: (scale) => {
      scale.ticks = labels.map((_label, value) => ({ value }));
    },
    ticks: {
      color: style.text,
      font,
      maxRotation,
      autoSkip: true,
      callback: (value: number | string) => shortened(labels[Number(value)] ?? "", longestLabel),
    } as unknown as ScaleOptionsByType<"linear">["ticks"],
  };
}

function boxOf(chart: Matrix, contents: HeatCells, cell: HeatCell | undefined): Box | undefined {
  return cell && cellBox(chart, contents, cell.column, cell.row);
}

function cellBox({ chartArea }: Matrix, { columns, rows }: HeatCells, column: number, row: number): Box {
  const width = chartArea.width / Math.max(columns.labels.length, 1);
  const height = chartArea.height / Math.max(rows.labels.length, 1);
  return { x: chartArea.left + column * width, y: chartArea.top + row * height, width, height };
}

/** The figures themselves, where there is room for them. */
function cellTexts(input: ChartInput, contents: HeatCells): NonNullable<ChartConfiguration<"matrix">["plugins"]>[number] {
  const { style } = input;
  const measure = measureOf(input.spec);
  return {
    id: "cellTexts",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${style.fontSize - 1}px ${style.font}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const texts = contents.cells.map(({ value }) => measureText(value, measure, input.columns));
      const widest = texts.reduce((width, text) => Math.max(width, ctx.measureText(text).width), 0);
      const { width, height } = cellBox(chart, contents, 0, 0);
      // All or none: a figure here and there would look as if it meant something.
      if (widest + 8 <= width && style.fontSize * 1.4 <= height) {
        for (const [index, { column, row, value }] of contents.cells.entries()) {
          const box = cellBox(chart, contents, column, row);
          ctx.fillStyle = textOn(shadeOf(style, contents.scale, value), style);
          ctx.fillText(texts[index] ?? "", box.x + box.width / 2, box.y + box.height / 2);
        }
      }
      ctx.restore();
    },
  };
}
