import type { Translate } from "../translate";

/** Which records are wanted: from `from` (inclusive) to `to` (exclusive), ISO 8601 UTC; an absent end is open. */
export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

export type ParsedTime = { readonly iso: string } | { readonly problem: "notATime" | "noSuchDate" | "notUtc" };

/**
 * Reads a moment in UTC as people type it: `2026-03-14`, `2026-03-14 15:00`, `2026-03-14T15:00:02Z`. As the end of a range a
 * bare date means the end of that day.
 */
export function parseUtc(text: string, end: "from" | "to"): ParsedTime {
  const match = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d))?\s*(.*))?$/i.exec(text.trim());
  if (match === null) return { problem: "notATime" };
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part: string | undefined) => Number(part ?? 0)) as Six;
  if (!/^(Z|UTC|)$/i.test(match[7] ?? "")) return { problem: "notUtc" };
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists) return { problem: "noSuchDate" };
  if (end === "to" && match[4] === undefined) moment.setUTCDate(day + 1);
  return { iso: toIso(moment) };
}

/** The sentence for what is wrong with a typed time; empty text is no time and no problem. */
export function describeTimeProblem(text: string, end: "from" | "to", t: Translate): string | undefined {
  if (text === "") return undefined;
  const parsed = parseUtc(text, end);
  if (!("problem" in parsed)) return undefined;
  const sentences: Record<typeof parsed.problem, string> = {
    notATime: t("Write a time like 2026-03-14 or 2026-03-14 15:00, in UTC."),
    noSuchDate: t("There is no such date or time."),
    notUtc: t("Only UTC is understood here: leave the zone out, or end with Z."),
  };
  return sentences[parsed.problem];
}

/** The last hours or days before now. */
export function lastHours(hours: number, now: Date): TimeRange {
  return { from: toIso(new Date(now.getTime() - hours * 3_600_000)), to: toIso(now) };
}

export function describeRange({ from, to }: TimeRange, t: Translate): string {
  if (from === undefined && to === undefined) return t("all times");
  if (to === undefined) return t("from {0} UTC", plain(from ?? ""));
  return from === undefined ? t("up to {0} UTC", plain(to)) : t("{0} to {1} UTC", plain(from), plain(to));
}

/** A moment as people read it: `2026-03-14 15:00:02`. */
export function describeMoment(iso: string): string {
  return iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, "");
}

/** The shortest way to write the end of a range: without seconds or a time that are zero. */
function plain(iso: string): string {
  return describeMoment(iso)
    .replace(/(:\d\d):00$/, "$1")
    .replace(/ 00:00$/, "");
}

type Six = [number, number, number, number, number, number];

function toIso(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}
