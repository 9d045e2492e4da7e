import type { Chart, Plugin } from "chart.js";
import type { ChartMeasure, ChartSpec } from "../../../src/protocol/chart";
import type { ChartInput } from "../chart";
import type { ChartStyle } from "../chartStyle";
import { scaleColour } from "./colours";
import { isAdditive } from "./grouped";
import { measureName, measureText } from "./wording";

/** Where numbers stand between the least and the most that is drawn. */
export interface ColourScale {
  readonly least: number;
  readonly most: number;
  /** 0 to 1. */
  position(value: number): number;
}

/** Amounts begin at nothing, so that twice the colour is twice the amount; averages and the like at the least that there is. */
export function colourScale(values: readonly number[], measure: ChartMeasure, { log }: ChartSpec): ColourScale {
  const positive = log ? values.filter((value) => value > 0) : values;
  const lowest = positive.reduce((least, value) => Math.min(least, value), Infinity);
  const most = positive.reduce((highest, value) => Math.max(highest, value), -Infinity);
  if (most === -Infinity) return { least: 0, most: 0, position: () => 0 };
  const least = !log && isAdditive(measure) ? Math.min(0, lowest) : lowest;
  const along = log ? (value: number) => Math.log(Math.max(value, least)) : (value: number) => value;
  const width = along(most) - along(least);
  return { least, most, position: (value) => (width === 0 ? 1 : (along(value) - along(least)) / width) };
}

/** Where the colours of a scale begin: what has the least of all is still told from what has nothing. */
const faintest = 0.2;

export function shadeOf(style: ChartStyle, scale: ColourScale, value: number): string {
  return shadeAt(style, scale.position(value));
}

function shadeAt(style: ChartStyle, position: number): string {
  return scaleColour(style, faintest + (1 - faintest) * position);
}

/** How much room the legend of a scale takes above a chart. */
export function scaleLegendHeight(style: ChartStyle): number {
  return style.fontSize * 2.2;
}

const barWidth = 120;
const gap = 8;

/** What the colours mean, above the chart: the measure, its least, the colours, its most. */
export function scaleLegend(input: ChartInput, measure: ChartMeasure, scale: ColourScale): Plugin {
  const { style, spec, columns } = input;
  return {
    id: "scaleLegend",
    afterDraw: (chart: Chart) => {
      if (scale.most === 0 && scale.least === 0) return;
      const { ctx } = chart;
      const y = style.fontSize;
      let x = chart.chartArea.left;
      const write = (text: string, color: string): void => {
        ctx.fillStyle = color;
        ctx.fillText(text, x, y);
        x += ctx.measureText(text).width + gap;
      };
      ctx.save();
      ctx.font = `${style.fontSize}px ${style.font}`;
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      write(measureName(measure) + (spec.log ? " (log scale)" : ""), style.muted);
      x += gap;
      write(measureText(scale.least, measure, columns), style.text);
      drawBar(ctx, x, y, style);
      x += barWidth + gap;
      write(measureText(scale.most, measure, columns), style.text);
      ctx.restore();
    },
  };
}

function drawBar(ctx: CanvasRenderingContext2D, x: number, y: number, style: ChartStyle): void {
  const height = style.fontSize * 0.8;
  const gradient = ctx.createLinearGradient(x, 0, x + barWidth, 0);
  for (let stop = 0; stop <= 10; stop++) gradient.addColorStop(stop / 10, shadeAt(style, stop / 10));
  ctx.fillStyle = gradient;
  ctx.fillRect(x, y - height / 2, barWidth, height);
  if (!style.highContrast) return;
  ctx.strokeStyle = style.text;
  ctx.lineWidth = 1;
  ctx.strokeRect(x, y - height / 2, barWidth, height);
}
