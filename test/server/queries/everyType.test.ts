import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CopyFormat, ExportFormat, ResultSummary } from "../../../src/protocol/query";
import { never, QueryFixture } from "../engines/results/queryFixture";

/** The engine's own example of every type it has: least, greatest and no value. */
describe("Every type of the engine", () => {
  let fixture: QueryFixture;
  let summary: ResultSummary;
  let all: number[];

  beforeAll(async () => {
    fixture = await QueryFixture.open();
    await mkdir(fixture.workspace);
    summary = await fixture.run("SELECT *, 1::VARIANT AS variant, TIME_NS '10:00:00.000000001' AS time_ns FROM test_all_types()");
    all = summary.columns.map((_column, index) => index);
  });

  afterAll(async () => {
    await fixture.close();
  });

  it("is read as JSON can carry it", async () => {
    const rows = await fixture.read(summary.resultId);
    expect(rows).toHaveLength(3);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
    const byName = new Map(summary.columns.map(({ name }, index) => [name, rows.map((row) => row[index])]));
    expect(byName.get("uhugeint")).toEqual(["0", "340282366920938463463374607431768211455", null]);
    expect(byName.get("int")).toEqual([-2147483648, 2147483647, null]);
    expect(byName.get("timestamp_array")?.[1]).toContain("infinity");
  });

  it("is sorted by, filtered and found in", async () => {
    for (const column of all) {
      const sorted = await fixture.queries.arrange(
        { resultId: summary.resultId, sort: [{ column, descending: true }], filters: [] },
        never,
      );
      expect(sorted.rowCount).toBe(3);
      const filters = [{ column, op: "isNotNull" } as const, { column, op: "contains", text: "" } as const];
      expect((await fixture.queries.arrange({ resultId: summary.resultId, sort: [], filters }, never)).rowCount).toBeGreaterThanOrEqual(2);
    }
    const search = { resultId: summary.resultId, text: "a", columns: all, from: { row: -1, column: 0 }, backwards: false };
    expect((await fixture.queries.find(search, never))?.matches).toBeGreaterThan(0);
  });

  it.each<CopyFormat>(["tsv", "tsvWithHeaders", "csv", "json", "markdown", "sqlInList"])("is copied as %s", async (format) => {
    const { text } = await fixture.queries.copy({ resultId: summary.resultId, startRow: 0, endRow: 2, columns: all, format }, never);
    if (format === "json") expect(JSON.parse(text)).toHaveLength(3);
    else expect(text).toContain("340282366920938463463374607431768211455");
  });

  it.each<ExportFormat>(["csv", "json", "ndjson", "parquet"])("is saved as %s", async (format) => {
    const path = join(fixture.workspace, `all.${format}`);
    expect(await fixture.queries.export({ resultId: summary.resultId, format, path }, never, () => undefined)).toMatchObject({ rows: 3 });
    if (format === "json") expect(JSON.parse(await readFile(path, "utf8"))).toHaveLength(3);
    if (format === "parquet") expect((await fixture.run(`FROM '${path}'`)).columns).toHaveLength(all.length);
  });

  it("is grouped by, counted and drawn where it has a place", async () => {
    const { resultId } = summary;
    const refused: string[] = [];
    const settle = async (name: string, answer: Promise<unknown>): Promise<void> => {
      await answer.then(
        (value) => expect(JSON.parse(JSON.stringify(value))).toEqual(value),
        (error: unknown) => {
          expect(error).toMatchObject({ data: { kind: "invalidRequest" } });
          refused.push(name);
        },
      );
    };
    for (const column of all) {
      const name = summary.columns[column]?.name ?? "";
      const measures = [{ fn: "distinct", column }, { fn: "count" }] as const;
      const keys = [{ kind: "value", column, top: 1, other: true }] as const;
      const grouped = await fixture.queries.aggregate({ resultId, aggregation: { keys, measures, groupLimit: 10 } }, never);
      expect(grouped, name).toMatchObject({ rows: 3, cutGroups: 0, codes: [column < all.length - 2 ? [0, 1] : [0]] });
      const values = grouped.keys[0]?.values.filter((_value, index) => index !== grouped.keys[0]?.otherIndex) ?? [];
      const namedKeys = [{ kind: "value", column, values, other: true }] as const;
      const named = await fixture.queries.aggregate({ resultId, aggregation: { keys: namedKeys, measures, groupLimit: 10 } }, never);
      expect(named, name).toEqual(grouped);
      const profile = await fixture.queries.profile({ resultId, column }, never);
      expect(profile, name).toMatchObject({ rows: 3, empty: column < all.length - 2 ? 1 : 0 });
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
      for (const fn of ["sum", "avg", "min", "max", "median", "p95"] as const) {
        await settle(
          name,
          fixture.queries.aggregate({ resultId, aggregation: { keys: [], measures: [{ fn, column }], groupLimit: 1 } }, never),
        );
      }
      for (const key of [
        { kind: "time", steps: 2 } as const,
        { kind: "bins", bins: 2 } as const,
        { kind: "bins", bins: 2, log: true } as const,
      ]) {
        const aggregation = { keys: [{ ...key, column }], measures: [{ fn: "count" }], groupLimit: 10 } as const;
        await settle(name, fixture.queries.aggregate({ resultId, aggregation }, never));
      }
      await settle(name, fixture.queries.points({ resultId, x: column, y: column, color: column, limit: 100 }, never));
    }
    expect(refused.filter((name) => name === "varchar")).toHaveLength(10);
    expect(refused.filter((name) => name === "bigint")).toHaveLength(1);
    expect(refused.filter((name) => name === "timestamp_ns")).toHaveLength(6);
  });

  it("is added up where it is a number", async () => {
    const sums = await fixture.queries.sums({ resultId: summary.resultId, startRow: 0, endRow: 2, columns: all }, never);
    expect(sums.cells).toBe(3 * all.length);
    expect(sums.numbers).toBeGreaterThan(20);
  });
});
