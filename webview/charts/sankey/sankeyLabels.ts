import type { Chart, Plugin } from "chart.js";
import type { ChartStyle } from "../chartStyle";
import { fitted, type Box } from "../parts/canvasChart";
import type { StreamEnd, Streams } from "./streams";

const gap = 8;

/** The widest that a column of labels may be, of the whole width. */
const mostOfWidth = 0.3;

/** How much room the names of one side need. */
export function labelRoom({ ctx, width }: Chart, ends: readonly StreamEnd[], style: ChartStyle): number {
  ctx.save();
  ctx.font = fontOf(style);
  const widest = ends.reduce((most, end) => Math.max(most, ctx.measureText(withAmount(end)).width), 0);
  ctx.restore();
  return Math.min(widest + gap + 2, width * mostOfWidth);
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

/** Name and amount beside each other; below each other where the end is high enough and the label too wide; else the name alone. */
function drawLabel({ ctx, width }: Chart, end: StreamEnd, box: Box, atLeft: boolean, style: ChartStyle): void {
  const y = box.y + box.height / 2;
  const x = atLeft ? box.x - gap : box.x + box.width + gap;
  const room = atLeft ? x : width - x;
  const amountWidth = ctx.measureText(` ${end.amount}`).width;
  const whole = ctx.measureText(withAmount(end)).width <= room;
  const lineHeight = style.fontSize * 1.3;
  const below = !whole && box.height >= lineHeight * 2;
  const name = whole ? end.label : fitted(ctx, end.label, room);
  ctx.textAlign = atLeft ? "right" : "left";
  ctx.fillStyle = style.text;
  ctx.fillText(name, atLeft && whole ? x - amountWidth : x, below ? y - lineHeight / 2 : y);
  ctx.fillStyle = style.muted;
  if (below) ctx.fillText(end.amount, x, y + lineHeight / 2);
  else if (whole) ctx.fillText(` ${end.amount}`, atLeft ? x : x + ctx.measureText(name).width, y);
}

function withAmount({ label, amount }: StreamEnd): string {
  return `${label} ${amount}`;
}

function fontOf(style: ChartStyle): string {
  return `${style.fontSize}px ${style.font}`;
}
