/** Whether times, in microseconds since 1970 and in their order, are what a statement made steps of. */

const second = 1_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;

/** So many times are at the same distance by chance less often than because a statement made steps of them. */
const telling = 4;

/**
 * The width of the steps in which the times lie, also where some of the steps are missing. None where it is one that nobody would
 * choose: then the times are those of single events.
 */
export function regularDistance(times: readonly bigint[]): bigint | undefined {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const [first] = gaps;
  if (first === undefined) return undefined;
  const width = gaps.reduce(commonDivisor, first);
  return isRound(width) || (width % minute === 0n && times.length >= telling) ? width : undefined;
}

/** First days of months: steps whose widths differ. */
export function areMonths(times: readonly bigint[]): boolean {
  return times.length > 1 && times.every((time) => time % day === 0n && new Date(Number(time / 1000n)).getUTCDate() === 1);
}

/** Parts that make a whole second, minute, hour or day, and whole days. */
function isRound(width: bigint): boolean {
  if (width % day === 0n) return true;
  const [whole, part] = width < second ? [second, 1n] : width < minute ? [minute, second] : width < hour ? [hour, minute] : [day, hour];
  return width % part === 0n && whole % width === 0n;
}

function commonDivisor(some: bigint, other: bigint): bigint {
  return other === 0n ? some : commonDivisor(other, some % other);
}
