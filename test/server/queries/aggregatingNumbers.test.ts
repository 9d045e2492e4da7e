import { describe, expect, it } from "vitest";
import { bins, minutes, rowsOf, withAggregation } from "./aggregation";

const { aggregate } = withAggregation();

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
