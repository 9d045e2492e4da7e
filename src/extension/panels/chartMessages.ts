import { isTimeStep } from "../../base/timeStep";
import {
  chartKinds,
  type ChartMeasure,
  type ChartSpec,
  type MeasureFunction,
  measureFunctions,
  type WrittenChart,
} from "../../protocol/chart";
import { isIndex, isListOf, isOneOf, isRecord, isText } from "./untrusted";

/** Checks of what a page says about charts. Whatever is not as expected is not taken: `undefined`. */

/** A chart with only what charts have; nothing of it where one part is not what it has to be. */
export function readChart(value: unknown): WrittenChart | undefined {
  if (!isRecord(value)) return undefined;
  const given = Object.entries(value).filter(([, part]) => part !== undefined);
  const known = given.filter((entry): entry is [keyof ChartSpec, unknown] => entry[0] in parts);
  if (!known.every(([key, part]) => parts[key](part))) return undefined;
  return Object.fromEntries(known);
}

export function readChartSpec(value: unknown): ChartSpec | undefined {
  const chart = readChart(value);
  const kind = chart?.kind;
  return chart === undefined || kind === undefined ? undefined : { ...chart, kind };
}

const isName = (value: unknown): value is string => isText(value) && value.length <= longestName;
const isSwitch = (value: unknown): value is boolean => typeof value === "boolean";
const isStep = (value: unknown): value is string => isText(value) && isTimeStep(value);
const isFunction: (value: unknown) => value is MeasureFunction = isOneOf(measureFunctions);

function isMeasure(value: unknown): value is ChartMeasure {
  return isRecord(value) && isFunction(value.fn) && (value.column === undefined || isName(value.column));
}

const longestName = 10_000;

const parts: Readonly<Record<keyof ChartSpec, (value: unknown) => boolean>> = {
  kind: isOneOf(chartKinds),
  x: isName,
  y: (value) => isListOf(value, isMeasure),
  y2: isMeasure,
  split: isName,
  top: (value) => isIndex(value) && value > 0,
  other: isSwitch,
  stack: isOneOf(["none", "stack", "percent"]),
  log: isSwitch,
  step: isStep,
  zone: isOneOf(["utc", "local"]),
  previous: isStep,
};

/** A chart's picture or rows, as they are to lie in a file. */
export interface ChartFile {
  readonly kind: "png" | "csv";
  readonly bytes: Uint8Array;
}

/** What a chart can be saved as; larger ones are no charts. */
export const largestChartFile = 50 * 1024 * 1024;

export type ReadChartFile = ChartFile | { readonly kind: "tooLarge" };

/** Takes a picture only where it is one: its name will say so. */
export function readChartFile(params: unknown): ReadChartFile | undefined {
  const content = isRecord(params) ? params.content : undefined;
  if (!isRecord(content)) return undefined;
  if (content.kind === "png" && isText(content.base64)) return readPicture(content.base64);
  if (content.kind !== "csv" || !isText(content.text)) return undefined;
  if (content.text.length > largestChartFile) return { kind: "tooLarge" };
  const bytes = new TextEncoder().encode(content.text);
  return bytes.length > largestChartFile ? { kind: "tooLarge" } : { kind: "csv", bytes };
}

function readPicture(base64: string): ReadChartFile | undefined {
  if (base64.length > Math.ceil(largestChartFile / 3) * 4) return { kind: "tooLarge" };
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  return pngSignature.every((byte, index) => bytes[index] === byte) ? { kind: "png", bytes } : undefined;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** How much earlier a period is. A century will do. */
export function readShiftSeconds(params: unknown): number | undefined {
  const seconds = isRecord(params) ? params.shiftSeconds : undefined;
  return isIndex(seconds) && seconds > 0 && seconds <= 100 * 366 * 86_400 ? seconds : undefined;
}
