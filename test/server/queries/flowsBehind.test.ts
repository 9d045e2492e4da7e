import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../../src/language/catalog/catalog";
import { flowsBehind } from "../../../src/language/pivot/flowsBehind";
import type { NarrowTerm } from "../../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { sampleStart } from "../../support/flowSamples";
import { IndexFixture, never } from "../indexer/indexFixture";

const header = "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

describe("flowsBehind", () => {
  let fixture: IndexFixture;
  let catalog: Catalog;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    const lines = Array.from({ length: 60 }, (_, row) => {
      const start = sampleStart + row * 37;
      const ends = [`eni-${row % 3}`, `10.0.0.${row % 5}`, `10.0.1.${row % 4}`];
      return [2, ...ends, 40_000, 1000 + (row % 5), 6, row, row * 17, start, start + 30, row % 3 === 0 ? "REJECT" : "ACCEPT", "OK"].join(
        " ",
      );
    });
    await fixture.put("flows.log", [header, ...lines].join("\n"));
    await fixture.run();
    catalog = await fixture.settledCatalog();
  });

  afterAll(() => fixture.close());

  async function read(sql: string): Promise<Result> {
    const { queries } = fixture.index;
    const { resultId, columns, rowCount } = await queries.run({ ownerId: "test", sql }, never, () => undefined);
    const { cells } = await queries.rows({ resultId, start: 0, count: 2000 }, never);
    return { columns, rows: Array.from({ length: rowCount }, (_, row) => cells.map((column) => column[row] ?? null)) };
  }

  function behind(sql: string, { columns }: Pick<Result, "columns">, terms: readonly NarrowTerm[], as: "flows" | "sources"): string {
    const written = flowsBehind({ sql, columns, terms, as }, catalog);
    if (typeof written === "string") throw new Error(written);
    return written.sql;
  }

  it.each([
    "SELECT action, dstport, count(*) AS n FROM flows GROUP BY ALL",
    "SELECT action, count(*) AS n FROM flows WHERE bytes > 100 OR dstport = 1001 GROUP BY action ORDER BY n DESC LIMIT 1",
    "-- @name A\nSELECT f.srcaddr AS action, count(*) AS n\nFROM flows AS f -- all\nWHERE bytes > 1 GROUP BY 1 HAVING count(*) > 1\n",
    "FROM flows SELECT lower(action) AS action, count(*) AS n GROUP BY 1",
  ])("gives as many flows as a group counts, and as many from its sources: %s", async (sql) => {
    const result = await read(sql);
    expect(result.rows.length).toBeGreaterThan(0);
    const keys = result.columns.slice(0, -1);
    for (const row of result.rows) {
      const terms = keys.map(({ name }, index): NarrowTerm => ({ column: name, op: "in", values: [row[index] ?? null] }));
      const flows = await read(behind(sql, result, terms, "flows"));
      expect(String(flows.rows.length)).toBe(row.at(-1));
      expect(flows.columns.map(({ name }) => name).slice(0, 4)).toEqual(["start_time", "end_time", "action", "srcaddr"]);
      const sources = await read(behind(sql, result, terms, "sources"));
      expect(sources.rows.reduce((sum, [, records]) => sum + Number(records), 0)).toBe(flows.rows.length);
    }
  });

  const steps =
    "SELECT time_bucket(INTERVAL 5 MINUTE, start_time) AS step, action, count(*) AS n\nFROM flows\nWHERE bytes > 1\nGROUP BY ALL";
  const mark: readonly NarrowTerm[] = [
    { column: "step", op: "range", from: "2026-03-14T15:05:00Z", to: "2026-03-14T15:10:00Z" },
    { column: "action", op: "in", values: ["REJECT"] },
  ];
  const within = "start_time >= TIMESTAMP '2026-03-14 15:05:00' AND start_time < TIMESTAMP '2026-03-14 15:10:00'";

  it("keeps the step of time, the value and the statement's own conditions", async () => {
    const sql = behind(steps, await read(steps), mark, "sources");
    expect(sql).toBe(
      "-- @name Sources of 2026-03-14T15:05:00Z to 2026-03-14T15:10:00Z, REJECT\n" +
        "SELECT srcaddr, count(*) AS records, sum(bytes) AS bytes, min(start_time) AS first_seen, max(end_time) AS last_seen\n" +
        `FROM flows\nWHERE bytes > 1\n  AND ${within}\n  AND action = 'REJECT'\nGROUP BY srcaddr\nORDER BY records DESC, srcaddr;\n`,
    );
    expect((await read(sql)).rows.length).toBeGreaterThan(0);
  });

  it("asks all flows where the statement reads them in a way of its own", async () => {
    const sql = `WITH steps AS (${steps}) SELECT step, action, sum(n) AS n FROM steps GROUP BY ALL`;
    const written = behind(sql, await read(sql), mark, "flows");
    expect(written).toContain(`FROM flows\nWHERE ${within}\n  AND action = 'REJECT'\nORDER BY start_time;`);
    expect((await read(written)).rows.length).toBeGreaterThan(0);
  });

  it("shows the rows of another relation as they are, and says that it has no sources", async () => {
    const sql = "SELECT outcome, count(*) AS n FROM conversations GROUP BY outcome";
    const terms: readonly NarrowTerm[] = [{ column: "outcome", op: "in", values: ["ACCEPT"] }];
    const result = await read(sql);
    const written = behind(sql, result, terms, "flows");
    expect(written).toBe("-- @name Flows of ACCEPT\nSELECT *\nFROM conversations\nWHERE outcome = 'ACCEPT';\n");
    const counted = result.rows.find(([outcome]) => outcome === "ACCEPT")?.[1];
    expect(String((await read(written)).rows.length)).toBe(counted);
    expect(flowsBehind({ sql, columns: result.columns, terms, as: "sources" }, catalog)).toContain("reads flows");
  });

  it("says which column it cannot ask flows for", async () => {
    const sql = "SELECT unnest([srcaddr, dstaddr]) AS host FROM flows";
    const written = flowsBehind(
      { sql, columns: (await read(sql)).columns, terms: [{ column: "host", op: "in", values: ["a\nb"] }], as: "flows" },
      catalog,
    );
    expect(written).toBe("host is no column of flows, so it cannot be said which flows these are.");
  });
});
