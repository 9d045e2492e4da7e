import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AggregatedKey, AggregatedResult, AggregationKey, MeasureFunction } from "../../../src/protocol/chart";
import { quoteText } from "../../../src/server/engines/duckdb/quoting";
import { never, QueryFixture } from "../engines/results/queryFixture";

/** Aggregations of many kinds, each group of which is asked for once more in plain SQL. */

const columns = ["t", "host", "port", "bytes", "ratio", "zoned", "name"] as const;
const rows = `SELECT CASE WHEN hash(i) % 20 > 0 THEN TIMESTAMP '2026-03-28 22:00:00' + to_seconds((hash(i * 3) % 200000)::BIGINT) END AS t,
    CASE WHEN hash(i * 5) % 9 > 0 THEN 'host ''' || (hash(i * 7) % 12) END AS host,
    CASE WHEN hash(i * 11) % 7 > 0 THEN (hash(i * 13) % 40)::INTEGER END AS port,
    CASE WHEN hash(i * 17) % 8 > 0 THEN ((hash(i * 19) % 100000) * (hash(i * 23) % 1000))::BIGINT END AS bytes,
    CASE WHEN hash(i * 29) % 8 > 0 THEN ((hash(i * 31) % 10000)::DOUBLE - 3000) / 100 END AS ratio,
    CASE WHEN hash(i) % 20 > 1 THEN TIMESTAMPTZ '2026-10-24 12:00:00+00' + to_minutes((hash(i * 37) % 3000)::INTEGER) END AS zoned,
    'n' || (hash(i * 41) % 3) AS name
  FROM range(3000) r(i)`;

const measureSql: Readonly<Record<MeasureFunction, string>> = {
  count: "count(*)",
  sum: "sum(#)",
  avg: "avg(#)",
  min: "min(#)",
  max: "max(#)",
  median: "quantile_cont(#, 0.5)",
  p95: "quantile_cont(#, 0.95)",
  distinct: "count(DISTINCT #)",
};

const keysOfAKind: readonly ((pick: (least: number, most: number) => number) => AggregationKey)[] = [
  (pick) => ({ kind: "value", column: 1, top: pick(1, 14), other: true }),
  (pick) => ({ kind: "value", column: 2, top: pick(1, 20), other: false }),
  () => ({ kind: "value", column: 6, other: true }),
  (pick) => ({ kind: "time", column: 0, steps: pick(1, 12) }),
  (pick) => ({ kind: "time", column: 5, steps: 9, stepSeconds: [3600, 21_600, 86_400][pick(0, 2)] ?? 0, zone: "Europe/Berlin" }),
  (pick) => ({ kind: "bins", column: 4, bins: pick(1, 15) }),
  (pick) => ({ kind: "bins", column: 3, bins: pick(2, 15), log: true }),
  (pick) => ({ kind: "bins", column: 2, bins: pick(1, 50) }),
];

describe("Groups hold what plain SQL finds in them", () => {
  let fixture: QueryFixture;
  let resultId: string;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
    await fixture.run(`CREATE TEMP TABLE source AS ${rows}`);
    resultId = (await fixture.run("FROM source")).resultId;
  });

  afterAll(async () => {
    await fixture.close();
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))("combination %i", async (seed) => {
    const pick = picker(seed + 1);
    const kinds = shuffled(keysOfAKind, pick).slice(0, pick(0, 3));
    const keys = kinds.map((make) => make(pick));
    const measures = Array.from({ length: pick(1, 3) }, () => measureOf(pick));
    const aggregation = { keys, measures, groupLimit: 40 };
    const answer = await fixture.queries.aggregate({ resultId, aggregation }, never);
    const wholes = await fixture.queries.aggregate({ resultId, aggregation: { ...aggregation, groupLimit: 100_000 } }, never);
    expect(wholes.cutGroups).toBe(0);
    expect(wholes.measures[0]?.slice(0, 40)).toEqual(answer.measures[0]);
    expect(wholes.measures[0]?.length).toBe((answer.measures[0]?.length ?? 0) + answer.cutGroups);
    await expectTops(keys, measures, wholes);
    await expectGroups(keys, measures, answer, wholes);
    await expectRows(keys, wholes);
  });

  /** The values that are kept are those that a ranking in plain SQL has first. */
  async function expectTops(keys: readonly AggregationKey[], measures: readonly Measure[], answer: AggregatedResult): Promise<void> {
    for (const [index, key] of keys.entries()) {
      const described = answer.keys[index];
      if (key.kind !== "value" || described === undefined) continue;
      const name = columns[key.column] ?? "";
      const ranked = await fixture.table(
        `SELECT ${name} FROM source GROUP BY 1 ORDER BY ${measureText(measures[0])} DESC NULLS LAST, 1 NULLS LAST`,
      );
      const kept = described.values.filter((_value, at) => at !== described.otherIndex);
      const first = ranked.slice(0, key.top ?? ranked.length).map(([value]) => value);
      expect(described.distinct).toBe(ranked.length);
      // A value whose rows have no place on another key is in no group.
      expect(first.filter((value) => kept.includes(value ?? null))).toEqual(kept);
      if (keys.length === 1) expect(kept).toEqual(first);
    }
  }

  async function expectGroups(
    keys: readonly AggregationKey[],
    measures: readonly Measure[],
    answer: AggregatedResult,
    wholes: AggregatedResult,
  ): Promise<void> {
    const groups = (answer.measures[0] ?? []).map((_measure, group) =>
      keys.map((key, index) => conditionOf(key, answer.keys[index], answer.codes[index]?.[group] ?? -1, wholes.keys[index])).join(" AND "),
    );
    const asked = measures.map((measure, index) => `(${measureText(measure)})::DOUBLE AS m${index}`).join(", ");
    const parts = groups.map((where, group) => `SELECT ${group} AS g, count(*) AS n, ${asked} FROM source WHERE ${where || "true"}`);
    const found = parts.length === 0 ? [] : await fixture.table(`FROM (${parts.join(" UNION ALL ")}) ORDER BY g`);
    for (const [group, [, , ...values]] of found.entries()) {
      expect(values.length).toBe(measures.length);
      for (const [index, value] of values.entries()) {
        const measured = answer.measures[index]?.[group];
        if (typeof value === "number") expect(measured).toBeCloseTo(value, 6);
        else expect(measured).toBe(value);
      }
    }
  }

  /** Every row is in a group that has a place for it on each key. */
  async function expectRows(keys: readonly AggregationKey[], answer: AggregatedResult): Promise<void> {
    const placed = keys.map((key, index) => placeOf(key, answer.keys[index])).join(" AND ");
    const [[counted] = []] = await fixture.table(`SELECT count(*)::INTEGER FROM source WHERE ${placed || "true"}`);
    expect(answer.rows).toBe(counted);
    for (const [index, key] of keys.entries()) {
      if (key.kind === "value") continue;
      const [[left] = []] = await fixture.table(`SELECT count(*)::INTEGER FROM source WHERE NOT (${placeOf(key, undefined)})`);
      expect(answer.keys[index]?.leftOutRows).toBe(left);
    }
  }
});

interface Measure {
  readonly fn: MeasureFunction;
  readonly column?: number;
}

function measureOf(pick: (least: number, most: number) => number): Measure {
  const fn = (["count", "sum", "avg", "min", "max", "median", "p95", "distinct"] as const)[pick(0, 7)] ?? "count";
  if (fn === "count") return { fn };
  return { fn, column: fn === "distinct" ? pick(0, 6) : pick(2, 4) };
}

function measureText(measure: Measure | undefined): string {
  return measureSql[measure?.fn ?? "count"].replace("#", columns[measure?.column ?? 0] ?? "");
}

/** The rows of one value of a key. `whole` has all values that are not among the others, also those of groups that are cut off. */
function conditionOf(key: AggregationKey, described: AggregatedKey | undefined, code: number, whole: AggregatedKey | undefined): string {
  const name = columns[key.column] ?? "";
  const value = described?.values[code] ?? null;
  const text = value === null ? "NULL" : quoteText(String(value));
  if (key.kind === "value") {
    if (code !== described?.otherIndex) return `${name} IS NOT DISTINCT FROM ${text}`;
    const tops = whole?.values.filter((_value, index) => index !== whole.otherIndex) ?? [];
    return tops.map((top) => `${name} IS DISTINCT FROM ${top === null ? "NULL" : quoteText(String(top))}`).join(" AND ");
  }
  if (key.kind === "bins") return `${name} >= ${text}::DOUBLE AND ${name} < ${described?.upperEdges?.[code] ?? ""}::DOUBLE`;
  if (key.zone !== undefined)
    return `${zonedBegin(name, key.stepSeconds ?? 0)} = ${zonedBegin(`${text}::TIMESTAMPTZ`, key.stepSeconds ?? 0)}`;
  return `${name} >= ${text}::TIMESTAMP AND ${name} < ${text}::TIMESTAMP + to_seconds(${described?.stepSeconds ?? 0})`;
}

/** What the engine's own function of time zones says; hours that come twice are told apart by the time itself. */
function zonedBegin(time: string, stepSeconds: number): string {
  if (stepSeconds <= 3600) return `date_trunc('hour', epoch_ms(epoch_ms(${time})))`;
  return `time_bucket(to_seconds(${stepSeconds}), timezone('Europe/Berlin', ${time}), TIMESTAMP '2000-01-01')`;
}

function placeOf(key: AggregationKey, described: AggregatedKey | undefined): string {
  const name = columns[key.column] ?? "";
  if (key.kind !== "value") return `coalesce(${name} ${key.kind === "bins" && key.log === true ? "> 0" : "IS NOT NULL"}, false)`;
  if (key.other || described === undefined) return "true";
  const values = described.values.map((value) => `${name} IS NOT DISTINCT FROM ${value === null ? "NULL" : quoteText(String(value))}`);
  return `(${values.join(" OR ") || "false"})`;
}

/** Numbers of both ends inclusive, the same ones for the same seed. */
function picker(seed: number): (least: number, most: number) => number {
  let state = seed * 0x9e3779b9;
  return (least, most) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return least + ((state >>> 8) % (most - least + 1));
  };
}

function shuffled<T>(items: readonly T[], pick: (least: number, most: number) => number): T[] {
  return items
    .map((item) => ({ item, place: pick(0, 1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
