import type { ChartStyle } from "../charts/chartStyle";
import type { ChartSeries, DrawnChart } from "../charts/chart";
import { groundCanvas, pngOf } from "../charts/parts/picture";
import { paintSwatch, swatchSize } from "./swatch";

/** Pixels of the picture for each of the screen. */
const pixelRatio = 2;
const padding = 14;

export interface PictureTexts {
  readonly title: string;
  /** What the chart leaves out. */
  readonly notes: readonly string[];
}

/** A chart as it is on the screen at twice the size, with what its page says around it: what it is, its series, what it leaves out. */
export async function chartPicture(
  drawn: DrawnChart,
  style: ChartStyle,
  { title, notes }: PictureTexts,
  visible: (series: number) => boolean,
): Promise<Blob> {
  const chart = await createImageBitmap(await drawn.picture(pixelRatio));
  const width = chart.width / pixelRatio + 2 * padding;
  const pen = penFor(style, width);
  const head = [...pen.lines(title, "bold"), ...pen.lines(drawn.caption, "plain")];
  const legend = pen.legend(drawn.series.filter((_, index) => visible(index)).map(({ label, ...one }) => ({ text: label, ...one })));
  const foot = notes.flatMap((note) => pen.lines(note, "muted"));
  const below = [...legend, ...foot];
  const chartTop = padding + head.length * pen.lineHeight + 4;
  const height = chartTop + chart.height / pixelRatio + below.length * pen.lineHeight + padding + 4;
  const { canvas, pen: context } = groundCanvas({ width, height, pixelRatio }, style.ground);
  context.textBaseline = "middle";
  for (const [index, line] of head.entries()) line(context, padding + (index + 0.5) * pen.lineHeight);
  context.drawImage(chart, padding, chartTop, chart.width / pixelRatio, chart.height / pixelRatio);
  const under = chartTop + chart.height / pixelRatio + 4;
  for (const [index, line] of below.entries()) line(context, under + (index + 0.5) * pen.lineHeight);
  chart.close();
  return pngOf(canvas);
}

/** Writes one line at a height. */
type Line = (context: CanvasRenderingContext2D, y: number) => void;

type NamedSeries = Pick<ChartSeries, "color" | "sign"> & { readonly text: string };

interface Pen {
  readonly lineHeight: number;
  lines(text: string, weight: "bold" | "plain" | "muted"): readonly Line[];
  legend(entries: readonly NamedSeries[]): readonly Line[];
}

function penFor(style: ChartStyle, width: number): Pen {
  const { fontSize, font } = style;
  const measuring = groundCanvas({ width: 1, height: 1, pixelRatio }, style.ground).pen;
  const room = width - 2 * padding;
  const fontOf = (weight: "bold" | "plain" | "muted"): string => `${weight === "bold" ? "600 " : ""}${fontSize}px ${font}`;
  return {
    lineHeight: Math.round(fontSize * 1.5),
    lines: (text, weight) => {
      measuring.font = fontOf(weight);
      return wrapped(text.split(" "), (part) => measuring.measureText(part).width <= room).map((line) => (context, y) => {
        context.font = fontOf(weight);
        context.fillStyle = weight === "muted" ? style.muted : style.text;
        context.fillText(line, padding, y);
      });
    },
    legend: (entries) => {
      measuring.font = fontOf("plain");
      const side = fontSize * 0.8;
      const before = (entry: NamedSeries): number => swatchSize(entry, side).width + fontSize * 0.4;
      const size = (entry: NamedSeries): number => before(entry) + measuring.measureText(entry.text).width + fontSize;
      return rowsOf(entries, size, room).map((row) => (context, y) => {
        context.font = fontOf("plain");
        let x = padding;
        for (const entry of row) {
          paintSwatch(context, entry, { x, y: y - swatchSize(entry, side).height / 2 }, side);
          context.fillStyle = style.text;
          context.fillText(entry.text, x + before(entry), y);
          x += size(entry);
        }
      });
    },
  };
}

function wrapped(words: readonly string[], fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function rowsOf<T>(entries: readonly T[], size: (entry: T) => number, room: number): readonly (readonly T[])[] {
  const rows: T[][] = [];
  let used = room;
  for (const entry of entries) {
    if (used + size(entry) > room) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += size(entry);
  }
  return rows;
}
