import { offsetPeriods, type OffsetPeriod } from "./zoneOffsets";

const second = 1_000_000n;
const day = 86_400n * second;

/** Steps of time of one width, in microseconds since 1970. */
export interface TimeSteps {
  readonly width: bigint;
  /** In which steps begin; the offset in force until the next period's `from`. */
  readonly periods: readonly OffsetPeriod[];
  /** Where steps are counted from, in local time. */
  readonly anchor: bigint;
}

/**
 * Steps that begin at whole hours or days of a zone. Steps of an hour and less have one length always; longer ones begin at the same
 * times of the day on both sides of a change of the clocks, so that one of them is longer or shorter.
 */
export function timeSteps(width: bigint, [min, max]: readonly [bigint, bigint], zone: string | undefined): TimeSteps {
  const periods = offsetPeriods(zone, min, max);
  const longer = width > 3600n * second;
  // 1970 began with a Thursday, weeks begin with a Monday.
  const anchor = width % (7n * day) === 0n ? -3n * day : 0n;
  return { width, periods: longer ? periods : periods.slice(0, 1), anchor };
}

/** The smallest round width that makes at most so many steps. */
export function roundTimeSteps(most: number, span: readonly [bigint, bigint], zone: string | undefined): TimeSteps {
  const [min, max] = span;
  for (const width of roundWidths) {
    if ((max - min) / width >= BigInt(most)) continue;
    const steps = timeSteps(width, span, zone);
    if (stepOf(steps, max) - stepOf(steps, min) < BigInt(most)) return steps;
  }
  // Few steps over all the time that there is: one that is as wide as needed, from the first value on.
  const width = (max - min) / BigInt(most) + 1n;
  return { width, periods: [{ from: min, offset: 0n }], anchor: min };
}

/** The number of the step that a time is in. */
export function stepOf({ width, periods, anchor }: TimeSteps, time: bigint): bigint {
  const offset = periods.findLast(({ from }) => from <= time)?.offset ?? periods[0]?.offset ?? 0n;
  return floorDivide(time + offset - anchor, width);
}

/** When a step begins: the first moment that lies in it. */
export function beginOf({ width, periods, anchor }: TimeSteps, step: bigint): bigint {
  const local = anchor + step * width;
  for (const [index, { from, offset }] of periods.entries()) {
    const end = periods[index + 1]?.from;
    const begin = index > 0 && local - offset < from ? from : local - offset;
    if (end === undefined || begin < end) return begin;
  }
  return local;
}

/** SQL of the number of a step, counted from the first one of a span, for microseconds in that span. */
export function stepSql(steps: TimeSteps, [min, max]: readonly [bigint, bigint], input: string): string {
  const { width, periods, anchor } = steps;
  const first = anchor + stepOf(steps, min) * width;
  const [only] = periods;
  // The whole time of the engine does not fit into 64 bits of microseconds.
  const time = max - min < 2n ** 62n && first > -(2n ** 62n) ? input : `CAST(${input} AS HUGEINT)`;
  const ahead = periods.length < 2 ? String((only?.offset ?? 0n) - first) : offsetSql(periods, first, time);
  return `CAST((${time} + ${ahead}) // ${width} AS BIGINT)`;
}

/** What is added to a time to get to the local time since the beginning of the first step, so that the engine divides no negative number. */
function offsetSql(periods: readonly OffsetPeriod[], first: bigint, input: string): string {
  const cases = periods.slice(0, -1).map(({ offset }, index) => {
    return `WHEN ${input} < ${periods[index + 1]?.from ?? 0n} THEN ${offset - first}`;
  });
  return `CASE ${cases.join(" ")} ELSE ${(periods.at(-1)?.offset ?? 0n) - first} END`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  return value >= 0n ? value / by : -((-value + by - 1n) / by);
}

const parts = [1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n, 500n];
const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const days = [1, 2, 7, 14, 28, 91, 182, 364, 728, 1820, 3640, 7280, 18_200, 36_400, 364_000];

/** From a microsecond to a thousand years. From a week on, in weeks: so each step has the same days of the week. */
const roundWidths: readonly bigint[] = [
  ...parts,
  ...parts.map((part) => part * 1000n),
  ...seconds.map((each) => BigInt(each) * second),
  ...days.map((each) => BigInt(each) * day),
];
