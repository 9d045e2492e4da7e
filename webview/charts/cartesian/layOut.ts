import type { AggregatedKey, AggregatedResult } from "../../../src/protocol/chart";
import type { Cell } from "../../../src/protocol/query";
import { everyStep, isoOf, millisOf, nextStep } from "../parts/times";

/** Groups laid out as series along an axis. */
export interface SeriesGroups {
  readonly steps: readonly AxisStep[];
  readonly series: readonly GroupSeries[];
  /** Width of a step of time, where the axis has regular ones. */
  readonly stepSeconds?: number;
}

/** A place on the axis. `end`: where a step of time or a range of numbers ends. */
export interface AxisStep {
  readonly value: Cell;
  readonly end?: Cell;
  readonly isOther: boolean;
}

export interface GroupSeries {
  /** Index of the measure in what was asked for. */
  readonly measure: number;
  /** Absent where the groups were not split. */
  readonly split?: { readonly value: Cell; readonly isOther: boolean };
  /** One for each step. */
  readonly values: readonly (number | null)[];
}

export interface LayOutOptions {
  /** By measure: what stands where no row is: 0 where things are added up along an order, a gap else. */
  readonly filling: readonly (0 | null)[];
  readonly zone: string;
  /** The axis is one of times or numbers, on which NULL has no place; among categories it is one of them. */
  readonly ordered: boolean;
}

interface PlacedSteps {
  readonly steps: readonly AxisStep[];
  /** At which step each value of the key stands; -1: at none. */
  readonly places: readonly number[];
}

/** More empty steps than this between two others are left out: a chart cannot show them, and nobody has asked for their width. */
const mostSteps = 20_000;

/** The first key is the axis, the second, if there is one, makes the series. */
export function layOutSeries(groups: AggregatedResult, options: LayOutOptions): SeriesGroups {
  const [axis, split] = groups.keys;
  if (axis === undefined) return { steps: [], series: [] };
  const { steps, places } = axisSteps(axis, options);
  const splits = split === undefined ? [undefined] : split.values.map((value, index) => ({ value, isOther: index === split.otherIndex }));
  const series = splits.flatMap((one, splitIndex) =>
    groups.measures.map((measured, measure): GroupSeries => {
      const values = new Array<number | null>(steps.length).fill(options.filling[measure] ?? null);
      for (const [group, value] of measured.entries()) {
        if (split !== undefined && groups.codes[1]?.[group] !== splitIndex) continue;
        const place = places[groups.codes[0]?.[group] ?? -1];
        if (place !== undefined) values[place] = value;
      }
      return { measure, values, ...(one === undefined ? {} : { split: one }) };
    }),
  );
  return { steps, series, ...(axis.stepSeconds === undefined ? {} : { stepSeconds: axis.stepSeconds }) };
}

function axisSteps(axis: AggregatedKey, { zone, ordered }: LayOutOptions): PlacedSteps {
  if (axis.stepSeconds !== undefined) return timeSteps(axis.values, axis.stepSeconds, zone);
  const steps: AxisStep[] = [];
  const width = evenWidth(axis);
  const places = axis.values.map((value, index) => {
    const isOther = index === axis.otherIndex;
    if (ordered && value === null && !isOther) return -1;
    const end = axis.upperEdges?.[index];
    steps.push(...emptyRanges(steps.at(-1), value, width));
    return steps.push({ value, isOther, ...(end === undefined ? {} : { end }) }) - 1;
  });
  return { steps, places };
}

/** All steps between the first and the last that have rows. A group without a time has no place among them. */
function timeSteps(values: readonly Cell[], stepSeconds: number, zone: string): PlacedSteps {
  const times = values.map(millisOf);
  const known = times.filter((time) => !Number.isNaN(time));
  const all = everyStep(known, { seconds: stepSeconds, zone, most: mostSteps });
  const at = new Map(all.map((time, index) => [time, index]));
  const steps = all.map((time) => ({ value: isoOf(time), end: isoOf(nextStep(time, stepSeconds, zone)), isOther: false }));
  return { steps, places: times.map((time) => at.get(time) ?? -1) };
}

/** Ranges between the last one and the next that has rows: as wide as all others, or one where they are not all of the same width. */
function emptyRanges(last: AxisStep | undefined, next: Cell, width: number | undefined): readonly AxisStep[] {
  const [to, until] = [Number(last?.end ?? Number.NaN), Number(next)];
  if (!(until > to)) return [];
  const count = width === undefined ? 1 : Math.round((until - to) / width);
  const edge = (index: number): number => (index === count ? until : to + index * ((until - to) / count));
  return Array.from({ length: count }, (_, index) => ({ value: edge(index), end: edge(index + 1), isOther: false }));
}

/** The width of ranges that are all equally wide. */
function evenWidth({ values, upperEdges = [] }: AggregatedKey): number | undefined {
  const widths = upperEdges.map((end, index) => Number(end) - Number(values[index]));
  const [first] = widths;
  if (first === undefined || Number.isNaN(first)) return undefined;
  return widths.every((width) => Math.abs(width - first) <= first * 1e-6) ? first : undefined;
}
