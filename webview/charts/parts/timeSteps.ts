import type { AggregatedKey } from "../../../src/protocol/chart";

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

/** `30s`, `5m`, `1h`, `1d` in seconds. */
export function stepSeconds(step: string | undefined): number | undefined {
  const match = /^(\d+)\s*([smhd])$/.exec(step ?? "");
  return match === null ? undefined : Number(match[1]) * { s: 1, m: 60, h: 3600, d: daySeconds }[match[2] as "s" | "m" | "h" | "d"];
}

/** All steps from the first to the last. Where they lie at no regular distance (days in a zone whose clock is changed), only those with rows. */
export function timeSteps(key: AggregatedKey, zone: string): TimeSteps {
  const times = key.values.map((value, code) => ({ time: new Date(String(value)).getTime(), code })).filter(({ time }) => !isNaN(time));
  times.sort((a, b) => a.time - b.time);
  const steps = withEmptySteps(times, key.stepSeconds);
  const unknown = key.values.indexOf(null);
  const write = timeWriter(
    steps.map(({ time }) => time),
    key.stepSeconds ?? 1,
    zone,
  );
  return {
    codes: [...steps.map(({ code }) => code), ...(unknown < 0 ? [] : [unknown])],
    labels: [...steps.map(({ time }) => write.label(time)), ...(unknown < 0 ? [] : ["NULL"])],
    common: write.common,
  };
}

/** A time whole, for tooltips: `2026-03-14 15:00`, or with less where a step is a day. */
export function stepText(iso: string, seconds: number | undefined, zone: string): string {
  const { day, clock } = partsOf(new Date(iso).getTime(), zone);
  if (seconds !== undefined && seconds % daySeconds === 0) return day;
  return `${day} ${seconds !== undefined && seconds % 60 === 0 ? clock.slice(0, 5) : clock}`;
}

interface Step {
  readonly time: number;
  readonly code: number | undefined;
}

function withEmptySteps(times: readonly Step[], seconds: number | undefined): readonly Step[] {
  const [first] = times;
  const last = times.at(-1);
  if (seconds === undefined || first === undefined || last === undefined) return times;
  const width = seconds * 1000;
  const columns = (last.time - first.time) / width + 1;
  if (columns > mostColumns || times.some(({ time }) => (time - first.time) % width !== 0)) return times;
  const codes = new Map(times.map(({ time, code }) => [time, code]));
  return Array.from({ length: columns }, (_, index) => first.time + index * width).map((time) => ({ time, code: codes.get(time) }));
}

/** Labels say what differs: the clock within a day, the day where a step is one, else both. */
function timeWriter(
  times: readonly number[],
  seconds: number,
  zone: string,
): { readonly common: string; readonly label: (time: number) => string } {
  const days = new Set(times.map((time) => partsOf(time, zone).day));
  const years = new Set([...days].map((day) => day.slice(0, 4)));
  const [day = ""] = days;
  const clockOf = (clock: string): string => (seconds % 60 === 0 ? clock.slice(0, 5) : clock);
  if (days.size <= 1 && seconds < daySeconds) {
    return { common: [day, zone].filter(Boolean).join(" "), label: (time) => clockOf(partsOf(time, zone).clock) };
  }
  const dayOf = (text: string): string => (years.size > 1 ? text : text.slice(5));
  const common = [years.size > 1 ? "" : day.slice(0, 4), zone].filter(Boolean).join(" ");
  return {
    common,
    label: (time) => {
      const parts = partsOf(time, zone);
      return seconds % daySeconds === 0 ? dayOf(parts.day) : `${dayOf(parts.day)} ${clockOf(parts.clock)}`;
    },
  };
}

function partsOf(time: number, zone: string): { readonly day: string; readonly clock: string } {
  // Swedish writes times as ISO 8601 does.
  const text = new Date(time).toLocaleString("sv-SE", { timeZone: zone });
  return { day: text.slice(0, 10), clock: text.slice(11, 19) };
}
