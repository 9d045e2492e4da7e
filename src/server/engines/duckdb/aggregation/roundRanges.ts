/** Ranges of numbers, one after the other; each has its lower edge in it, and not its upper one. */
export interface Ranges {
  /** One more than there are ranges, ascending. */
  readonly edges: readonly number[];
  /** SQL of what `indexSql` needs several times. */
  readonly guessSql?: (input: string) => string;
  /** SQL of the number of the range, from 0, of a DOUBLE that is not outside all of them; NULL for NULL. */
  readonly indexSql: (input: string, guess: string) => string;
}

/**
 * At most so many ranges of one round width (1, 2 or 5 and zeros), from the one that has `min` to the one that has `max`.
 *
 * @param whole All values are whole numbers, so that no range may be smaller than one.
 */
export function linearRanges([min, max]: readonly [number, number], most: number, whole: boolean): Ranges {
  const width = roundWidth([min, max], most, whole);
  const first = indexIn(width, min);
  const count = indexIn(width, max) - first + 1;
  return {
    edges: Array.from({ length: count + 1 }, (_, index) => multiple(width, first + index)),
    indexSql: (input) => `CAST(floor(${input} / ${double(multiple(width, 1))} + ${double(nudge)}) - ${double(first)} AS INTEGER)`,
  };
}

/** At most so many ranges of numbers above zero, of about the same ratio, between numbers that are commonly used for that. */
export function ratioRanges([min, max]: readonly [number, number], most: number, whole: boolean): Ranges {
  for (const rungs of ladders) {
    if (whole && rungs.length > 5 && min < rungs.length) continue;
    const [first, last] = [rungIndex(rungs, min), rungIndex(rungs, max)];
    if (last - first < most) return rangesBetween(Array.from({ length: last - first + 2 }, (_, index) => rungAt(rungs, first + index)));
  }
  const decades = Math.ceil((rungIndex([1], max) - rungIndex([1], min) + 1) / most);
  const first = Math.floor(rungIndex([1], min) / decades);
  const last = Math.floor(rungIndex([1], max) / decades);
  return rangesBetween(Array.from({ length: last - first + 2 }, (_, index) => powerOfTen((first + index) * decades)));
}

/** `factor` × 10^`exponent`. */
interface RoundNumber {
  readonly factor: number;
  readonly exponent: number;
}

/** Of a range's width: what a number may lack to an edge and still be on it. Quotients of decimals are not exact. */
const nudge = 1e-9;

function roundWidth([min, max]: readonly [number, number], most: number, whole: boolean): RoundNumber {
  const size = Math.max(Math.abs(min), Math.abs(max));
  // Smaller ones could not be told apart beside numbers of this size.
  const smallest = Math.max((max / most - min / most) * 0.9, size * 2 ** -40);
  const start = whole ? 1 : smallest > size * 2 ** -40 ? smallest : size === 0 ? 1 : size / 10;
  for (let exponent = Math.max(whole ? 0 : -320, Math.floor(Math.log10(Math.max(start, smallest))) - 1); ; exponent++) {
    for (const factor of [1, 2, 5]) {
      const width = { factor, exponent };
      if (multiple(width, 1) >= smallest && indexIn(width, max) - indexIn(width, min) < most) return width;
    }
  }
}

function indexIn(width: RoundNumber, value: number): number {
  return Math.floor(value / multiple(width, 1) + nudge);
}

/** Divided by powers of ten, for those below one are not exact: so 29 × 0.01 is 0.29. */
function multiple({ factor, exponent }: RoundNumber, times: number): number {
  return exponent < 0 ? (factor * times) / 10 ** -exponent : factor * times * 10 ** exponent;
}

/** Renard's series: in ten times, twenty, ten or five numbers of nearly the same ratio; then three and one. */
const ladders: readonly (readonly number[])[] = [
  [1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9],
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8],
  [1, 1.6, 2.5, 4, 6.3],
  [1, 2, 5],
  [1],
];

function rungAt(rungs: readonly number[], index: number): number {
  const decade = Math.floor(index / rungs.length);
  // Read from text, so that 1.6 × 10 is 16.
  return Number(`${rungs[index - decade * rungs.length] ?? 1}e${decade}`);
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** The last rung that is not above a value. */
function rungIndex(rungs: readonly number[], value: number): number {
  let index = Math.floor(Math.log10(value) * rungs.length);
  while (rungAt(rungs, index) > value) index--;
  while (rungAt(rungs, index + 1) <= value) index++;
  return index;
}

/** Guesses by the logarithm, which is off by one range at most, and looks at the edges. */
function rangesBetween(edges: readonly number[]): Ranges {
  const count = edges.length - 1;
  const [low, high] = [Math.log10(edges[0] ?? 1), Math.log10(edges[count] ?? 10)];
  return {
    edges,
    guessSql: (input) => {
      const scaled = `(log10(${input}) - ${double(low)}) / ${double((high - low) / count)}`;
      return `least(greatest(CAST(floor(${scaled}) AS INTEGER), 0), ${count - 1})`;
    },
    indexSql: (input, guess) => {
      const list = `[${edges.map(double).join(", ")}]`;
      const below = `WHEN ${input} < ${list}[${guess} + 1] THEN ${guess} - 1`;
      const above = `WHEN ${input} >= ${list}[${guess} + 2] THEN ${guess} + 1`;
      // The least of NULL and a number is that number.
      return `CASE WHEN ${input} IS NULL THEN NULL ${below} ${above} ELSE ${guess} END`;
    },
  };
}

/** A literal of type DOUBLE. */
function double(value: number): string {
  return `CAST(${Number.isFinite(value) ? value : `'${value}'`} AS DOUBLE)`;
}
