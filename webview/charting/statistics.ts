export interface Statistics {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly p95: number | null;
  readonly total: number | null;
}

/** What the values of a series are like. Gaps count for nothing. */
export function statisticsOf(values: readonly (number | null)[]): Statistics {
  const numbers = values.filter((value) => value !== null).sort((some, other) => some - other);
  const [min = null] = numbers;
  if (min === null) return { min, max: null, mean: null, p95: null, total: null };
  const total = numbers.reduce((sum, value) => sum + value, 0);
  return { min, max: numbers.at(-1) ?? null, mean: total / numbers.length, p95: quantile(numbers, 0.95), total };
}

/** Between two values where none is in its place, as the engine does it. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
