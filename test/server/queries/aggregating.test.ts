import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AggregatedResult, Aggregation, AggregationKey } from "../../../src/protocol/chart";
import type { Cell } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

const count = { fn: "count" } as const;

async function aggregate(sql: string, aggregation: Partial<Aggregation>): Promise<AggregatedResult> {
  const { resultId } = await fixture.run(sql);
  return fixture.queries.aggregate({ resultId, aggregation: { keys: [], measures: [count], groupLimit: 1000, ...aggregation } }, never);
}

const value = (
  column: number,
  more: { readonly top?: number; readonly values?: readonly Cell[]; readonly other?: boolean } = {},
): AggregationKey => ({
  kind: "value",
  column,
  other: false,
  ...more,
});
const time = (more: { readonly stepSeconds?: number; readonly steps?: number; readonly zone?: string } = {}): AggregationKey => ({
  kind: "time",
  column: 0,
  steps: 100,
  ...more,
});
const bins = (most: number, log?: boolean): AggregationKey => ({
  kind: "bins",
  column: 0,
  bins: most,
  ...(log === undefined ? {} : { log }),
});

/** Groups as rows of the values of their keys and their measures. */
function rowsOf({ keys, codes, measures }: AggregatedResult): Cell[][] {
  return (measures[0] ?? []).map((_measure, group) => [
    ...keys.map(({ values }, key) => values[codes[key]?.[group] ?? -1] ?? null),
    ...measures.map((measure) => measure[group] ?? null),
  ]);
}

const flows = `SELECT * FROM (VALUES ('a', 'x', 10), ('a', 'y', 20), ('b', 'x', 5), (NULL, 'x', 7), ('c', 'x', 1), ('c', NULL, NULL)) t(host, port, bytes)`;

describe("Groups of values", () => {
  it("come by the first measure, then as they sort, with NULL as a value at the end of them", async () => {
    const answer = await aggregate(flows, { keys: [value(0)] });
    expect(rowsOf(answer)).toEqual([
      ["a", 2],
      ["c", 2],
      ["b", 1],
      [null, 1],
    ]);
    expect(answer).toMatchObject({ keys: [{ values: ["a", "c", "b", null], distinct: 4 }], rows: 6, cutGroups: 0 });
    expect(answer.keys[0]).not.toHaveProperty("otherIndex");
  });

  it("keep the largest, and make one group of the others over which every measure is computed anew", async () => {
    const measures = [
      { fn: "sum", column: 2 },
      { fn: "avg", column: 2 },
      { fn: "median", column: 2 },
      { fn: "distinct", column: 1 },
      count,
    ] as const;
    const answer = await aggregate(flows, { keys: [value(0, { top: 1, other: true })], measures });
    expect(rowsOf(answer)).toEqual([
      ["a", 30, 15, 15, 2, 2],
      [null, 13, 13 / 3, 5, 1, 4],
    ]);
    expect(answer).toMatchObject({ keys: [{ otherIndex: 1, distinct: 4 }], rows: 6 });
  });

  it("leave the others out where nobody asks for them, and have none where there are none", async () => {
    expect(await aggregate(flows, { keys: [value(0, { top: 2 })] })).toMatchObject({
      keys: [{ values: ["a", "c"], distinct: 4 }],
      rows: 4,
    });
    const all = await aggregate(flows, { keys: [value(0, { top: 4, other: true })] });
    expect(all.keys[0]?.values).toEqual(["a", "c", "b", null]);
    expect(all.keys[0]).not.toHaveProperty("otherIndex");
  });

  it("tell NULL among the first from the others", async () => {
    const answer = await aggregate(flows, { keys: [value(1, { top: 2, other: true })], measures: [{ fn: "min", column: 2 }, count] });
    expect(answer.keys[0]).toMatchObject({ values: ["y", "x", null], otherIndex: 2 });
    const nulls = await aggregate("SELECT NULL AS n FROM range(3) UNION ALL SELECT 'a' UNION ALL SELECT 'b'", {
      keys: [value(0, { top: 2, other: true })],
    });
    expect(rowsOf(nulls)).toEqual([
      [null, 3],
      ["a", 1],
      [null, 1],
    ]);
    expect(nulls.keys[0]?.otherIndex).toBe(2);
  });

  it("of two columns have each its own first ones", async () => {
    const answer = await aggregate(flows, { keys: [value(0, { top: 1, other: true }), value(1, { top: 1, other: true })] });
    expect(rowsOf(answer)).toEqual([
      [null, "x", 3],
      ["a", "x", 1],
      ["a", null, 1],
      [null, null, 1],
    ]);
    expect(answer.keys.map(({ otherIndex }) => otherIndex)).toEqual([1, 1]);
  });

  it("are those that are named, whatever they measure, and one of the others", async () => {
    const named = await aggregate(flows, { keys: [value(0, { values: ["c", null, "not there"], other: true })] });
    expect(rowsOf(named)).toEqual([
      [null, 3],
      ["c", 2],
      [null, 1],
    ]);
    expect(named.keys[0]).toEqual({ values: ["c", null, null], distinct: 4, otherIndex: 2 });
    const alone = await aggregate(flows, { keys: [value(0, { values: ["b"] })] });
    expect(rowsOf(alone)).toEqual([["b", 1]]);
    const none = await aggregate(flows, { keys: [value(0, { values: [], other: true })] });
    expect(rowsOf(none)).toEqual([[null, 6]]);
  });

  it("are cut to so many, and only values of groups that are there come", async () => {
    const answer = await aggregate(flows, { keys: [value(0)], groupLimit: 1 });
    expect(answer).toMatchObject({ keys: [{ values: ["a"], distinct: 4 }], codes: [[0]], rows: 6, cutGroups: 3 });
  });

  it("order addresses as addresses where the measure is the same", async () => {
    const answer = await aggregate("SELECT * FROM (VALUES ('10.0.0.10'), ('10.0.0.9'), ('9.0.0.1')) t(srcaddr)", { keys: [value(0)] });
    expect(answer.keys[0]?.values).toEqual(["9.0.0.1", "10.0.0.9", "10.0.0.10"]);
  });

  it("are cut by the measure alone where it is the same for all, or for none there is any", async () => {
    const same = await aggregate("SELECT i AS n FROM range(50) t(i)", { keys: [value(0, { top: 3 })] });
    expect(same.keys[0]).toEqual({ values: ["0", "1", "2"], distinct: 50 });
    const none = await aggregate("SELECT i AS n, NULL::INTEGER AS m FROM range(50) t(i)", {
      keys: [value(0, { top: 3, other: true })],
      measures: [{ fn: "sum", column: 1 }],
    });
    expect(none).toMatchObject({ keys: [{ values: ["0", "1", "2", null], distinct: 50, otherIndex: 3 }], rows: 50 });
  });

  it("are those of an arrangement where one is named", async () => {
    const { resultId } = await fixture.run(flows);
    const { viewId } = await fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 1, op: "=", text: "x" }] }, never);
    const aggregation = { keys: [value(0)], measures: [count], groupLimit: 10 };
    expect((await fixture.queries.aggregate({ resultId, viewId, aggregation }, never)).rows).toBe(4);
  });

  it("are told apart in columns of any name", async () => {
    const sql = `SELECT 'v' AS value, 'c' AS code, 'r' AS rowid, 's' AS rows, 'm' AS "a""b"`;
    const answer = await aggregate(sql, {
      keys: [value(0), value(2), value(4)],
      measures: [count, { fn: "distinct", column: 1 }, { fn: "distinct", column: 3 }],
    });
    expect(rowsOf(answer)).toEqual([["v", "r", "m", 1, 1, 1]]);
  });
});

describe("Measures", () => {
  it("of all rows are one group, also where there is no row", async () => {
    const measures = [count, { fn: "sum", column: 2 }, { fn: "p95", column: 2 }] as const;
    expect(rowsOf(await aggregate(flows, { measures }))).toEqual([[6, 43, 18]]);
    expect(await aggregate(`${flows} WHERE false`, { measures })).toMatchObject({ measures: [[0], [null], [null]], rows: 0 });
  });

  it.each([
    [
      "numbers wider than 64 bits",
      "SELECT unnest([170141183460469231731687303715884105727::HUGEINT, 1])",
      [1.7014118346046923e38, 8.507059173023462e37, 1],
    ],
    ["numbers without a sign", "SELECT unnest([18446744073709551615::UBIGINT, 1])", [18446744073709552000, 9223372036854775808, 1]],
    ["decimals", "SELECT unnest([0.1, 0.2]::DECIMAL(10, 1)[])", [0.3, 0.15, 0.1]],
    ["floats", "SELECT unnest([0.1, 0.2]::FLOAT[])", [expect.closeTo(0.3, 6), expect.closeTo(0.15, 6), 0.1]],
    ["what is infinite or no number, by leaving it out", "SELECT unnest(['1', '2', 'inf', 'nan', '-inf', NULL]::DOUBLE[])", [3, 1.5, 1]],
    ["intervals, in seconds", "SELECT unnest([INTERVAL 1 MINUTE, INTERVAL 3 MINUTE])", [240, 120, 60]],
    ["booleans, as ones and zeros", "SELECT unnest([true, false, true, true])", [3, 0.75, 0]],
    ["nothing but NULL", "SELECT unnest([NULL, NULL]::INTEGER[])", [null, null, null]],
  ])("take %s", async (_name, sql, expected) => {
    const measures = (["sum", "avg", "min"] as const).map((fn) => ({ fn, column: 0 }));
    expect(rowsOf(await aggregate(sql, { measures }))).toEqual([expected]);
  });

  it("count NULL among the rows and not among the distinct values", async () => {
    expect(rowsOf(await aggregate("SELECT unnest([1, 1, NULL])", { measures: [count, { fn: "distinct", column: 0 }] }))).toEqual([[3, 1]]);
  });

  it("are refused where a column has no numbers, with the way out", async () => {
    const error = await failure(aggregate(flows, { measures: [{ fn: "sum", column: 0 }] }));
    expect(error).toMatchObject({
      data: { kind: "invalidRequest" },
      message: "host holds no numbers, so it has no sum: choose a column of numbers, or count.",
    });
  });
});

const minutes = "SELECT TIMESTAMP '2026-03-14 00:00:00' + to_minutes(i::INT) AS t FROM range(600) r(i)";

describe("Steps of time", () => {
  it("are as wide as they have to be for so many, and round", async () => {
    const answer = await aggregate(minutes, { keys: [time({ steps: 12 })] });
    expect(answer.keys[0]).toMatchObject({ stepSeconds: 3600, distinct: 10, leftOutRows: 0 });
    expect(answer.keys[0]?.values.slice(0, 2)).toEqual(["2026-03-14T00:00:00Z", "2026-03-14T01:00:00Z"]);
    expect(answer.measures[0]).toEqual(Array.from({ length: 10 }, () => 60));
  });

  it("are the values themselves where those are few, with their distance", async () => {
    expect((await aggregate(minutes, { keys: [time({ steps: 600 })] })).keys[0]).toMatchObject({ stepSeconds: 60, distinct: 600 });
    const gaps = await aggregate("SELECT unnest(['2026-01-01', '2026-01-03', '2026-01-07']::DATE[]) AS d", { keys: [time()] });
    expect(gaps.keys[0]).toMatchObject({
      values: ["2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-07T00:00:00Z"],
      stepSeconds: 172800,
    });
  });

  it("are those of the statement also where some of them have no row", async () => {
    const days = await aggregate("SELECT unnest(['2026-01-01', '2026-01-03', '2026-01-06']::TIMESTAMP[]) AS d", { keys: [time()] });
    expect(days.keys[0]).toEqual({
      values: ["2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-06T00:00:00Z"],
      stepSeconds: 86400,
      distinct: 6,
      leftOutRows: 0,
    });
  });

  it.each([
    ["single events to the second", "to_seconds((i * i * 37) % 68400)", 100],
    ["two moments that are far apart", "to_seconds(40859 * i)", 2],
  ])("are round for %s, and there are many enough to show when nothing was", async (_what, distance, rows) => {
    const answer = await aggregate(`SELECT TIMESTAMP '2026-03-14 00:00:11' + ${distance} AS t FROM range(${rows}) r(i)`, {
      keys: [time({ steps: 240 })],
    });
    expect(answer.keys[0]?.stepSeconds).toBe(300);
    expect(answer.keys[0]?.distinct).toBeGreaterThan(100);
    expect(answer.measures[0]?.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(rows);
  });

  it("have no width where there is one time, or they are months", async () => {
    const single = await aggregate("SELECT TIMESTAMP '2026-01-01 10:11:12.5' AS t FROM range(3)", { keys: [time()] });
    expect(single.keys[0]).toEqual({ values: ["2026-01-01T10:11:12.5Z"], distinct: 1, leftOutRows: 0 });
    const months = await aggregate("SELECT unnest(['2026-01-01', '2026-02-01', '2026-03-01']::DATE[]) AS month", { keys: [time()] });
    expect(months.keys[0]).toEqual({
      values: ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
      distinct: 3,
      leftOutRows: 0,
    });
  });

  it("take times of the same microsecond as one", async () => {
    const sql = "SELECT unnest(['2026-01-01 00:00:00.000000001', '2026-01-01 00:00:00.000000002', '2026-01-02']::TIMESTAMP_NS[]) AS t";
    const answer = await aggregate(sql, { keys: [time()] });
    expect(rowsOf(answer)).toEqual([
      ["2026-01-01T00:00:00Z", 2],
      ["2026-01-02T00:00:00Z", 1],
    ]);
    expect(answer.keys[0]).toMatchObject({ stepSeconds: 86400, distinct: 2 });
  });

  it("leave out dates beyond the time that there is", async () => {
    const sql = "SELECT unnest(['2026-01-01', NULL, 'infinity', '5877642-06-25 (BC)', '5881580-07-10', '5881579-07-10']::DATE[]) AS d";
    expect(await aggregate(sql, { keys: [time({ steps: 1 })] })).toMatchObject({
      keys: [{ values: ["2026-01-01T00:00:00Z"], leftOutRows: 5 }],
    });
  });

  it("are as wide as asked for, also below a second, and start before 1970 as well", async () => {
    const sql = "SELECT unnest(['1969-12-31 23:59:59.9', '1970-01-01 00:00:00.1', '1970-01-01 00:00:00.3']::TIMESTAMP[]) AS t";
    const answer = await aggregate(sql, { keys: [time({ stepSeconds: 0.25 })] });
    expect(rowsOf(answer).sort()).toEqual([
      ["1969-12-31T23:59:59.75Z", 1],
      ["1970-01-01T00:00:00.25Z", 1],
      ["1970-01-01T00:00:00Z", 1],
    ]);
  });

  it("leave out what is no time, and say how many rows", async () => {
    const answer = await aggregate("SELECT unnest(['2026-01-01', NULL, 'infinity', '-infinity']::TIMESTAMP[]) AS t", { keys: [time()] });
    expect(answer).toMatchObject({ keys: [{ values: ["2026-01-01T00:00:00Z"], leftOutRows: 3 }], rows: 1 });
    expect(await aggregate("SELECT NULL::TIMESTAMP AS t", { keys: [time()] })).toEqual({
      keys: [{ values: [], distinct: 0, leftOutRows: 1 }],
      codes: [[]],
      measures: [[]],
      rows: 0,
      cutGroups: 0,
    });
  });

  it.each([
    [
      "begin at midnight of a zone",
      "Europe/Berlin",
      86400,
      ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
      [24, 23, 24],
    ],
    [
      "begin at midnight of another",
      "America/New_York",
      86400,
      ["2026-03-27T04:00:00Z", "2026-03-28T04:00:00Z", "2026-03-29T04:00:00Z"],
      [5, 24, 24],
    ],
    [
      "begin at whole hours of a zone half an hour off",
      "Asia/Kolkata",
      3600,
      ["2026-03-27T22:30:00Z", "2026-03-27T23:30:00Z", "2026-03-28T00:30:00Z"],
      [1, 1, 1],
    ],
    [
      "keep to the times of the day when clocks change",
      "Europe/Berlin",
      21600,
      ["2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z", "2026-03-29T10:00:00Z"],
      [5, 6, 6],
    ],
  ])("%s", async (_name, zone, stepSeconds, begins, counts) => {
    const hours = "SELECT TIMESTAMP '2026-03-27 23:00:00' + to_hours(i::INT) AS t FROM range(96) r(i)";
    const answer = await aggregate(hours, { keys: [time({ stepSeconds, zone })] });
    const rows = rowsOf(answer).sort();
    const from = rows.findIndex(([begin]) => begin === begins[0]);
    expect(rows.slice(from, from + 3)).toEqual(begins.map((begin, index) => [begin, counts[index]]));
  });

  it("tell the two hours apart that clocks show twice", async () => {
    const hours = "SELECT TIMESTAMPTZ '2026-10-24 22:00:00+00' + to_hours(i::INT) AS t FROM range(26) r(i)";
    expect((await aggregate(hours, { keys: [time({ stepSeconds: 3600, zone: "Europe/Berlin" })] })).measures[0]).toHaveLength(26);
    const days = await aggregate(hours, { keys: [time({ stepSeconds: 86400, zone: "Europe/Berlin" })] });
    expect(rowsOf(days)).toEqual([
      ["2026-10-24T22:00:00Z", 25],
      ["2026-10-25T23:00:00Z", 1],
    ]);
  });

  it("know the days that begin at one o'clock", async () => {
    const hours = "SELECT TIMESTAMP '2018-11-03 03:00:00' + to_hours(i::INT) AS t FROM range(47) r(i)";
    const days = await aggregate(hours, { keys: [time({ stepSeconds: 86400, zone: "America/Sao_Paulo" })] });
    expect(rowsOf(days)).toEqual([
      ["2018-11-03T03:00:00Z", 24],
      ["2018-11-04T03:00:00Z", 23],
    ]);
  });

  it("of a week begin with a Monday", async () => {
    const days = "SELECT DATE '2026-03-11' + i::INT AS d FROM range(14) r(i)";
    const answer = await aggregate(days, { keys: [time({ stepSeconds: 7 * 86400 })] });
    expect(answer.keys[0]?.values).toEqual(["2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z", "2026-03-23T00:00:00Z"]);
  });

  it("cover all the time that the engine has", async () => {
    const all = "SELECT unnest(['290309-12-22 (BC) 00:00:00', '1970-01-01', '294247-01-10 04:00:54.775806']::TIMESTAMP[]) AS t";
    const answer = await aggregate(`${all} UNION ALL SELECT '2026-01-01'::TIMESTAMP`, {
      keys: [time({ steps: 2, zone: "Europe/Berlin" })],
    });
    expect(answer.rows).toBe(4);
    expect(answer.keys[0]?.values).toHaveLength(2);
  });
});

describe("Ranges of numbers", () => {
  it("have round edges with the lowest and the highest number in them", async () => {
    const answer = await aggregate("SELECT range AS n FROM range(3, 98)", { keys: [bins(10)] });
    expect(answer.keys[0]).toMatchObject({
      values: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90],
      upperEdges: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    });
    expect(
      rowsOf(answer)
        .sort((a, b) => Number(a[0]) - Number(b[0]))
        .map(([, rows]) => rows),
    ).toEqual([7, 10, 10, 10, 10, 10, 10, 10, 10, 8]);
  });

  it("of whole numbers are never smaller than one", async () => {
    const answer = await aggregate("SELECT unnest([7, 7, 8, 9]) AS n", { keys: [bins(50)] });
    expect(answer.keys[0]).toMatchObject({ values: [7, 8, 9], upperEdges: [8, 9, 10] });
    expect((await aggregate("SELECT 443 AS n", { keys: [bins(50)] })).keys[0]).toMatchObject({ values: [443], upperEdges: [444] });
  });

  it("have each decimal in the range that begins with it", async () => {
    const answer = await aggregate("SELECT i / 100 AS n FROM range(100) t(i)", { keys: [bins(100)] });
    expect(answer.measures[0]).toEqual(Array.from({ length: 100 }, () => 1));
    expect(answer.keys[0]?.values[29]).toBe(0.29);
  });

  it.each([
    ["all alike", "SELECT unnest([3.7, 3.7]::DOUBLE[])", 1],
    ["zero", "SELECT unnest([0, 0]::DOUBLE[])", 1],
    ["of both signs", "SELECT unnest([-5, 5]::DOUBLE[])", 2],
    ["from the smallest to the largest there are", "SELECT unnest([-1.7976931348623157e308, 0, 1.7976931348623157e308]::DOUBLE[])", 3],
    ["large and close together", "SELECT unnest([1e15, 1e15 + 0.5]::DOUBLE[])", 1],
    ["tiny", "SELECT unnest([5e-324, 1e-310]::DOUBLE[])", 1],
  ])("take numbers that are %s", async (_name, sql, groups) => {
    const answer = await aggregate(`${sql} AS n`, { keys: [bins(20)] });
    expect(answer.measures[0]?.length).toBeGreaterThanOrEqual(groups);
    expect(answer.keys[0]).toMatchObject({ leftOutRows: 0 });
    expect((answer.measures[0] ?? []).reduce<number>((sum, rows) => sum + (rows ?? 0), 0)).toBe(answer.rows);
    expect(answer.keys[0]?.values.length).toBeLessThanOrEqual(20);
  });

  it("of the same ratio leave out what is not above zero, and say how many rows", async () => {
    const answer = await aggregate("SELECT unnest(['-1', '0', '1', '9', '10', '99', '100', '5000', NULL, 'inf']::DOUBLE[]) AS n", {
      keys: [bins(4, true)],
    });
    expect(answer.keys[0]).toMatchObject({ values: [1, 10, 100, 1000], upperEdges: [10, 100, 1000, 10000], leftOutRows: 4 });
    expect(rowsOf(answer)).toEqual([
      [1, 2],
      [10, 2],
      [100, 1],
      [1000, 1],
    ]);
  });

  it("leave out NULL and what is infinite, and say how many rows", async () => {
    const answer = await aggregate("SELECT unnest(['5', NULL, 'inf', 'nan', '17']::DOUBLE[]) AS n", { keys: [bins(3)] });
    expect(answer).toMatchObject({ keys: [{ values: [5, 15], upperEdges: [10, 20], leftOutRows: 3 }], rows: 2 });
  });

  it("of times are steps with their ends", async () => {
    const answer = await aggregate(minutes, { keys: [bins(5)] });
    expect(answer.keys[0]).toMatchObject({
      values: ["2026-03-14T00:00:00Z", "2026-03-14T02:00:00Z", "2026-03-14T04:00:00Z", "2026-03-14T06:00:00Z", "2026-03-14T08:00:00Z"],
      upperEdges: ["2026-03-14T02:00:00Z", "2026-03-14T04:00:00Z", "2026-03-14T06:00:00Z", "2026-03-14T08:00:00Z", "2026-03-14T10:00:00Z"],
    });
  });
});

describe("An aggregation is refused", () => {
  it.each<[name: string, aggregation: Partial<Aggregation>]>([
    ["over a column that is not there", { keys: [value(9)] }],
    ["with a measure of a column that is not there", { measures: [{ fn: "sum", column: -1 }] }],
    ["with a measure of no column", { measures: [{ fn: "sum" }] }],
    ["with an unknown measure", { measures: [{ fn: "mode" as "sum", column: 2 }] }],
    ["without a measure", { measures: [] }],
    ["with four keys", { keys: [value(0), value(0), value(0), value(0)] }],
    ["with too many groups", { groupLimit: 100_001 }],
    ["with half a top", { keys: [value(0, { top: 1.5 })] }],
    ["with first values and named ones", { keys: [value(0, { top: 1, values: ["a"] })] }],
    ["with steps of nothing", { keys: [time({ stepSeconds: 0 })] }],
    ["with steps of all time", { keys: [time({ stepSeconds: Infinity })] }],
    ["with no step", { keys: [time({ steps: 0 })] }],
    ["in a zone that is none", { keys: [time({ zone: "Mars/Olympus'" })] }],
    ["with steps of time of a text", { keys: [time()] }],
    ["with ranges of a text", { keys: [bins(5)] }],
    ["with too many ranges", { keys: [bins(1001)] }],
  ])("%s", async (_name, aggregation) => {
    expect(await failure(aggregate(flows, aggregation))).toMatchObject({ data: { kind: "invalidRequest" } });
  });

  it("of a result that is gone", async () => {
    const { resultId } = await fixture.run(flows);
    await fixture.queries.disposeResult(resultId);
    const asked = fixture.queries.aggregate({ resultId, aggregation: { keys: [], measures: [count], groupLimit: 1 } }, never);
    expect(await failure(asked)).toMatchObject({ data: { kind: "gone" } });
  });
});

describe("An aggregation that is stopped or fails", () => {
  it("ends, and leaves no table behind", async () => {
    const { resultId } = await fixture.run("SELECT i AS n, hash(i) AS h FROM range(3000000) t(i)");
    const before = await fixture.resultTables();
    const controller = new AbortController();
    const aggregation = { keys: [value(0), value(1)], measures: [{ fn: "median", column: 1 }, count], groupLimit: 10 } as const;
    const asked = fixture.queries.aggregate({ resultId, aggregation }, controller.signal);
    const stopped = asked.catch((error: unknown) => error);
    await expect.poll(() => fixture.resultTables(), { interval: 1, timeout: 20_000 }).toBeGreaterThan(before);
    controller.abort();
    expect(await stopped).toBe(controller.signal.reason);
    expect(await fixture.resultTables()).toBe(before);
    await failure(fixture.queries.aggregate({ resultId, aggregation: { ...aggregation, keys: [value(1), time()] } }, never));
    expect(await fixture.resultTables()).toBe(before);
  });

  it("is stopped when everything closes", async () => {
    const other = await QueryFixture.open();
    const { resultId } = await other.run("SELECT i AS n, hash(i) AS h FROM range(3000000) t(i)");
    const before = await other.resultTables();
    const aggregation = { keys: [value(0), value(1)], measures: [count], groupLimit: 10 };
    const ended = other.queries.aggregate({ resultId, aggregation }, never).catch((error: unknown) => error);
    await expect.poll(() => other.resultTables(), { interval: 1, timeout: 20_000 }).toBeGreaterThan(before);
    await other.close();
    expect(await ended).toMatchObject({ name: "AbortError" });
  });
});
