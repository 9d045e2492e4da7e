import { describe, expect, it } from "vitest";
import { minutes, rowsOf, time, withAggregation } from "./aggregation";

const { aggregate } = withAggregation();

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
