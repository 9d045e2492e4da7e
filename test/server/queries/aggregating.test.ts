import { describe, expect, it } from "vitest";
import type { Aggregation } from "../../../src/protocol/chart";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";
import { bins, count, flows, rowsOf, time, value, withAggregation } from "./aggregation";

const { aggregate, fixture } = withAggregation();

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
    const { resultId } = await fixture().run(flows);
    const { viewId } = await fixture().queries.arrange({ resultId, sort: [], filters: [{ column: 1, op: "=", text: "x" }] }, never);
    const aggregation = { keys: [value(0)], measures: [count], groupLimit: 10 };
    expect((await fixture().queries.aggregate({ resultId, viewId, aggregation }, never)).rows).toBe(4);
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
    const { resultId } = await fixture().run(flows);
    await fixture().queries.disposeResult(resultId);
    const asked = fixture().queries.aggregate({ resultId, aggregation: { keys: [], measures: [count], groupLimit: 1 } }, never);
    expect(await failure(asked)).toMatchObject({ data: { kind: "gone" } });
  });
});

describe("An aggregation that is stopped or fails", () => {
  it("ends, and leaves no table behind", async () => {
    const { resultId } = await fixture().run("SELECT i AS n, hash(i) AS h FROM range(3000000) t(i)");
    const before = await fixture().resultTables();
    const controller = new AbortController();
    const aggregation = { keys: [value(0), value(1)], measures: [{ fn: "median", column: 1 }, count], groupLimit: 10 } as const;
    const { ended } = await fixture().atWork(() => fixture().queries.aggregate({ resultId, aggregation }, controller.signal));
    controller.abort();
    expect(await ended).toBe(controller.signal.reason);
    expect(await fixture().resultTables()).toBe(before);
    await failure(fixture().queries.aggregate({ resultId, aggregation: { ...aggregation, keys: [value(1), time()] } }, never));
    expect(await fixture().resultTables()).toBe(before);
  });

  it("is stopped when everything closes", async () => {
    const other = await QueryFixture.open();
    const { resultId } = await other.run("SELECT i AS n, hash(i) AS h FROM range(3000000) t(i)");
    const aggregation = { keys: [value(0), value(1)], measures: [count], groupLimit: 10 };
    const { ended } = await other.atWork(() => other.queries.aggregate({ resultId, aggregation }, never));
    await other.close();
    expect(await ended).toMatchObject({ name: "AbortError" });
  });
});
