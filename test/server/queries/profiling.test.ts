import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnProfile, PointsParams, PointsResult } from "../../../src/protocol/chart";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

async function profile(sql: string, column = 0): Promise<ColumnProfile> {
  const { resultId } = await fixture.run(sql);
  return fixture.queries.profile({ resultId, column }, never);
}

describe("The profile of a column", () => {
  it("of numbers has everything there is to tell", async () => {
    expect(await profile("SELECT unnest([1, 2, 2, 3, 3, 3, 10, NULL]::BIGINT[]) AS n")).toEqual({
      rows: 8,
      empty: 1,
      distinct: 4,
      distinctIsEstimate: false,
      top: [
        { value: "3", count: 3 },
        { value: "2", count: 2 },
        { value: "1", count: 1 },
        { value: "10", count: 1 },
      ],
      quantiles: [
        { p: 0, value: "1" },
        { p: 5, value: "1" },
        { p: 25, value: "2" },
        { p: 50, value: "3" },
        { p: 75, value: "3" },
        { p: 95, value: "10" },
        { p: 99, value: "10" },
        { p: 100, value: "10" },
      ],
      histogram: { edges: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], counts: [1, 2, 3, 0, 0, 0, 0, 0, 0, 1] },
      mean: 24 / 7,
      sum: "24",
    });
  });

  it("of texts has the lengths of the shortest and the longest, and its twenty most frequent values", async () => {
    const told = await profile("SELECT CASE WHEN i % 25 > 0 THEN repeat('é', (i % 25)::INTEGER) ELSE '' END AS s FROM range(240) t(i)");
    expect(told).toMatchObject({ rows: 240, empty: 0, distinct: 25, lengths: { min: 0, max: 24 } });
    expect(told.top).toHaveLength(20);
    expect(told.top.slice(0, 2)).toEqual([
      { value: "", count: 10 },
      { value: "é", count: 10 },
    ]);
    for (const absent of ["histogram", "quantiles", "mean", "sum"]) expect(told).not.toHaveProperty(absent);
  });

  it("of times has quantiles and a histogram with round edges", async () => {
    const told = await profile("SELECT TIMESTAMPTZ '2026-03-14 15:00:00+00' + to_seconds(i) AS t FROM range(3600) r(i)");
    expect(told.quantiles).toContainEqual({ p: 50, value: "2026-03-14T15:29:59Z" });
    expect(told.histogram?.edges.slice(0, 2)).toEqual(["2026-03-14T15:00:00Z", "2026-03-14T15:02:00Z"]);
    expect(told.histogram?.counts).toEqual(Array.from({ length: 30 }, () => 120));
  });

  it("of numbers of very different sizes has ranges of the same ratio, and one for zeros", async () => {
    const sizes = "SELECT CASE WHEN i < 900 THEN i % 30 ELSE 1000000 * (i - 899) END AS bytes FROM range(1000) t(i)";
    const { histogram, quantiles } = await profile(`${sizes} WHERE i < 905`);
    expect(quantiles).toContainEqual({ p: 95, value: "28" });
    expect(histogram).toMatchObject({ log: true });
    expect(histogram?.edges.slice(0, 4)).toEqual([0, 1, 1.6, 2.5]);
    expect(histogram?.counts[0]).toBe(30);
    expect(histogram?.counts.reduce((sum, rows) => sum + rows, 0)).toBe(905);
    expect(histogram?.edges).toHaveLength((histogram?.counts.length ?? 0) + 1);
    expect((await profile("SELECT CASE WHEN i < 99 THEN i ELSE -1 END AS n FROM range(100) t(i)")).histogram).not.toHaveProperty("log");
  });

  it("leaves what is infinite or no number out of the histogram", async () => {
    const told = await profile("SELECT unnest(['1', '2', 'inf', 'nan', NULL]::DOUBLE[]) AS d");
    expect(told).toMatchObject({ rows: 5, empty: 1, distinct: 4 });
    expect(told).not.toHaveProperty("mean");
    expect(told.histogram?.counts.reduce((sum, rows) => sum + rows, 0)).toBe(2);
  });

  it.each([
    ["no row", "SELECT 1 AS n WHERE false", { rows: 0, empty: 0, distinct: 0, distinctIsEstimate: false, top: [] }],
    [
      "nothing but NULL",
      "SELECT NULL::TIMESTAMP AS t FROM range(3)",
      { rows: 3, empty: 3, distinct: 0, distinctIsEstimate: false, top: [] },
    ],
  ])("is as short as there is to tell of %s", async (_name, sql, expected) => {
    expect(await profile(sql)).toEqual(expected);
  });

  it("is exact about sums that no double holds", async () => {
    expect(await profile("SELECT unnest([170141183460469231731687303715884105727::HUGEINT, 1])")).toMatchObject({
      sum: "170141183460469231731687303715884105728",
    });
  });

  it("estimates where there are millions of values, and still finds the frequent ones and counts them exactly", async () => {
    const told = await profile("SELECT CASE WHEN i % 1000 < 3 THEN -7 - i % 1000 ELSE i END AS n FROM range(2200000) t(i)");
    expect(told).toMatchObject({ rows: 2_200_000, empty: 0, distinctIsEstimate: true, quantilesAreEstimates: true });
    expect(Math.abs(told.distinct / 2_193_403 - 1)).toBeLessThan(0.1);
    expect(told.top.slice(0, 3)).toEqual([-9, -8, -7].map((value) => ({ value: String(value), count: 2200 })));
    const at = (p: number): number => Number(told.quantiles?.find((quantile) => quantile.p === p)?.value);
    expect([at(0), at(100)]).toEqual([-9, 2_199_999]);
    expect(Math.abs(at(50) / 1_100_000 - 1)).toBeLessThan(0.01);
    expect(told.histogram?.counts.reduce((sum, rows) => sum + rows, 0)).toBe(2_200_000);
  });

  it("is refused of a column that is not there", async () => {
    expect(await failure(profile("SELECT 1", 1))).toMatchObject({ data: { kind: "invalidRequest" } });
  });
});

async function points(sql: string, more: Partial<PointsParams> = {}): Promise<PointsResult> {
  const { resultId } = await fixture.run(sql);
  return fixture.queries.points({ resultId, x: 0, y: 1, limit: 1000, ...more }, never);
}

const total = (counts: readonly number[]): number => counts.reduce((sum, rows) => sum + rows, 0);

describe("Rows as points", () => {
  it("are as they are where there are few", async () => {
    const answer = await points("SELECT * FROM (VALUES (1, 10.5, 'a'), (2, 20, 'b'), (2, 20, 'a')) t(x, y, c)", { color: 2 });
    expect(answer).toMatchObject({ rows: [1, 1, 1], totalRows: 3, leftOutRows: 0 });
    const spots = answer.x.map((x, index) => [x, answer.y[index], answer.colors?.values[answer.colors.codes[index] ?? -1]]);
    expect(spots.sort()).toEqual([
      [1, 10.5, "a"],
      [2, 20, "a"],
      [2, 20, "b"],
    ]);
    expect(answer.colors?.values).toEqual(["a", "b"]);
  });

  it("give times as milliseconds", async () => {
    expect(await points("SELECT TIMESTAMP '1970-01-01 00:00:01.5' AS t, DATE '1970-01-02' AS d")).toMatchObject({
      x: [1500],
      y: [86_400_000],
    });
  });

  it("leave out rows without a place, and count them", async () => {
    const rows = "SELECT * FROM (VALUES (1, 1), (NULL, 1), (1, NULL), (0, 5), (-1, 5), ('inf'::DOUBLE, 1)) t(x, y)";
    expect(await points(rows)).toMatchObject({ totalRows: 6, leftOutRows: 3 });
    expect(await points(rows, { logX: true })).toMatchObject({ x: [1], y: [1], totalRows: 6, leftOutRows: 5 });
    expect(await points("SELECT NULL::INTEGER AS x, 1 AS y")).toEqual({ x: [], y: [], rows: [], totalRows: 1, leftOutRows: 1 });
  });

  it("on the same spot are one where there are too many, which stands for all of them", async () => {
    const answer = await points("SELECT (hash(i) % 5000) / 10 AS x, i % 4000 AS y, i % 3 AS c FROM range(50000) t(i)", { color: 2 });
    expect(answer.x.length).toBeLessThanOrEqual(1000);
    expect(answer.x.length).toBeGreaterThan(250);
    expect(total(answer.rows)).toBe(50_000);
    expect([Math.min(...answer.x), Math.max(...answer.x)].every((x) => x >= 0 && x <= 500)).toBe(true);
  });

  it("on exactly the same spot keep their place", async () => {
    const answer = await points("SELECT i % 10 AS x, i % 3 AS y FROM range(6000) t(i)");
    expect(answer.x).toHaveLength(30);
    expect(new Set(answer.rows)).toEqual(new Set([200]));
    expect(answer.x.every(Number.isInteger) && answer.y.every(Number.isInteger)).toBe(true);
  });

  it("have the ten most frequent values as colours, and others", async () => {
    const answer = await points("SELECT i AS x, i AS y, least(i // 20, 15) AS c FROM range(400) t(i)", { color: 2 });
    expect(answer.colors?.values).toHaveLength(11);
    expect(answer.colors?.values[0]).toBe("15");
    expect(answer.colors?.otherIndex).toBe(10);
    expect(answer.colors?.codes.filter((code) => code === 10)).toHaveLength(120);
  });

  it.each([
    ["all alike", "SELECT 5 AS x, 5 AS y FROM range(2000)", 1],
    [
      "as far apart as can be",
      "SELECT CASE i % 3 WHEN 0 THEN -1.7e308 WHEN 1 THEN 1.7e308 ELSE 0 END::DOUBLE AS x, 1 AS y FROM range(3000) t(i)",
      3,
    ],
    ["too close to be told apart", "SELECT CASE i % 2 WHEN 0 THEN 5e-324 ELSE 0 END::DOUBLE AS x, 1 AS y FROM range(3000) t(i)", 1],
  ])("take numbers that are %s", async (_name, sql, expected) => {
    const answer = await points(sql);
    expect(answer.x).toHaveLength(expected);
    expect(answer.x.every(Number.isFinite)).toBe(true);
    expect(total(answer.rows)).toBe(answer.totalRows);
  });

  it.each<[name: string, more: Partial<PointsParams>]>([
    ["of texts", { x: 2 }],
    ["of columns that are not there", { y: 3 }],
    ["in colours of a column that is not there", { color: -1 }],
    ["that are too few", { limit: 99 }],
    ["that are too many", { limit: 100_001 }],
  ])("are refused %s", async (_name, more) => {
    expect(await failure(points("SELECT 1 AS x, 2 AS y, 'a' AS s", more))).toMatchObject({ data: { kind: "invalidRequest" } });
  });
});
