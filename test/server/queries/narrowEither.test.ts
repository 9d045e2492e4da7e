import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../../src/language/catalog/catalog";
import { flowsBehind } from "../../../src/language/pivot/flowsBehind";
import { narrowStatement } from "../../../src/language/pivot/narrow";
import type { NarrowTerm } from "../../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { IndexFixture, never } from "../indexer/indexFixture";

const header = "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
const asked = "10.0.0.2";

/** A node of a network stands for its address on either side of what is drawn. */
describe("A condition on either of two columns", () => {
  let fixture: IndexFixture;
  let catalog: Catalog;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    const lines = Array.from({ length: 40 }, (_, row) =>
      ["2 1 eni-1", `10.0.0.${row % 5}`, row % 7 === 0 ? "-" : `10.0.0.${row % 4}`, `1 2 6 1 ${row} 1773500000 1773500010 ACCEPT OK`].join(
        " ",
      ),
    );
    await fixture.put("flows.log", [header.replace("version", "version account-id"), ...lines].join("\n"));
    await fixture.run();
    catalog = await fixture.settledCatalog();
  });

  afterAll(() => fixture.close());

  async function read(sql: string): Promise<{ readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly Cell[])[] }> {
    const { queries } = fixture.index;
    const { resultId, columns, rowCount } = await queries.run({ ownerId: "test", sql }, never, () => undefined);
    const { cells } = await queries.rows({ resultId, start: 0, count: 2000 }, never);
    return { columns, rows: Array.from({ length: rowCount }, (_, row) => cells.map((column) => column[row] ?? null)) };
  }

  const term = (op: "in" | "notIn"): NarrowTerm => ({ column: "a", orColumn: "b", op, values: [asked] });

  it.each([
    ["SELECT srcaddr AS a, dstaddr AS b, count(*) AS n FROM flows GROUP BY ALL", "where"],
    ["SELECT srcaddr AS a, dstaddr AS b, count(*) AS n FROM flows WHERE bytes > 3 OR bytes < 2 GROUP BY ALL", "where"],
    ["SELECT srcaddr AS a, dstaddr AS b, count(*) AS n FROM flows GROUP BY ALL ORDER BY ALL LIMIT 12", "around"],
    ["SELECT srcaddr AS a, max(dstaddr) AS b FROM flows GROUP BY srcaddr", "around"],
    ["SELECT max(srcaddr) AS a, min(dstaddr) AS b, bytes % 23 AS n FROM flows GROUP BY n", "having"],
  ])("keeps the rows that have the value on either side, or on none: %s", async (sql, where) => {
    const { columns, rows } = await read(sql);
    const has = (row: readonly Cell[]): boolean => row[0] === asked || row[1] === asked;
    for (const op of ["in", "notIn"] as const) {
      const narrowed = narrowStatement({ sql, columns, terms: [term(op)], mode: "add" }, catalog);
      if (typeof narrowed === "string") throw new Error(narrowed);
      const expected = rows.filter((row) => has(row) === (op === "in"));
      expect(expected.length).toBeGreaterThan(0);
      expect([narrowed.how, sorted((await read(narrowed.sql)).rows)]).toEqual([where, sorted(expected)]);
    }
  });

  it("takes the place of what the statement asks of either column, also where that was such a condition", () => {
    const columns = [
      { name: "srcaddr", type: "VARCHAR" },
      { name: "dstaddr", type: "VARCHAR" },
    ];
    const either: NarrowTerm = { column: "srcaddr", orColumn: "dstaddr", op: "in", values: [asked] };
    const only = "SELECT srcaddr, dstaddr FROM flows WHERE (srcaddr = '10.0.0.2' OR dstaddr = '10.0.0.2') AND bytes > 1";
    for (const before of ["srcaddr = 'x' AND bytes > 1 AND dstaddr <> 'y'", "(srcaddr = 'x' OR dstaddr = 'x') AND bytes > 1"]) {
      const sql = `SELECT srcaddr, dstaddr FROM flows WHERE ${before}`;
      expect(narrowStatement({ sql, columns, terms: [either], mode: "replace" }, catalog)).toEqual({
        sql: only,
        condition: "(srcaddr = '10.0.0.2' OR dstaddr = '10.0.0.2')",
        how: "where",
      });
    }
    const missing: NarrowTerm = { ...either, orColumn: "other" };
    expect(narrowStatement({ sql: only, columns, terms: [missing], mode: "add" }, catalog)).toBe("The result has no column other.");
  });

  it.each([
    "SELECT srcaddr, dstaddr, count(*) AS n FROM flows GROUP BY ALL",
    "WITH pairs AS (SELECT srcaddr, dstaddr, count(*) AS n FROM flows GROUP BY ALL) SELECT *, 1 AS one FROM pairs",
  ])("leads to the flows of both sides: %s", async (sql) => {
    const { columns, rows } = await read(sql);
    const terms: readonly NarrowTerm[] = [{ column: "srcaddr", orColumn: "dstaddr", op: "in", values: [asked] }];
    const flows = flowsBehind({ sql, columns, terms, as: "flows" }, catalog);
    if (typeof flows === "string") throw new Error(flows);
    expect(flows.sql).toContain(`-- @name Flows of ${asked}\n`);
    const counted = rows.filter(([a, b]) => a === asked || b === asked).reduce((sum, row) => sum + Number(row[2]), 0);
    expect((await read(flows.sql)).rows).toHaveLength(counted);
  });
});

function sorted(rows: readonly (readonly Cell[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
