import type { Scale, ScaleOptionsByType } from "chart.js";
import type { ChartStyle } from "../chartStyle";
import { shortened } from "../parts/wording";
import { axisFigure } from "./axisFigures";
import { dayAtMidnight, type TickText } from "./timeLabels";
import { timeTicks } from "./timeTicks";

/** Axes in the colours and fonts of the theme: quiet lines, short numbers. */

type ScaleOptions = Record<string, unknown>;

const longestLabel = 27;
/** Of the size of a font, as Chart.js has it. */
const lineHeight = 1.2;

const font = (style: ChartStyle): { readonly family: string; readonly size: number } => ({
  family: style.font,
  size: Math.max(10, style.fontSize - 1),
});

function quiet(style: ChartStyle, lines: boolean): ScaleOptions {
  return {
    border: { display: !lines, color: style.gridLine },
    grid: { display: lines, color: style.gridLine, drawTicks: false },
  };
}

const ticks = (style: ChartStyle): ScaleOptions => ({ color: style.muted, font: font(style), padding: 6, maxRotation: 0 });

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface TimeScale {
  readonly zone: string;
  /** The axis ends where its first and last steps end. */
  readonly span?: Span | undefined;
  /** A step alone is named, and nothing around it. */
  readonly single?: boolean;
  /** Width of the steps that the data lie in. */
  readonly stepSeconds?: number | undefined;
}

export function timeScale(style: ChartStyle, { zone, span, single = false, stepSeconds }: TimeScale): ScaleOptions {
  const text = dayAtMidnight(zone);
  return {
    ...quiet(style, false),
    type: "time",
    ...(span === undefined ? {} : { min: span.from, max: span.to }),
    adapters: { date: { zone, locale: "en-US" } },
    ticks: { ...ticks(style), ...(single ? { source: "data", autoSkipPadding: 24 } : { autoSkip: false }), callback: text },
    ...(single ? {} : { afterBuildTicks: (scale: Scale) => roundTimes(scale, { zone, stepSeconds, text, style }) }),
  };
}

/** Chart.js takes every so many of its own ticks, which leaves times like 03:26. Where no round time is, the first of these stays. */
function roundTimes(
  scale: Scale,
  { zone, stepSeconds, text, style }: { readonly zone: string; stepSeconds: number | undefined; text: TickText; style: ChartStyle },
): void {
  const { min: from, max: to, ctx } = scale;
  const { family, size } = font(style);
  ctx.save();
  ctx.font = `${size}px ${family}`;
  const widths = (times: readonly number[]): readonly number[] => {
    const all = times.map((value) => ({ value }));
    return times.map((time, index) => ctx.measureText(text(time, index, all)).width);
  };
  // Upright, labels stand below each other, and need as much room as they are high.
  const across = scale.isHorizontal() ? widths : (times: readonly number[]) => times.map(() => size);
  const width = scale.isHorizontal() ? scale.width : scale.height;
  const found = timeTicks({ from, to, width, zone, ...(stepSeconds === undefined ? {} : { stepSeconds }), widths: across });
  ctx.restore();
  scale.ticks = found.length > 0 ? found.map((value) => ({ value })) : scale.ticks.slice(0, 1);
}

/** `apart`: pixels between two names, at least. `crowded`: the names where there is no room for all of them below each other. */
export function categoryScale(style: ChartStyle, labels: readonly string[], apart = 6, crowded = labels): ScaleOptions {
  return {
    ...quiet(style, false),
    type: "category",
    labels,
    ticks: {
      ...ticks(style),
      autoSkip: true,
      autoSkipPadding: apart,
      maxRotation: 40,
      callback(this: Scale, value: number | string, _index: number, all: readonly unknown[]) {
        const shown = all.length * font(style).size * lineHeight > this.height ? crowded : labels;
        return shortened(shown[Number(value)] ?? "", longestLabel);
      },
    },
  };
}

/** From the first range to the last. */
export function rangeScale(
  style: ChartStyle,
  { from, to }: Span,
  { bytes, log }: { readonly bytes: boolean; readonly log: boolean },
): ScaleOptions {
  const text = (value: number | string): string => axisFigure(Number(value), bytes);
  return {
    ...quiet(style, false),
    ...{ type: log ? "logarithmic" : "linear", min: from, max: to, offset: false },
    ticks: { ...ticks(style), autoSkipPadding: 24, maxTicksLimit: 9, callback: log && !bytes ? decades(text) : text },
    ...(bytes ? { afterBuildTicks: log ? byteDecades : roundBytes.afterBuildTicks } : {}),
  };
}

export interface ValueScale {
  readonly bytes: boolean;
  readonly log: boolean;
  /** The smallest value above zero, which a logarithmic axis has to show. */
  readonly least?: number;
  readonly stacked: boolean;
  readonly percent: boolean;
  readonly position?: "left" | "right" | "bottom";
  /** Said at the axis where there are two. */
  readonly title?: string;
  readonly color?: string;
}

export function valueScale(style: ChartStyle, scale: ValueScale): ScaleOptions {
  const { bytes, log, least, stacked, percent, position, title, color } = scale;
  const text = (value: number | string): string => (percent ? `${Number(value)} %` : axisFigure(Number(value), bytes));
  return {
    ...quiet(style, position !== "right"),
    type: log ? "logarithmic" : "linear",
    ...{ stacked, beginAtZero: !log, bounds: bytes && !log ? "data" : "ticks" },
    ...(position === undefined ? {} : { position }),
    ...(percent ? { min: 0, max: 100 } : {}),
    ...(log && !percent && least !== undefined ? { min: decadeBelow(least) } : {}),
    ...(title === undefined ? {} : { title: { display: true, text: title, color: color ?? style.muted, font: font(style) } }),
    ticks: {
      ...ticks(style),
      ...(color === undefined ? {} : { color }),
      maxTicksLimit: 7,
      autoSkipPadding: 14,
      callback: log && !bytes ? decades(text) : text,
    },
    ...(bytes && !percent ? (log ? { afterBuildTicks: byteDecades } : roundBytes) : {}),
  };
}

/** Where a logarithmic axis begins so that also the smallest value stands above it. A zero among the values would move that up. */
export function decadeBelow(least: number): number {
  return 10 ** (Math.ceil(Math.log10(least)) - 1);
}

/** Logarithmic axes have lines at 2, 3, 5 … as well, which need no numbers. */
function decades(text: (value: number) => string): (value: number | string) => string {
  return (value) => (/^1(e|0*$)/.test(String(value)) ? text(Number(value)) : "");
}

interface LinearScaleNow {
  min: number;
  max: number;
  ticks: { value: number }[];
}

/** Powers of ten make crooked bytes: steps of a round number of KiB, MiB … instead. */
const roundBytes = {
  afterDataLimits: (scale: LinearScaleNow): void => {
    const step = byteStep(Math.max(Math.abs(scale.min), Math.abs(scale.max)));
    scale.min = Math.floor(scale.min / step) * step;
    scale.max = Math.max(step, Math.ceil(scale.max / step) * step);
  },
  afterBuildTicks: (scale: LinearScaleNow): void => {
    const step = byteStep(Math.max(Math.abs(scale.min), Math.abs(scale.max)));
    const first = Math.ceil(scale.min / step);
    const count = Math.floor(scale.max / step) - first + 1;
    scale.ticks = Array.from({ length: count }, (_, index) => ({ value: (first + index) * step }));
  },
} satisfies Partial<Record<keyof ScaleOptionsByType, unknown>>;

/** Powers of two that are easily said, at most eight of them. */
function byteDecades(scale: LinearScaleNow): void {
  const [low, high] = [Math.log2(Math.max(1, scale.min)), Math.log2(Math.max(2, scale.max))];
  const apart = [1, 2, 5, 10].find((bits) => (high - low) / bits <= 8) ?? 20;
  const first = Math.ceil(low / apart);
  const count = Math.floor(high / apart) - first + 1;
  scale.ticks = Array.from({ length: Math.max(0, count) }, (_, index) => ({ value: 2 ** ((first + index) * apart) }));
}

/** At most six steps up to `largest`. */
export function byteStep(largest: number): number {
  const unit = 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, largest)) / Math.log(1024)));
  const steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 256, 512].flatMap((size) =>
    size > 1 || unit === 1 ? [size * unit] : [unit / 4, unit / 2, unit],
  );
  return steps.find((step) => largest / step <= 6) ?? unit * 1024;
}
