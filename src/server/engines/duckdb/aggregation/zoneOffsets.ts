/** How far a zone's clocks are ahead of UTC from a moment on. In microseconds, since 1970. */
export interface OffsetPeriod {
  readonly from: bigint;
  readonly offset: bigint;
}

const day = 86_400_000;

/** Clocks were changed for the first time after the one, and nobody knows the rules of the time after the other. */
const [earliest, latest] = [Date.UTC(1900, 0, 1), Date.UTC(2100, 0, 1)];

/** The offsets of a zone in a span of time, one after the other; the first one counts from the beginning of the span. */
export function offsetPeriods(zone: string | undefined, min: bigint, max: bigint): readonly OffsetPeriod[] {
  if (zone === undefined || zone === "UTC") return [{ from: min, offset: 0n }];
  const offsetAt = offsetReader(zone);
  const [begin, end] = [clamp(min / 1000n), clamp(max / 1000n + 1n)];
  const periods = [{ from: min, offset: inMicroseconds(offsetAt(begin)) }];
  // No zone has changed its clocks twice within a week.
  for (let week = begin, before = offsetAt(begin); week < end; week += 7 * day) {
    const next = Math.min(week + 7 * day, end);
    const offset = offsetAt(next);
    if (offset !== before) periods.push({ from: inMicroseconds(changeBetween(offsetAt, week, next)), offset: inMicroseconds(offset) });
    before = offset;
  }
  return periods;
}

/** The first millisecond at which the later offset holds. */
function changeBetween(offsetAt: (time: number) => number, before: number, after: number): number {
  const old = offsetAt(before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** Milliseconds ahead of UTC at a time. */
function offsetReader(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (time) => {
    const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes, seconds] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
    const length = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === "-" ? -length : length;
  };
}

function clamp(time: bigint): number {
  return Math.min(Math.max(Number(time), earliest), latest);
}

function inMicroseconds(milliseconds: number): bigint {
  return BigInt(milliseconds) * 1000n;
}
