import { DateTime } from "luxon";

/** Round times along an axis: as many as fit, each of them the beginning of a step of the data where that can be. */

const [minute, hour, day] = [60, 3600, 86_400];

/** Seconds between two ticks. */
const withinDays = [1, 2, 5, 10, 15, 30].flatMap((count) => [count, count * minute]).concat([1, 2, 3, 6, 12].map((count) => count * hour));
const ofDays = [1, 2, 7, 14];
const ofMonths = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** Two labels this near to each other are read as one. */
const apart = 14;

/** No label is narrower: more ticks than have room so need not be tried. */
const narrowestLabel = 12;

export interface TickRoom {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly zone: string;
  /** Width of the steps that the data lie in. */
  readonly stepSeconds?: number;
  /** How wide the labels of these ticks are. */
  readonly widths: (ticks: readonly number[]) => readonly number[];
}

/** Empty where no round time is within the axis. */
export function timeTicks(room: TickRoom): readonly number[] {
  const { from, to, width } = room;
  const span = (to - from) / 1000;
  if (!(span > 0) || width <= 0) return [];
  let some: readonly number[] = [];
  for (const { seconds, ticks } of distances(room)) {
    if (span / seconds > width / narrowestLabel) continue;
    const all = ticks();
    if (all.length > 0 && fit(all, room)) return all;
    // Where not even two fit, one says at least when all this is.
    if (all.length > 0) some = all.slice(0, 1);
  }
  return some;
}

interface Distance {
  readonly seconds: number;
  readonly ticks: () => readonly number[];
}

function distances({ from, to, zone, stepSeconds = 1 }: TickRoom): readonly Distance[] {
  const clock = [...withinDays].sort((some, other) => some - other).filter((seconds) => seconds >= stepSeconds);
  const ofSteps = clock.filter((seconds) => seconds % stepSeconds === 0);
  return [
    ...(ofSteps.length > 0 ? ofSteps : clock).map((seconds) => ({ seconds, ticks: () => clockTicks(from, to, seconds, zone) })),
    ...ofDays
      .filter((count) => count * day >= stepSeconds)
      .map((count) => ({ seconds: count * day, ticks: () => dayTicks(from, to, count, zone) })),
    ...ofMonths.map((count) => ({ seconds: count * 30 * day, ticks: () => monthTicks(from, to, count, zone) })),
  ];
}

/** By the clock of the zone; where that is put back or forward, hours that are not there have no tick. */
function clockTicks(from: number, to: number, seconds: number, zone: string): readonly number[] {
  const ticks: number[] = [];
  const [step, shift] = [seconds * 1000, (time: number) => offset(time, zone)];
  for (let local = Math.ceil((from + shift(from)) / step) * step; local - shift(to) <= to + hour * 1000; local += step) {
    const time = local - shift(local - shift(local));
    const isThere = time + shift(time) === local;
    if (isThere && time >= from && time <= to) ticks.push(time);
  }
  return ticks;
}

function offset(time: number, zone: string): number {
  return zone === "UTC" ? 0 : DateTime.fromMillis(time, { zone }).offset * 60_000;
}

/** Days are counted from the Monday after 1970 began, so that the same days have ticks however an axis is moved. */
function dayTicks(from: number, to: number, count: number, zone: string): readonly number[] {
  const first = DateTime.fromMillis(from, { zone }).startOf("day");
  const number = Math.round(Date.UTC(first.year, first.month - 1, first.day) / (day * 1000)) - 4;
  let at = first.plus({ days: (count - (number % count)) % count });
  const ticks: number[] = [];
  for (; at.toMillis() <= to; at = at.plus({ days: count })) if (at.toMillis() >= from) ticks.push(at.toMillis());
  return ticks;
}

function monthTicks(from: number, to: number, count: number, zone: string): readonly number[] {
  const first = DateTime.fromMillis(from, { zone }).startOf("month");
  const number = first.year * 12 + first.month - 1;
  let at = first.plus({ months: (count - (number % count)) % count });
  const ticks: number[] = [];
  for (; at.toMillis() <= to; at = at.plus({ months: count })) if (at.toMillis() >= from) ticks.push(at.toMillis());
  return ticks;
}

function fit(ticks: readonly number[], { from, to, width, widths }: TickRoom): boolean {
  const labels = widths(ticks);
  const at = (time: number): number => ((time - from) / (to - from)) * width;
  return ticks.every((time, index) => {
    const next = ticks[index + 1];
    return next === undefined || at(next) - at(time) >= ((labels[index] ?? 0) + (labels[index + 1] ?? 0)) / 2 + apart;
  });
}
