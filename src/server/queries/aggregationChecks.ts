import { assertNever } from "../../base/assertNever";
import { type Aggregation, type AggregationKey, measureFunctions } from "../../protocol/chart";
import { FlowLogError } from "../../protocol/errors";
import type { PointsRequest } from "../engines/resultEngine";

/** The most of each that may be asked for; they keep an answer to what a page can hold. */
const limits = { keys: 3, measures: 10, groups: 100_000, top: 10_000, steps: 10_000, bins: 1000, points: 100_000 } as const;

/** Fewer could not be shared out among all colours. */
const fewestPoints = 100;

/** Rejects what is no aggregation of a result with the columns that `checkColumn` lets pass. */
export function checkAggregation({ keys, measures, groupLimit }: Aggregation, checkColumn: (column: number) => void): void {
  check(keys.length <= limits.keys, `A result is grouped by at most ${limits.keys} columns.`);
  check(measures.length > 0 && measures.length <= limits.measures, `Groups have one to ${limits.measures} measures.`);
  check(isBetween(groupLimit, 1, limits.groups), `At most ${limits.groups} groups come back, and at least one.`);
  for (const { fn, column } of measures) {
    check(measureFunctions.includes(fn), `There is no measure “${fn}”.`);
    check(fn === "count" || column !== undefined, `Say of which column “${fn}” is asked.`);
    if (column !== undefined) checkColumn(column);
  }
  for (const key of keys) {
    checkColumn(key.column);
    checkKey(key);
  }
}

export function checkPoints({ x, y, color, limit }: PointsRequest, checkColumn: (column: number) => void): void {
  for (const column of [x, y, color]) if (column !== undefined) checkColumn(column);
  check(isBetween(limit, fewestPoints, limits.points), `A chart has ${fewestPoints} to ${limits.points} points.`);
}

export function checkShift(seconds: number): void {
  const most = 100 * 365 * 86_400;
  check(
    Number.isInteger(seconds) && Math.abs(seconds) <= most,
    "An earlier period is a whole number of seconds ago, at most a hundred years.",
  );
}

export function check(holds: boolean, sentence: string): void {
  if (!holds) throw new FlowLogError({ kind: "invalidRequest" }, sentence);
}

function checkKey(key: AggregationKey): void {
  switch (key.kind) {
    case "value":
      check(key.top === undefined || isBetween(key.top, 1, limits.top), `The first 1 to ${limits.top} values can be asked for.`);
      check(key.values === undefined || key.values.length <= limits.top, `At most ${limits.top} values can be asked for.`);
      check(key.top === undefined || key.values === undefined, "Ask for the first values or for some that are named.");
      break;
    case "time":
      check(isBetween(key.steps, 1, limits.steps), `Time has 1 to ${limits.steps} steps.`);
      check(
        key.stepSeconds === undefined || (key.stepSeconds >= 1e-6 && key.stepSeconds <= 1e11),
        "A step of time is a microsecond to 1e11 seconds.",
      );
      check(key.zone === undefined || isZone(key.zone), `There is no time zone “${key.zone ?? ""}”: use a name such as Europe/Berlin.`);
      break;
    case "bins":
      check(isBetween(key.bins, 1, limits.bins), `Numbers have 1 to ${limits.bins} ranges.`);
      break;
    default:
      assertNever(key);
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
