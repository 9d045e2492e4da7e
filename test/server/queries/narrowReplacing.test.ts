import { describe, expect, it } from "vitest";
import { narrowStatement } from "../../../src/language/pivot/narrow";
import type { NarrowTerm } from "../../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { sorted, withNarrowedFlows } from "./narrowedFlows";

const { catalog, read } = withNarrowedFlows((row) => (row % 6 === 0 ? "-" : "2"), "CREATE MACRO own_total(x) AS sum(x)");

function narrow(sql: string, columns: readonly ResultColumn[], terms: readonly NarrowTerm[], mode: "add" | "replace" = "add") {
  const narrowed = narrowStatement({ sql, columns, terms, mode }, catalog());
  if (typeof narrowed === "string") throw new Error(narrowed);
  return narrowed;
}

describe("A condition put into a statement that has others", () => {
  it.each([
    ["SELECT srcaddr FROM flows WHERE srcaddr = 'a' AND bytes > 1", "WHERE srcaddr = '10.0.0.2' AND bytes > 1"],
    ["SELECT srcaddr FROM flows WHERE bytes > 1 AND srcaddr IN ('a', 'b') AND srcaddr <> 'c'", "WHERE bytes > 1 AND srcaddr = '10.0.0.2'"],
    ["SELECT srcaddr FROM flows f WHERE 'a' = f.srcaddr", "WHERE srcaddr = '10.0.0.2'"],
    [
      "SELECT srcaddr FROM flows WHERE (srcaddr NOT IN ('a', 'b') OR srcaddr IS NULL) AND bytes BETWEEN 1 AND 2",
      "WHERE srcaddr = '10.0.0.2' AND bytes BETWEEN 1 AND 2",
    ],
    ["SELECT srcaddr FROM flows WHERE srcaddr = 'a' OR bytes > 1", "WHERE (srcaddr = 'a' OR bytes > 1) AND srcaddr = '10.0.0.2'"],
    ["SELECT srcaddr FROM flows WHERE srcaddr = 'a' OR (srcaddr = 'b')", "WHERE srcaddr = '10.0.0.2'"],
    [
      "SELECT srcaddr FROM flows WHERE srcaddr = 'c' AND (srcaddr = 'a' OR (bytes > 1 OR srcaddr = 'b'))",
      "WHERE srcaddr = '10.0.0.2' AND (srcaddr = 'a' OR (bytes > 1 OR srcaddr = 'b'))",
    ],
    ["SELECT srcaddr FROM flows WHERE srcaddr = dstaddr", "WHERE srcaddr = dstaddr AND srcaddr = '10.0.0.2'"],
    ["SELECT srcaddr FROM flows WHERE lower(srcaddr) = 'a'", "WHERE lower(srcaddr) = 'a' AND srcaddr = '10.0.0.2'"],
    [
      "SELECT lower(srcaddr) AS srcaddr FROM flows WHERE LOWER( srcaddr ) = 'a' AND srcport IS NULL",
      "WHERE lower(srcaddr) = '10.0.0.2' AND srcport IS NULL",
    ],
    ["SELECT srcaddr FROM flows", "WHERE srcaddr = '10.0.0.2'"],
    [
      "SELECT srcaddr FROM flows WHERE CASE WHEN srcaddr = 'a' AND bytes > 1 THEN true END",
      "WHERE CASE WHEN srcaddr = 'a' AND bytes > 1 THEN true END\n  AND srcaddr = '10.0.0.2'",
    ],
  ])("takes the place of what a statement asks of the same column: %s", async (sql, expected) => {
    const { columns } = await read(sql);
    const { sql: narrowed, condition } = narrow(sql, columns, [{ column: "srcaddr", op: "in", values: ["10.0.0.2"] }], "replace");
    expect(expected).toContain(condition);
    expect(narrowed.slice(narrowed.indexOf("WHERE"))).toBe(expected);
    await read(narrowed);
  });

  it("takes the place of a condition on groups, and of a range of times", async () => {
    const sql =
      "SELECT date_trunc('hour', start_time) AS hour, sum(bytes) AS b FROM flows WHERE start_time >= TIMESTAMP '2026-03-14' AND start_time < TIMESTAMP '2026-03-15' GROUP BY hour HAVING sum(bytes) > 3";
    const { columns } = await read(sql);
    const range: NarrowTerm = { column: "hour", op: "range", from: "2026-03-14T15:00:00Z", to: "2026-03-14T16:00:00Z" };
    const { sql: narrowed } = narrow(sql, columns, [range, { column: "b", op: "range", from: "5", to: null }], "replace");
    expect(narrowed).toBe(
      "SELECT date_trunc('hour', start_time) AS hour, sum(bytes) AS b FROM flows WHERE start_time >= TIMESTAMP '2026-03-14 15:00:00' AND start_time < TIMESTAMP '2026-03-14 16:00:00' GROUP BY hour HAVING sum(bytes) >= 5",
    );
  });

  const hour = ["2026-03-14T15:00:00Z", "2026-03-14T16:00:00Z"] as const;
  const inHour = "start_time >= TIMESTAMP '2026-03-14 15:00:00' AND start_time < TIMESTAMP '2026-03-14 16:00:00'";

  it.each([
    ["start_time >= TIMESTAMP '2026-03-14 02:30:00' AND start_time < TIMESTAMP '2026-03-14 16:00:00'", inHour],
    ["bytes >= 0 AND start_time >= TIMESTAMP '2026-03-14' AND start_time < '2026-03-15'", `bytes >= 0 AND ${inHour}`],
    ["(start_time > DATE '2026-03-13') AND start_time <= TIMESTAMP '2026-03-14 16:00' AND bytes >= 0", `${inHour} AND bytes >= 0`],
    [
      "start_time >= TIMESTAMP '2026-03-14 15:00:00.5' AND start_time < TIMESTAMP '2026-03-14 15:59'",
      `start_time >= TIMESTAMP '2026-03-14 15:00:00.5' AND start_time < TIMESTAMP '2026-03-14 15:59'\n  AND ${inHour}`,
    ],
    ["start_time <> TIMESTAMP '2026-03-14'", `start_time <> TIMESTAMP '2026-03-14'\n  AND ${inHour}`],
    [
      "end_time >= TIMESTAMP '2026-03-14' OR start_time >= TIMESTAMP '2026-03-14'",
      `(end_time >= TIMESTAMP '2026-03-14' OR start_time >= TIMESTAMP '2026-03-14')\n  AND ${inHour}`,
    ],
  ])("a range takes the place of the wider one before it, and of nothing else: %s", async (conditions, expected) => {
    const sql = `SELECT start_time, bytes FROM flows WHERE ${conditions}`;
    const { columns, rows } = await read(sql);
    const [from, to] = hour;
    const { sql: narrowed } = narrow(sql, columns, [{ column: "start_time", op: "range", from, to }]);
    expect(narrowed.slice(narrowed.indexOf("WHERE ") + 6)).toBe(expected);
    const isInside = ([time]: readonly Cell[]): boolean => String(time) >= from && String(time) < to;
    expect(sorted((await read(narrowed)).rows)).toEqual(sorted(rows.filter(isInside)));
  });

  it("a range of numbers takes the place of the wider one before it", async () => {
    const { columns } = await read("SELECT bytes FROM flows");
    const term: NarrowTerm = { column: "bytes", op: "range", from: "100", to: "500" };
    const asked = (sql: string): string => narrow(sql, columns, [term]).sql;
    expect(asked("SELECT bytes FROM flows WHERE bytes >= 17 AND bytes < 900")).toBe(
      "SELECT bytes FROM flows WHERE bytes >= 100 AND bytes < 500",
    );
    expect(asked("SELECT bytes FROM flows WHERE bytes > 100")).toBe(
      "SELECT bytes FROM flows WHERE bytes > 100 AND bytes >= 100 AND bytes < 500",
    );
  });
});
