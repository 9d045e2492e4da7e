import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorData } from "../../../src/protocol/errors";
import type { Cell, ColumnMeaning } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

describe("Running a statement", () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open({ resultRowLimit: 100 });
  });

  afterAll(async () => {
    await fixture.close();
  });

  it.each<[sql: string, expected: Cell[][]]>([
    ["SELECT count(*) FROM flows", [["12"]]],
    ["-- first\nFROM flows SELECT srcaddr ORDER BY bytes DESC LIMIT 2 -- last\n;", [["10.0.0.12"], ["10.0.0.11"]]],
    ["WITH a AS (SELECT 1 AS x) SELECT x + 1 FROM a", [[2]]],
    [
      "VALUES (1, 'a'), (2, NULL)",
      [
        [1, "a"],
        [2, null],
      ],
    ],
    ["(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1 DESC", [[2], [1]]],
    ["TABLE flows LIMIT 0", []],
    ["SELECT 1 AS i, 2 AS i", [[1, 2]]],
    ["SELECT 7 AS rowid", [[7]]],
    ["SELECT column_name FROM (DESCRIBE flows) LIMIT 1", [["srcaddr"]]],
    ["PIVOT (SELECT action, packets FROM flows) ON action USING sum(packets)", [["54", "24"]]],
    ["FROM (PIVOT (SELECT action FROM flows) ON action USING count(*)) SELECT ACCEPT, REJECT", [["9", "3"]]],
    [
      "UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v",
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["SELECT\u00a0'\u00a0' AS space", [["\u00a0"]]],
    ["SELECT sum(9223372036854775807::HUGEINT * 1000) FROM range(3)", [["27670116110564327421000"]]],
  ])("gives the rows of %j", async (sql, expected) => {
    expect(await fixture.table(sql)).toEqual(expected);
  });

  it.each<[sql: string, columns: string]>([
    ["DESCRIBE flows", "column_name column_type null key default extra"],
    ["DESC flows", "column_name column_type null key default extra"],
    ["SHOW TABLES", "name"],
    ["SUMMARIZE flows", "column_name column_type min max approx_unique avg std q25 q50 q75 count null_percentage"],
    ["EXPLAIN SELECT * FROM flows", "plan"],
    ["EXPLAIN ANALYZE SELECT * FROM flows", "plan"],
    ["EXPLAIN (FORMAT JSON) FROM flows", "plan"],
    ["EXPLAIN PIVOT flows ON action USING sum(bytes)", "plan"],
    ['SELECT 1 AS i, 2 AS i, 3 AS "I"', "i i I"],
  ])("knows the columns of %s", async (sql, columns) => {
    const summary = await fixture.run(sql);
    expect(summary.columns.map(({ name }) => name).join(" ")).toBe(columns);
    expect(summary.rowCount).toBeGreaterThan(0);
  });

  it.each<[sql: string, type: string, meaning: ColumnMeaning, cell: Cell]>([
    ["SELECT true AS x", "BOOLEAN", "boolean", true],
    ["SELECT 1::UTINYINT AS x", "UTINYINT", "integer", 1],
    ["SELECT 4294967295::UINTEGER AS x", "UINTEGER", "integer", 4294967295],
    ["SELECT 9007199254740993::BIGINT AS x", "BIGINT", "integer", "9007199254740993"],
    ["SELECT 170141183460469231731687303715884105727::HUGEINT AS x", "HUGEINT", "integer", "170141183460469231731687303715884105727"],
    ["SELECT 1.50::DECIMAL(18, 2) AS x", "DECIMAL(18,2)", "decimal", "1.50"],
    ["SELECT 0.1::FLOAT AS x", "FLOAT", "decimal", 0.1],
    ["SELECT 1e300::DOUBLE AS x", "DOUBLE", "decimal", 1e300],
    ["SELECT 'nan'::DOUBLE AS x", "DOUBLE", "decimal", "NaN"],
    ["SELECT '-inf'::DOUBLE AS x", "DOUBLE", "decimal", "-Infinity"],
    ["SELECT TIMESTAMP '2026-03-14 15:00:02' AS x", "TIMESTAMP", "time", "2026-03-14T15:00:02Z"],
    ["SELECT TIMESTAMP '2026-03-14 15:00:02.5' AS x", "TIMESTAMP", "time", "2026-03-14T15:00:02.5Z"],
    ["SELECT TIMESTAMP_NS '2026-03-14 15:00:02.123456789' AS x", "TIMESTAMP_NS", "time", "2026-03-14T15:00:02.123456789Z"],
    ["SELECT TIMESTAMP_S '2026-03-14 15:00:02' AS x", "TIMESTAMP_S", "time", "2026-03-14T15:00:02Z"],
    ["SELECT TIMESTAMPTZ '2026-03-14 15:00:02+02' AS x", "TIMESTAMP WITH TIME ZONE", "time", "2026-03-14T13:00:02Z"],
    ["SELECT TIMESTAMP 'infinity' AS x", "TIMESTAMP", "time", "infinity"],
    ["SELECT DATE '2026-03-14' AS x", "DATE", "date", "2026-03-14"],
    ["SELECT TIME '15:00:02' AS x", "TIME", "text", "15:00:02"],
    ["SELECT INTERVAL 90 MINUTE AS x", "INTERVAL", "interval", "01:30:00"],
    ["SELECT [1, 2] AS x", "INTEGER[]", "nested", "[1,2]"],
    ["SELECT {'a': [NULL, 'b']} AS x", 'STRUCT("a" VARCHAR[])', "nested", '{"a":[null,"b"]}'],
    ["SELECT MAP {'k': 1} AS x", "MAP(VARCHAR, INTEGER)", "nested", '{"k":1}'],
    ["SELECT '{\"a\": 1}'::JSON AS x", "JSON", "nested", '{"a": 1}'],
    ["SELECT '\\xAB\\x00'::BLOB AS x", "BLOB", "blob", "AB00"],
    ["SELECT '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID AS x", "UUID", "text", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    ["SELECT 'a'::ENUM('a', 'b') AS x", "ENUM('a', 'b')", "text", "a"],
    ["SELECT '101'::BIT AS x", "BIT", "text", "101"],
    ["SELECT NULL AS x", "INTEGER", "integer", null],
    ["SELECT '10.0.0.1' AS srcaddr", "VARCHAR", "address", "10.0.0.1"],
    ["SELECT sum(bytes) AS bytes FROM flows", "HUGEINT", "bytes", "78000"],
    ["SELECT 'much' AS bytes", "VARCHAR", "text", "much"],
    ["SELECT sum(bytes) FROM flows", "HUGEINT", "bytes", "78000"],
    ["SELECT 7::BIGINT AS bytes_read", "BIGINT", "bytes", "7"],
    ["SELECT 7::BIGINT AS packets_accepted", "BIGINT", "packets", "7"],
    ["SELECT count(bytes) FROM flows", "BIGINT", "integer", "12"],
    ["SELECT max(bytes) / 1000 FROM flows", "DOUBLE", "decimal", 12],
    ["SELECT 2.5::DOUBLE AS bytes_per_second", "DOUBLE", "decimal", 2.5],
    ["SELECT 1500::DOUBLE AS bytes_packets", "DOUBLE", "decimal", 1500],
    ["SELECT 443 AS dstport", "INTEGER", "port", 443],
  ])("hands out %s as its type, meaning and wire value", async (sql, type, meaning, cell) => {
    const summary = await fixture.run(sql);
    expect(summary.columns).toMatchObject([{ type, meaning }]);
    expect(await fixture.read(summary.resultId)).toEqual([[cell]]);
  });

  it.each<[type: string, text: string | null, expected: Cell]>([
    ["VARCHAR", "it's -- $x", "it's -- $x"],
    ["INTEGER", "42", 42],
    ["UBIGINT", "18446744073709551615", "18446744073709551615"],
    ["DECIMAL(18, 3)", "1.5", "1.500"],
    ["TIMESTAMP", "2026-03-14T15:00:00Z", "2026-03-14T15:00:00Z"],
    ["DATE", "2026-03-14", "2026-03-14"],
    ["BOOLEAN", "true", true],
    ["VARCHAR[]", "10.0.0.1, 10.0.0.2", '["10.0.0.1","10.0.0.2"]'],
    ["INTEGER[]", "[1, 2]", "[1,2]"],
    ["UUID", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    ["INTERVAL", "1 hour", "01:00:00"],
    ["INTEGER", null, null],
  ])("binds a parameter of type %s", async (type, text, expected) => {
    expect(await fixture.table("SELECT $x AS v", { parameters: { X: { type, text } } })).toEqual([[expected]]);
  });

  it("binds positional parameters, and lists where SQL wants them", async () => {
    const parameters = { 1: { type: "VARCHAR[]", text: "10.0.0.3,10.0.0.4" }, 2: { type: "BIGINT", text: "3500" } };
    expect(await fixture.table("SELECT srcaddr FROM flows WHERE list_contains($1, srcaddr) AND bytes > $2", { parameters })).toEqual([
      ["10.0.0.4"],
    ]);
  });

  it.each(["SELECT count(*) AS flows FROM flows WHERE srcaddr IN $x", "SELECT $x AS flows"])(
    "keeps the names of columns whose types depend on a parameter: %s",
    async (sql) => {
      const { columns } = await fixture.run(sql, { parameters: { x: { type: "VARCHAR[]", text: "10.0.0.3" } } });
      expect(columns.map(({ name }) => name)).toEqual(["flows"]);
    },
  );

  it("binds parameters in a PIVOT whose columns are named, and says so of others", async () => {
    const parameters = { least: { type: "BIGINT", text: "9" } };
    const pivot = "PIVOT (SELECT action, packets FROM flows WHERE packets >= $least) ON action";
    expect(await fixture.table(`${pivot} IN ('ACCEPT', 'REJECT') USING sum(packets)`, { parameters })).toEqual([["30", "12"]]);
    expect((await failure(fixture.run(`${pivot} USING sum(packets)`, { parameters }))).message).toContain("must be manually specified");
  });

  it.each<
    [
      name: string,
      sql: string,
      parameters: Record<string, { type: string; text: string | null }>,
      kind: string,
      sentence: string,
      place: string,
    ]
  >([
    ["a missing value", "SELECT 1, $from", {}, "parameterMissing", "Give a value for $from.", "$from"],
    [
      "a value that is none of its type",
      "SELECT $n",
      { n: { type: "INTEGER", text: "x" } },
      "statementFailed",
      "The value of $n is no INTEGER: “x”.",
      "$n",
    ],
    [
      "an unknown type",
      "SELECT $n",
      { n: { type: "FOO", text: "x" } },
      "statementFailed",
      "$n is declared as “FOO”, which is no type.",
      "$n",
    ],
    [
      "a type that would end the cast",
      "SELECT $n",
      { n: { type: "INTEGER), (SELECT 1", text: "1" } },
      "statementFailed",
      "which is no type.",
      "$n",
    ],
    ["a type with a comment", "SELECT $n", { n: { type: "INTEGER) --", text: "1" } }, "statementFailed", "which is no type.", "$n"],
  ])("names the parameter of %s", async (_name, sql, parameters, kind, sentence, place) => {
    const error = await failure(fixture.run(sql, { parameters }));
    expect(error.data.kind).toBe(kind);
    expect(error.message).toContain(sentence);
    expect(spanText(sql, error.data)).toBe(place);
  });

  it("cuts a result at the budget and says so", async () => {
    const whole = await fixture.run("FROM range(100)");
    expect(whole).toMatchObject({ rowCount: 100 });
    expect(whole.cut).toBeUndefined();
    const cut = await fixture.run("FROM range(101)");
    expect(cut).toMatchObject({ rowCount: 100, cut: { rows: 100 } });
    expect(cut.cut?.sentence).toContain("first 100 rows");
    expect(await fixture.read(cut.resultId, undefined, 98)).toEqual([["98"], ["99"]]);
    const arranged = await fixture.queries.arrange({ resultId: cut.resultId, sort: [{ column: 0, descending: true }], filters: [] }, never);
    expect(arranged.rowCount).toBe(100);
    expect(await fixture.read(cut.resultId, arranged.viewId, 0, 1)).toEqual([["99"]]);
  });

  it("cuts what a join, a list or grouping sets multiply", async () => {
    for (const sql of [
      "SELECT 1 FROM flows a, flows b",
      "SELECT unnest(range(20)) FROM flows",
      "SELECT a.srcaddr FROM flows a JOIN flows b ON a.action = b.action JOIN flows c ON true",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) FROM n",
      "SELECT 1 FROM (SELECT * FROM flows, range(20)) GROUP BY GROUPING SETS ((range), (srcaddr, range), (srcaddr, range, bytes))",
    ]) {
      expect(await fixture.run(sql).catch((error: unknown) => [sql, error])).toMatchObject({ rowCount: 100, cut: { rows: 100 } });
    }
  });

  it("shares temporary tables between the runs of one owner only", async () => {
    expect(await fixture.run("CREATE TEMP TABLE busy AS SELECT srcaddr FROM flows WHERE bytes > 10000", { ownerId: "b" })).toMatchObject({
      kind: "done",
      message: "Created table busy with 2 rows.",
    });
    expect(await fixture.table("FROM busy ORDER BY ALL", { ownerId: "b" })).toEqual([["10.0.0.11"], ["10.0.0.12"]]);
    expect((await failure(fixture.run("FROM busy", { ownerId: "c" }))).data.kind).toBe("statementFailed");
    await fixture.queries.disposeOwner("b");
    expect((await failure(fixture.run("FROM busy", { ownerId: "b" }))).data.kind).toBe("statementFailed");
  });

  it("runs the statements of one owner one after the other, in the order given", async () => {
    const all = await Promise.all([
      fixture.run("CREATE TEMP TABLE steps AS SELECT 1 AS n", { ownerId: "order" }),
      fixture.run("CREATE OR REPLACE TEMP TABLE steps AS SELECT n + 1 AS n FROM steps", { ownerId: "order" }),
      fixture.run("SELECT n FROM steps", { ownerId: "order" }),
    ]);
    expect(await fixture.read(all[2].resultId)).toEqual([[2]]);
  });

  it.each<[sql: string, place: string, candidates: string[]]>([
    ["SELECT srcadr FROM flows", "srcadr", ["srcaddr", "dstaddr", "dstport"]],
    ["/* größe 😀 */ SELECT 'é😀', f.bytess FROM flows f", "f.bytess", []],
    ["-- x\nselec 1", "selec", []],
    ["SELECT 1 +", "+", []],
    ["SELECT (1", "1", []],
    ["SELECT\u00a0nope\u3000FROM flows", "nope", []],
    ["FROM flwos", "flwos", ["flows"]],
    ["FROM flow_index.main.flwos", "flow_index.main.flwos", []],
    ["SELECT nofun(1)", "nofun", []],
    ["SELECT sum(srcaddr) FROM flows", "sum", []],
    ["SELECT 'abc'::INTEGER", ":", []],
    ["SELECT bytes FROM flows WHERE bytes > 'abc'", "'abc'", []],
    ["SELECT CAST(srcaddr AS INTEGER) FROM flows", "CAST", []],
    ["CREATE VIEW broken AS SELECT nope FROM flows", "nope", []],
    ["CREATE TEMP TABLE broken AS SELECT 1 FROM nowhere", "nowhere", []],
    ["EXPLAIN SELECT nope FROM flows", "nope", []],
  ])("says where %j fails", async (sql, place, candidates) => {
    const error = await failure(fixture.run(sql));
    expect(error.data.kind).toBe("statementFailed");
    expect(error.message).not.toMatch(/[{}]/);
    expect(spanText(sql, error.data)).toBe(place);
    if (candidates.length > 0) expect(error.data.candidates).toEqual(candidates);
  });

  it("gives the functions that fit as candidates", async () => {
    const error = await failure(fixture.run("SELECT sum(srcaddr) FROM flows"));
    expect(error.data.candidates).toContain("sum(BIGINT) -> HUGEINT");
  });

  it("points at nothing where the place lies in the text of a view or macro", async () => {
    await fixture.run("CREATE OR REPLACE VIEW fails AS SELECT CAST(srcaddr AS INTEGER) AS n FROM flows");
    const error = await failure(fixture.run("SELECT                                     n FROM fails"));
    expect(error.data.kind).toBe("statementFailed");
    expect(error.data.span).toBeUndefined();
    await fixture.run("DROP VIEW fails");
  });

  it("keeps no table of a statement that failed while it ran", async () => {
    const before = await fixture.resultTables();
    await failure(fixture.run("SELECT CAST(srcaddr AS INTEGER) FROM flows"));
    await failure(fixture.run("SELECT error('no') FROM range(10)"));
    expect(await fixture.resultTables()).toBe(before);
  });

  it("rejects texts that are no single statement", async () => {
    expect((await failure(fixture.run(" -- nothing\n"))).data.kind).toBe("statementFailed");
    expect((await failure(fixture.run("SELECT 1; SELECT 2"))).data).toMatchObject({
      kind: "statementRefused",
      span: { start: 10, end: 18 },
    });
    expect((await failure(fixture.run("SELECT 1 \0 x"))).data.kind).toBe("statementFailed");
  });
});

function spanText(sql: string, { span }: ErrorData): string | undefined {
  return span && sql.slice(span.start, span.end);
}
