import type { AggregatedKey } from "../../../src/protocol/chart";
import { everyStep, millisOf, timeText, zoneName } from "./times";

/** Steps of time as the columns of a chart. */
export interface TimeSteps {
  /** Code of the step in the aggregation; `undefined` where no row is in it. */
  readonly codes: readonly (number | undefined)[];
  readonly labels: readonly string[];
  /** What all labels have in common: the day or the year, and the zone. */
  readonly common: string;
}

const daySeconds = 86_400;

/** More columns than this are told apart by nobody; then only those that rows are in are drawn. */
const mostColumns = 400;

/** All steps from the first to the last. */
export function timeSteps(key: AggregatedKey, zone: string): TimeSteps {
  const times = key.values.map((value, code) => ({ time: millisOf(value), code })).filter(({ time }) => !isNaN(time));
  times.sort((a, b) => a.time - b.time);
  const steps = withEmptySteps(times, key.stepSeconds, zone);
  const { label, common } = timeWriter(
    steps.map(({ time }) => time),
    key.stepSeconds ?? 1,
    zone,
  );
  return { codes: steps.map(({ code }) => code), labels: steps.map(({ time }) => label(time)), common };
}

interface Step {
  readonly time: number;
  readonly code: number | undefined;
}

function withEmptySteps(times: readonly Step[], seconds: number | undefined, zone: string): readonly Step[] {
  if (seconds === undefined) return times;
  const codes = new Map(times.map(({ time, code }) => [time, code]));
  return everyStep([...codes.keys()], { seconds, zone, most: mostColumns }).map((time) => ({ time, code: codes.get(time) }));
}

/** Labels say what differs: the clock within a day, the day where a step is one, else both. */
function timeWriter(
  times: readonly number[],
  seconds: number,
  zone: string,
): { readonly common: string; readonly label: (time: number) => string } {
  const [first = 0] = times;
  const text = (time: number): string => timeText(time, zone, seconds);
  const days = new Set(times.map((time) => text(time).slice(0, 10)));
  const years = new Set(times.map((time) => text(time).slice(0, 4)));
  const name = times.length === 0 ? zone : zoneName(first, zone);
  if (days.size === 1 && seconds < daySeconds)
    return { common: `${text(first).slice(0, 10)} ${name}`, label: (time) => text(time).slice(11) };
  return years.size === 1
    ? { common: `${text(first).slice(0, 4)} ${name}`, label: (time) => text(time).slice(5) }
    : { common: name, label: text };
}
