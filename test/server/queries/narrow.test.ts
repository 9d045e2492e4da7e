import { describe, expect, it } from "vitest";
import { narrowStatement } from "../../../src/language/pivot/narrow";
import type { NarrowTerm } from "../../../src/protocol/pivot";
import type { Cell, ResultColumn } from "../../../src/protocol/query";
import { sorted, withNarrowedFlows } from "./narrowedFlows";

/** Statements of many shapes, and where conditions on their columns have to stand: in the order of the columns, the last one for all others. */
const statements: readonly (readonly [sql: string, how: readonly ("where" | "having" | "around")[]])[] = [
  ["FROM flows", ["where"]],
  ["SELECT * FROM flows", ["where"]],
  ["FROM flows SELECT srcaddr, bytes", ["where"]],
  ["FROM flows SELECT srcaddr, bytes WHERE protocol = 6 OR protocol = 17", ["where"]],
  ["SELECT srcaddr, dstport, bytes FROM flows WHERE bytes > 100 -- the large ones", ["where"]],
  ["SELECT srcaddr, bytes FROM flows WHERE bytes > 100 OR protocol = 17 ORDER BY bytes", ["where"]],
  [
    "-- @name Bytes\nSELECT srcaddr AS who, sum(bytes) AS bytes\nFROM flows\nGROUP BY who\nORDER BY bytes DESC;\n-- behind",
    ["where", "having"],
  ],
  ["SELECT srcaddr, dstaddr, count(*) AS records, max(bytes) FROM flows GROUP BY ALL HAVING count(*) > 1", ["where", "where", "having"]],
  ["SELECT srcaddr, count(*) AS records FROM flows GROUP BY 1 HAVING count(*) > 1 OR sum(bytes) > 900", ["where", "having"]],
  ["SELECT count(*) AS records, sum(bytes) AS bytes, 'x' AS mark FROM flows", ["having"]],
  ["SELECT srcaddr, count(*) AS records FROM flows GROUP BY srcaddr ORDER BY records DESC, srcaddr LIMIT 2", ["around"]],
  ["SELECT DISTINCT srcaddr, dstport FROM flows", ["where"]],
  ["SELECT DISTINCT ON (srcaddr) srcaddr, dstport FROM flows ORDER BY srcaddr, dstport", ["around"]],
  ["SELECT srcaddr, bytes, row_number() OVER (ORDER BY bytes, srcport) AS place FROM flows", ["around"]],
  ["SELECT srcaddr, bytes FROM flows QUALIFY row_number() OVER (PARTITION BY srcaddr ORDER BY bytes) = 1", ["around"]],
  ["SELECT srcaddr AS address FROM flows UNION ALL SELECT dstaddr FROM flows", ["around"]],
  ["(SELECT srcaddr FROM flows)", ["around"]],
  ["SELECT srcaddr, count(*) AS n FROM flows GROUP BY ROLLUP (srcaddr)", ["around"]],
  ["WITH big AS (SELECT srcaddr AS a, sum(bytes) AS b FROM flows GROUP BY 1) SELECT a, b FROM big WHERE b > 10", ["where"]],
  ["WITH big AS (FROM flows WHERE bytes > 50) FROM big", ["where"]],
  ["SELECT f.srcaddr, g.srcaddr, f.bytes FROM flows f JOIN flows g ON f.srcport = g.dstport", ["where"]],
  ["SELECT f.*, g.bytes AS other FROM flows f JOIN flows g ON f.srcport = g.dstport", ["where"]],
  [
    "SELECT * FROM flows f JOIN (SELECT dstport AS srcport, 1 AS extra FROM flows) g USING (srcport)",
    ["where", "where", "where", "where", "around", "where"],
  ],
  ['SELECT "srcaddr" AS "from where", bytes * 2 AS "twice ""it""" FROM flows', ["where"]],
  ["SELECT CASE WHEN bytes > 100 AND protocol = 6 THEN 'large' END AS size, srcaddr || ':' || srcport AS source FROM flows", ["where"]],
  [
    "SELECT time_bucket(INTERVAL '5 minutes', start_time) AS step, count(*) AS n FROM flows GROUP BY step ORDER BY step",
    ["where", "having"],
  ],
  ["SELECT sum(bytes) AS b, b / 2 AS half, srcaddr FROM flows GROUP BY srcaddr", ["having", "around", "where"]],
  ["SELECT bytes AS b, b / 2 AS half FROM flows", ["where", "around"]],
  ["SELECT srcaddr, (SELECT max(bytes) FROM flows) AS most FROM flows", ["where"]],
  ["SELECT unnest([srcaddr, dstaddr]) AS address, bytes FROM flows", ["around"]],
  ["SELECT * REPLACE (bytes * 8 AS bytes) FROM flows", ["around"]],
  ["SELECT * EXCLUDE (bytes) FROM flows", ["where"]],
  ["SELECT 1 AS one, *, bytes AS last FROM flows", ["where"]],
  ["SELECT * FROM flows USING SAMPLE 1000 ROWS", ["around"]],
  ["PIVOT (SELECT srcaddr, action, bytes FROM flows) ON action USING sum(bytes) GROUP BY srcaddr", ["around"]],
  ["SUMMARIZE SELECT bytes, srcport FROM flows", ["around"]],
  ["VALUES (1, 'a'), (2, NULL)", ["around"]],
  ["SELECT 1 AS one, NULL AS nothing", ["around"]],
  ["SELECT list(srcaddr ORDER BY srcaddr) AS all, {'a': protocol} AS s, protocol FROM flows GROUP BY protocol", ["having", "where"]],
  [
    "SELECT srcport::UBIGINT AS a, bytes::HUGEINT AS b, bytes / 7 AS c, (bytes / 7)::DECIMAL(18, 3) AS d, (bytes / 7)::FLOAT AS e FROM flows",
    ["where"],
  ],
  [
    "SELECT start_time AS a, start_time::TIMESTAMPTZ AS b, start_time::DATE AS c, end_time - start_time AS d, start_time::TIME AS e FROM flows",
    ["where"],
  ],
  ["SELECT encode(srcaddr) AS a, bytes > 100 AS b, md5(srcaddr)::UUID AS c, start_time::TIMESTAMP_NS AS d FROM flows", ["where"]],
  ["SELECT own_total(bytes) AS total, srcaddr FROM flows GROUP BY srcaddr", ["around", "where"]],
  ["SELECT random() < 2 AS always, srcaddr FROM flows", ["around", "where"]],
  ["FROM conversations SELECT initiator, port, sum(bytes_sent) AS sent GROUP BY ALL", ["where", "where", "having"]],
  [
    "SELECT srcaddr, count(*) FILTER (WHERE action = 'REJECT') AS rejects FROM flows WHERE bytes BETWEEN 1 AND 5000 GROUP BY srcaddr",
    ["where", "having"],
  ],
  ["SELECT s.srcaddr FROM (SELECT srcaddr FROM flows LIMIT 5) AS s", ["where"]],
  ["TABLE flows", ["around"]],
];

const { catalog, read } = withNarrowedFlows((row) => (row % 6 === 0 ? "-" : "2"), "CREATE MACRO own_total(x) AS sum(x)");

function narrow(sql: string, columns: readonly ResultColumn[], terms: readonly NarrowTerm[], mode: "add" | "replace" = "add") {
  const narrowed = narrowStatement({ sql, columns, terms, mode }, catalog());
  if (typeof narrowed === "string") throw new Error(narrowed);
  return narrowed;
}

describe("narrowStatement", () => {
  it.each(statements)("gives exactly the rows of a result that meet a condition: %s", async (sql, hows) => {
    const { columns, rows } = await read(sql);
    expect(rows.length).toBeGreaterThan(0);
    for (const [index, { name, type }] of columns.entries()) {
      if (columns.findIndex((column) => column.name === name) !== index) continue;
      // Of all columns of flows, one of each type: their conditions are written in the same way.
      if (columns.length > 20 && columns.findIndex((column) => column.type === type) !== index) continue;
      const values = [...new Set(rows.map((row) => row[index] ?? null))];
      const value = values.find((each) => each !== null) ?? null;
      for (const op of ["in", "notIn"] as const) {
        for (const asked of [[value], values.slice(0, 2), [null]]) {
          const { sql: narrowed, how, condition } = narrow(sql, columns, [{ column: name, op, values: asked }]);
          const expected = rows.filter((row) => asked.includes(row[index] ?? null) === (op === "in"));
          const got = await read(narrowed);
          expect([narrowed, sorted(got.rows)]).toEqual([narrowed, sorted(expected)]);
          expect([narrowed, how]).toEqual([narrowed, hows[Math.min(index, hows.length - 1)]]);
          expect(narrowed).toContain(condition);
        }
      }
    }
  });

  it("puts a range of steps on the column of times below them", async () => {
    const sql = "SELECT time_bucket(INTERVAL '5 minutes', start_time) AS step, count(*) AS n FROM flows GROUP BY step";
    const { columns, rows } = await read(sql);
    const [from, to] = ["2026-03-14T15:05:00Z", "2026-03-14T15:20:00Z"];
    const { sql: narrowed } = narrow(sql, columns, [{ column: "step", op: "range", from, to }]);
    expect(narrowed).toBe(
      "SELECT time_bucket(INTERVAL '5 minutes', start_time) AS step, count(*) AS n FROM flows " +
        "WHERE start_time >= TIMESTAMP '2026-03-14 15:05:00' AND start_time < TIMESTAMP '2026-03-14 15:20:00' GROUP BY step",
    );
    const isInside = ([step]: readonly Cell[]): boolean => String(step) >= from && String(step) < to;
    expect(sorted((await read(narrowed)).rows)).toEqual(sorted(rows.filter(isInside)));
    const { sql: without } = narrow(sql, columns, [{ column: "step", op: "notRange", from, to }]);
    expect(sorted((await read(without)).rows)).toEqual(sorted(rows.filter((row) => !isInside(row))));
  });

  it.each([
    [
      "SELECT bytes FROM flows",
      { column: "bytes", op: "range", from: "100", to: "500" },
      (cell: Cell) => Number(cell) >= 100 && Number(cell) < 500,
    ],
    ["SELECT bytes FROM flows LIMIT 30", { column: "bytes", op: "range", from: "100", to: null }, (cell: Cell) => Number(cell) >= 100],
    [
      "SELECT bytes FROM flows",
      { column: "bytes", op: "notRange", from: "100", to: "500" },
      (cell: Cell) => Number(cell) < 100 || Number(cell) >= 500,
    ],
    [
      "SELECT srcport FROM flows LIMIT 50",
      { column: "srcport", op: "notRange", from: 1001, to: 1004 },
      (cell: Cell) => cell === null || Number(cell) < 1001 || Number(cell) >= 1004,
    ],
    ["SELECT start_time::DATE AS day FROM flows", { column: "day", op: "range", from: "2026-03-14", to: "2026-03-15" }, () => true],
  ] as const)("puts a range on a column: %s", async (sql, term, fits) => {
    const { columns, rows } = await read(sql);
    const narrowed = narrow(sql, columns, [term]);
    expect(sorted((await read(narrowed.sql)).rows)).toEqual(sorted(rows.filter(([cell = null]) => fits(cell))));
  });

  it("puts several conditions where each belongs", async () => {
    const sql = "SELECT srcaddr, action, count(*) AS n FROM flows GROUP BY ALL";
    const { columns, rows } = await read(sql);
    const terms: readonly NarrowTerm[] = [
      { column: "srcaddr", op: "notIn", values: ["10.0.0.1"] },
      { column: "action", op: "in", values: ["ACCEPT"] },
      { column: "n", op: "in", values: ["8"] },
    ];
    const { sql: narrowed, how, condition } = narrow(sql, columns, terms);
    expect(how).toBe("having");
    expect(condition).toBe("srcaddr IS DISTINCT FROM '10.0.0.1' AND action = 'ACCEPT' AND count(*) = 8");
    expect(narrowed).toBe(
      "SELECT srcaddr, action, count(*) AS n FROM flows WHERE srcaddr IS DISTINCT FROM '10.0.0.1' AND action = 'ACCEPT' GROUP BY ALL HAVING count(*) = 8",
    );
    expect(sorted((await read(narrowed)).rows)).toEqual(
      sorted(rows.filter(([a, b, n]) => a !== "10.0.0.1" && b === "ACCEPT" && n === "8")),
    );
  });

  it.each([
    [
      "a clause of several lines",
      "SELECT srcaddr\nFROM flows\nWHERE bytes > 1\n    AND protocol = 6 -- TCP\nORDER BY 1",
      "SELECT srcaddr\nFROM flows\nWHERE bytes > 1\n    AND protocol = 6\n    AND srcaddr = '10.0.0.2' -- TCP\nORDER BY 1",
    ],
    [
      "a clause below its word",
      "SELECT srcaddr\nFROM flows\n WHERE\n  bytes > 1\nORDER BY 1",
      "SELECT srcaddr\nFROM flows\n WHERE\n  bytes > 1\n   AND srcaddr = '10.0.0.2'\nORDER BY 1",
    ],
    [
      "a line that would be long",
      `SELECT srcaddr\r\nFROM flows\r\nWHERE interface_id NOT IN ('${"x".repeat(60)}')\r\nORDER BY 1`,
      `SELECT srcaddr\r\nFROM flows\r\nWHERE interface_id NOT IN ('${"x".repeat(60)}')\r\n  AND srcaddr = '10.0.0.2'\r\nORDER BY 1`,
    ],
  ])("writes on a line of its own into %s", async (_name, sql, expected) => {
    const { columns } = await read(sql);
    const { sql: narrowed } = narrow(sql, columns, [{ column: "srcaddr", op: "in", values: ["10.0.0.2"] }]);
    expect(narrowed).toBe(expected);
    await read(narrowed);
  });

  it("stands around once, and then inside", async () => {
    const sql = "SELECT srcaddr, bytes FROM flows ORDER BY bytes LIMIT 20";
    const { columns } = await read(sql);
    const once = narrow(sql, columns, [{ column: "srcaddr", op: "in", values: ["10.0.0.2"] }]);
    expect(once).toEqual({
      how: "around",
      sql: `SELECT * FROM (\n${sql}\n) WHERE srcaddr = '10.0.0.2'`,
      condition: "srcaddr = '10.0.0.2'",
    });
    const twice = narrow(once.sql, columns, [{ column: "bytes", op: "notIn", values: ["17"] }]);
    expect(twice).toEqual({
      how: "where",
      sql: `${once.sql} AND bytes IS DISTINCT FROM 17`,
      condition: "bytes IS DISTINCT FROM 17",
    });
    await read(twice.sql);
  });

  it("keeps comments and line breaks, and writes on a line of its own where the statement does", () => {
    const sql = "-- @name A\nSELECT srcaddr, -- who\n  sum(bytes) AS b\nFROM flows -- all\nGROUP BY srcaddr /* each */\n;\n-- end";
    const columns = [
      { name: "srcaddr", type: "VARCHAR", meaning: "address" },
      { name: "b", type: "HUGEINT", meaning: "bytes" },
    ] as const;
    const { sql: narrowed } = narrow(sql, columns, [
      { column: "srcaddr", op: "in", values: ["a"] },
      { column: "b", op: "in", values: ["1"] },
    ]);
    expect(narrowed).toBe(
      "-- @name A\nSELECT srcaddr, -- who\n  sum(bytes) AS b\nFROM flows\nWHERE srcaddr = 'a' -- all\nGROUP BY srcaddr\nHAVING sum(bytes) = 1 /* each */\n;\n-- end",
    );
  });

  it.each(["'; DROP TABLE x; --", "\\", "a''b", "$1", "\u0000", "𝒳 -- x", "'"])("writes %j as a value and nothing else", async (value) => {
    const columns = [{ name: "v", type: "VARCHAR", meaning: "text" }] as const;
    const { sql } = narrow("SELECT v FROM (VALUES ('x')) t(v)", columns, [{ column: "v", op: "notIn", values: [value] }]);
    expect((await read(sql)).rows).toEqual([["x"]]);
  });

  it("does not take the name of a type for one that it knows", () => {
    const columns = [{ name: "v", type: "INTEGER) OR true --", meaning: "text" }] as const;
    const { sql } = narrow("SELECT v FROM flows", columns, [{ column: "v", op: "in", values: ["1"] }]);
    expect(sql).toBe("SELECT v FROM flows WHERE v = '1'");
  });

  it.each([
    ["CREATE TABLE x AS SELECT 1 AS a", "a statement that reads rows"],
    ["SELECT 1 AS a; SELECT 2 AS a", "one statement only"],
    ["", "one statement only"],
    ["EXPLAIN SELECT 1 AS a", "a statement that reads rows"],
    ["SELECT 1 AS b", ""],
  ])("says what cannot be narrowed: %s", (sql, said) => {
    const columns = [{ name: "a", type: "INTEGER" }];
    const column = said === "" ? "missing" : "a";
    const answer = narrowStatement({ sql, columns, terms: [{ column, op: "in", values: [1] }], mode: "add" }, catalog());
    expect(answer).toContain(said === "" ? "The result has no column missing." : said);
  });
});
