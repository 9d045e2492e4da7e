import { DateTime } from "luxon";
import type { ChartSpec } from "../../../src/protocol/chart";
import type { Cell } from "../../../src/protocol/query";

/** The zone in which a chart writes its times, and in which its days begin. */
export function zoneOf({ zone }: Pick<ChartSpec, "zone">): string {
  return zone === "local" ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
}

/** `5 min`, `1 h`: the largest unit that it is a whole number of. */
export function durationText(seconds: number): string {
  const [size, unit] = units.find(([width]) => seconds % width === 0) ?? [1, "s"];
  return `${seconds / size} ${unit}`;
}

const units = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
] as const;

/** Milliseconds since 1970 of a time or date on the wire. */
export function millisOf(value: Cell): number {
  return typeof value === "string" ? DateTime.fromISO(value, { zone: "UTC" }).toMillis() : Number.NaN;
}

/** ISO 8601 UTC, without fractions of a second that are zero. */
export function isoOf(millis: number): string {
  return DateTime.fromMillis(millis, { zone: "UTC" }).toISO({ suppressMilliseconds: true }) ?? "";
}

/** A time in a tooltip: as exact as the steps are wide. */
export function timeText(millis: number, zone: string, stepSeconds = 1): string {
  const time = DateTime.fromMillis(millis, { zone });
  const day = time.toFormat("yyyy-MM-dd");
  if (stepSeconds % 86_400 === 0) return day;
  const clock = time.toFormat(stepSeconds % 60 === 0 && time.second === 0 ? "HH:mm" : time.millisecond === 0 ? "HH:mm:ss" : "HH:mm:ss.SSS");
  return `${day} ${clock}`;
}

/** From a time to another, without saying the day twice: `2026-03-14 15:00 – 15:05 UTC`. */
export function rangeText(from: number, to: number, zone: string, stepSeconds: number): string {
  if (stepSeconds === 86_400) return `${timeText(from, zone, stepSeconds)} ${zoneName(from, zone)}`;
  const [start, end] = [timeText(from, zone, stepSeconds), timeText(to, zone, stepSeconds)];
  const sameDay = start.slice(0, 10) === end.slice(0, 10) && end.length > 10;
  return `${start} – ${sameDay ? end.slice(11) : end} ${zoneName(from, zone)}`;
}

/** The same where no step is known: days and minutes as far as the range is made of whole ones. */
export function wholeRangeText(from: number, to: number, zone: string): string {
  if (to - from === 86_400_000) return rangeText(from, to, zone, 86_400);
  return rangeText(from, to, zone, from % 60_000 === 0 && to % 60_000 === 0 ? 60 : 1);
}

/** `UTC`, `CEST`, `GMT+5:30`. */
export function zoneName(millis: number, zone: string): string {
  return zone === "UTC" ? "UTC" : (DateTime.fromMillis(millis, { zone, locale: "en-US" }).offsetNameShort ?? zone);
}

/**
 * The times that are there, and those of the empty steps between them, in order; without these where all together would be more
 * than `most`.
 */
export function everyStep(
  known: readonly number[],
  { seconds, zone, most }: { readonly seconds: number; readonly zone: string; readonly most: number },
): readonly number[] {
  const times = new Set(known);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const fit = (last - first) / (seconds * 1000) <= most;
  for (let time = first; fit && time < last; time = nextStep(time, seconds, zone)) times.add(time);
  return [...times].sort((some, other) => some - other);
}

/** The beginning of the step behind this one. Steps longer than an hour follow the clock of their zone, also where that is put forward or back. */
export function nextStep(millis: number, stepSeconds: number, zone: string): number {
  if (stepSeconds <= 3600 || zone === "UTC") return millis + stepSeconds * 1000;
  const clock = DateTime.fromMillis(millis, { zone }).setZone("UTC", { keepLocalTime: true });
  return clock.plus({ seconds: stepSeconds }).setZone(zone, { keepLocalTime: true }).toMillis();
}
