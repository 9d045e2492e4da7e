import type { ChartInput, ChartMark, DrawnChart } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { transparent } from "../parts/colours";
import { PaintedChart } from "../parts/paintedChart";
import type { Box } from "../parts/canvasChart";
import { figuresOf, type Figures } from "./figures";

type Pen = CanvasRenderingContext2D;

interface Layout {
  readonly size: number;
  readonly boxes: readonly Box[];
  readonly trend: Box | undefined;
}

export function drawNumber(place: HTMLElement, input: ChartInput): DrawnChart {
  const figures = figuresOf(input);
  const { marks, notes, table } = figures;
  const caption = figures.figures[0]?.name ?? "";
  return new PaintedChart(place, input.style, {
    ...{ caption, series: [], marks, notes, table },
    paint: (pen, width, height, focused) => paint(pen, figures, input.style, layOut(pen, figures, input.style, width, height), focused),
    boxOf: (mark, pen, width, height) => layOut(pen, figures, input.style, width, height).boxes[marks.indexOf(mark)],
  });
}

/** The big number as large as there is room, the others in a row below it, and how it came about under all. */
function layOut(pen: Pen, { figures, trend }: Figures, style: ChartStyle, width: number, height: number): Layout {
  const [big, ...others] = figures;
  const { fontSize } = style;
  pen.font = bigFont(100, style);
  const wide = pen.measureText(big?.text ?? "").width;
  const room = height * (trend === undefined ? 0.55 : 0.4) - (others.length > 0 ? fontSize * 2 : 0);
  // That there is none is told, not cried.
  const most = big?.value === null ? fontSize * 2.5 : 120;
  const size = Math.max(fontSize * 1.5, Math.min(most, room, ((width * 0.86) / Math.max(1, wide)) * 100));
  const below = others.length > 0 ? fontSize * 4.5 : 0;
  const trendHeight = trend === undefined ? 0 : Math.min(140, height * 0.3);
  const top = Math.max(0, (height - size - fontSize * 2 - below - trendHeight) / 2);
  const bigBox = { x: width / 2 - (wide * size) / 200, y: top, width: (wide * size) / 100, height: size + fontSize * 1.8 };
  const each = Math.min(220, width / Math.max(1, others.length));
  const left = (width - each * others.length) / 2;
  const row = others.map((_, index) => ({
    x: left + index * each,
    y: bigBox.y + bigBox.height + fontSize,
    width: each,
    height: fontSize * 3.2,
  }));
  const trendBox =
    trend === undefined ? undefined : { x: width * 0.12, y: height - trendHeight, width: width * 0.76, height: trendHeight - 6 };
  return { size, boxes: [bigBox, ...row], trend: trendBox };
}

function paint(pen: Pen, { figures, trend, marks }: Figures, style: ChartStyle, layout: Layout, focused: ChartMark | undefined): void {
  if (trend !== undefined && layout.trend !== undefined) paintTrend(pen, trend, layout.trend, style);
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  for (const [index, { name, text, value }] of figures.entries()) {
    const box = layout.boxes[index];
    if (box === undefined) continue;
    const size = index === 0 ? layout.size : style.fontSize * 1.5;
    const center = box.x + box.width / 2;
    pen.font = bigFont(size, style);
    pen.fillStyle = focused === marks[index] ? style.focus : value === null ? style.muted : style.text;
    pen.fillText(text, center, box.y + size * 0.88, index === 0 ? undefined : box.width - 8);
    pen.font = `${style.fontSize}px ${style.font}`;
    pen.fillStyle = style.muted;
    pen.fillText(name, center, box.y + box.height - style.fontSize * 0.3, Math.max(120, box.width - 8));
  }
}

function paintTrend(pen: Pen, trend: readonly (number | null)[], { x, y, width, height }: Box, style: ChartStyle): void {
  const most = trend.reduce<number>((largest, value) => Math.max(largest, value ?? 0), 0) || 1;
  const points = trend.map((value, index) => ({
    x: x + (index / (trend.length - 1)) * width,
    y: y + height - (Math.max(0, value ?? 0) / most) * height,
  }));
  const color = style.series[0] ?? style.text;
  pen.beginPath();
  for (const point of points) pen.lineTo(point.x, point.y);
  pen.strokeStyle = color;
  pen.lineWidth = 1.5;
  pen.lineJoin = "round";
  pen.stroke();
  pen.lineTo(x + width, y + height);
  pen.lineTo(x, y + height);
  pen.fillStyle = transparent(color, 0.14);
  pen.fill();
}

function bigFont(size: number, { font }: ChartStyle): string {
  return `300 ${size}px ${font}`;
}
