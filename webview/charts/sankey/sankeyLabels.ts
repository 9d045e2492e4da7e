import type { Chart, Plugin } from "chart.js";
import type { ChartStyle } from "../chartStyle";
import { fitted, type Box } from "../parts/canvasChart";
import type { StreamEnd, Streams } from "./streams";

const gap = 8;

/** The widest that a column of labels may be, of the whole width: names get more than their amounts would. */
const mostOfWidth = 0.3;
const mostForNames = 0.4;

/** How much room the names of one side need. */
export function labelRoom({ ctx, width }: Chart, ends: readonly StreamEnd[], style: ChartStyle): number {
  ctx.save();
  ctx.font = fontOf(style);
  const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, ctx.measureText(text).width), 0);
  const [names, whole] = [widest(ends.map(({ label }) => label)), widest(ends.map(withAmount))].map((room) => room + gap + 2);
  ctx.restore();
  return Math.max(Math.min(whole ?? 0, width * mostOfWidth), Math.min(names ?? 0, width * mostForNames));
}

/** Names and amounts outside of the ends, where nothing runs through them. */
export function sankeyLabels(style: ChartStyle, { sources, targets }: Streams, boxOf: (chart: Chart, end: StreamEnd) => Box): Plugin {
  return {
    id: "sankeyLabels",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = fontOf(style);
      ctx.textBaseline = "middle";
      for (const ends of [sources, targets]) {
        let lowest = -Infinity;
        for (const end of ends) {
          const box = boxOf(chart, end);
          const y = box.y + box.height / 2;
          // A label over another one could be read by nobody; the tooltip and the table have it.
          if (y - lowest < style.fontSize * 0.85) continue;
          lowest = y;
          drawLabel(chart, end, box, ends === sources, style);
        }
      }
      ctx.restore();
    },
  };
}

interface LabelPlaces {
  readonly name: string;
  readonly amount: "beside" | "below" | "none";
}

/**
 * Name and amount beside each other; below each other where the end is high enough and the label too wide; else the name alone. An amount
 * that does not fit is left out: cut, it would read as another one.
 */
export function labelPlaces(
  pen: Pick<CanvasRenderingContext2D, "measureText">,
  end: Pick<StreamEnd, "label" | "amount">,
  { width, lines }: { readonly width: number; readonly lines: number },
): LabelPlaces {
  const fits = (text: string): boolean => pen.measureText(text).width <= width;
  if (fits(withAmount(end))) return { name: end.label, amount: "beside" };
  return { name: fitted(pen, end.label, width), amount: lines >= 2 && fits(end.amount) ? "below" : "none" };
}

function drawLabel({ ctx, width }: Chart, end: StreamEnd, box: Box, atLeft: boolean, style: ChartStyle): void {
  const y = box.y + box.height / 2;
  const x = atLeft ? box.x - gap : box.x + box.width + gap;
  const lineHeight = style.fontSize * 1.3;
  const { name, amount } = labelPlaces(ctx, end, { width: atLeft ? x : width - x, lines: box.height / lineHeight });
  const amountWidth = ctx.measureText(` ${end.amount}`).width;
  ctx.textAlign = atLeft ? "right" : "left";
  ctx.fillStyle = style.text;
  ctx.fillText(name, atLeft && amount === "beside" ? x - amountWidth : x, amount === "below" ? y - lineHeight / 2 : y);
  ctx.fillStyle = style.muted;
  if (amount === "below") ctx.fillText(end.amount, x, y + lineHeight / 2);
  else if (amount === "beside") ctx.fillText(` ${end.amount}`, atLeft ? x : x + ctx.measureText(name).width, y);
}

function withAmount({ label, amount }: Pick<StreamEnd, "label" | "amount">): string {
  return `${label} ${amount}`;
}

function fontOf(style: ChartStyle): string {
  return `${style.fontSize}px ${style.font}`;
}
