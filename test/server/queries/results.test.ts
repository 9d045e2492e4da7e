import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, ColumnFilter, CopyFormat, ExportFormat, FoundCell, SortKey } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

async function arranged(sql: string, sort: readonly SortKey[], filters: readonly ColumnFilter[] = []): Promise<Cell[][]> {
  const { resultId } = await fixture.run(sql);
  const { viewId, rowCount } = await fixture.queries.arrange({ resultId, sort, filters }, never);
  const rows = await fixture.read(resultId, viewId);
  expect(rows).toHaveLength(rowCount);
  return rows;
}

const up = (column: number): SortKey => ({ column, descending: false });
const down = (column: number): SortKey => ({ column, descending: true });

describe("A page", () => {
  it("has the columns and rows asked for, and ends where the result ends", async () => {
    const { resultId } = await fixture.run("SELECT i, i * 2 AS twice FROM range(10) t(i)");
    const page = await fixture.queries.rows({ resultId, start: 8, count: 5, columns: [1, 0] }, never);
    expect(page).toEqual({
      start: 8,
      cells: [
        ["16", "18"],
        ["8", "9"],
      ],
      cut: [],
    });
    expect(await fixture.queries.rows({ resultId, start: 10, count: 5 }, never)).toMatchObject({ cells: [[], []] });
  });

  it("cuts long text, says where, and the whole is there to be asked for", async () => {
    const { resultId } = await fixture.run(
      "SELECT 'short' AS a, repeat('x', 1001) AS b, repeat('😀', 1000) AS c, repeat('😀', 1001) AS d, range(900) AS e",
    );
    const page = await fixture.queries.rows({ resultId, start: 0, count: 1 }, never);
    expect(page.cut).toEqual([
      [1, 0],
      [3, 0],
      [4, 0],
    ]);
    expect(page.cells.map(([cell]) => Array.from(String(cell)).length)).toEqual([5, 1000, 1000, 1000, 1000]);
    expect((await fixture.queries.cell({ resultId, row: 0, column: 1 }, never)).value).toBe("x".repeat(1001));
    expect((await fixture.queries.cell({ resultId, row: 0, column: 3 }, never)).value).toBe("😀".repeat(1001));
  });

  it.each<[name: string, ask: (resultId: string) => Promise<unknown>]>([
    ["more rows than a page has", (resultId) => fixture.queries.rows({ resultId, start: 0, count: 2001 }, never)],
    ["a row before the first", (resultId) => fixture.queries.rows({ resultId, start: -1, count: 1 }, never)],
    ["half a row", (resultId) => fixture.queries.rows({ resultId, start: 0.5, count: 1 }, never)],
    ["a column that is none", (resultId) => fixture.queries.rows({ resultId, start: 0, count: 1, columns: [1] }, never)],
    ["a cell below the last", (resultId) => fixture.queries.cell({ resultId, row: 1, column: 0 }, never)],
    ["a selection beyond the end", (resultId) => fixture.queries.sums({ resultId, startRow: 0, endRow: 1, columns: [0] }, never)],
    ["an empty selection", (resultId) => fixture.queries.copy({ resultId, startRow: 0, endRow: 0, columns: [], format: "csv" }, never)],
    ["a sort by no column", (resultId) => fixture.queries.arrange({ resultId, sort: [up(7)], filters: [] }, never)],
    [
      "a comparison with what is no number",
      (resultId) => fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 0, op: ">", text: "x" }] }, never),
    ],
  ])("is refused for %s", async (_name, ask) => {
    const { resultId } = await fixture.run("SELECT 1");
    expect((await failure(ask(resultId))).data.kind).toBe("invalidRequest");
  });
});

describe("An arrangement", () => {
  it("is the result itself without sort and filter", async () => {
    const { resultId } = await fixture.run("FROM range(3)");
    expect(await fixture.queries.arrange({ resultId, sort: [], filters: [] }, never)).toEqual({ viewId: resultId, rowCount: 3 });
  });

  it("keeps the order of rows that sort alike, both ways, with NULL last", async () => {
    const sql = "SELECT * FROM (VALUES (2, 'a'), (1, 'b'), (NULL, 'c'), (2, 'd'), (1, 'e')) t(n, s)";
    expect((await arranged(sql, [up(0)])).map(([, s]) => s).join("")).toBe("beadc");
    expect((await arranged(sql, [down(0)])).map(([, s]) => s).join("")).toBe("adbec");
    expect((await arranged(sql, [down(0), down(1)])).map(([, s]) => s).join("")).toBe("daebc");
  });

  it("sorts numbers that are handed out as text by their value", async () => {
    expect(await arranged("SELECT unnest([10, 9, 100]::HUGEINT[]) AS n", [up(0)])).toEqual([["9"], ["10"], ["100"]]);
  });

  it("sorts addresses as numbers, IPv4 before IPv6 before what is none", async () => {
    const addresses = ["::1", "10.0.0.10", "fe80::2", "9.255.0.1", "10.0.0.9", "2001:db8::", "2001:DB8:0:0:0:0:0:1", "unknown", "::"];
    const sql = `SELECT unnest([${addresses.map((address) => `'${address}'`).join(", ")}, NULL]) AS srcaddr`;
    const expected = ["9.255.0.1", "10.0.0.9", "10.0.0.10", "::", "::1", "2001:db8::", "2001:DB8:0:0:0:0:0:1", "fe80::2", "unknown"];
    expect((await arranged(sql, [up(0)])).flat()).toEqual([...expected, null]);
    expect((await arranged(sql, [down(0)])).flat()).toEqual([...expected.toReversed(), null]);
  });

  it.each<[filter: ColumnFilter, expected: string]>([
    [{ column: 0, op: "contains", text: "A" }, "apple Banana"],
    [{ column: 0, op: "contains", text: "%" }, "50%"],
    [{ column: 0, op: "=", text: "apple" }, "apple"],
    [{ column: 0, op: "!=", text: "apple" }, "Banana 50% it's null"],
    [{ column: 0, op: "in", texts: ["apple", "it's"] }, "apple it's"],
    [{ column: 0, op: "in", texts: [] }, ""],
    [{ column: 0, op: "notIn", texts: ["apple", "it's"] }, "Banana 50% null"],
    [{ column: 0, op: "isNull" }, "null"],
    [{ column: 0, op: "isNotNull" }, "apple Banana 50% it's"],
    [{ column: 1, op: ">=", text: "20" }, "Banana it's"],
    [{ column: 1, op: "<", text: "9.5" }, "apple"],
    [{ column: 1, op: "contains", text: "0" }, "Banana 50% it's"],
    [{ column: 1, op: "in", texts: ["3", "100"] }, "apple it's"],
    [{ column: 2, op: ">", text: "2026-03-14T15:00:02Z" }, "Banana 50% it's"],
    [{ column: 2, op: "contains", text: "14T15:00:03" }, "Banana"],
    [{ column: 3, op: ">", text: "9.9.9.9" }, "apple it's"],
    [{ column: 3, op: "<=", text: "10.0.0.2" }, "apple Banana"],
    [{ column: 4, op: "=", text: "[1,2]" }, "apple"],
    [{ column: 4, op: "contains", text: "2" }, "apple Banana"],
    [{ column: 5, op: "=", text: "AB" }, "apple"],
    [{ column: 6, op: "=", text: "true" }, "apple it's"],
    [{ column: 1, orColumn: 7, op: "=", text: "3" }, "apple Banana"],
    [{ column: 1, orColumn: 7, op: "!=", text: "3" }, "50% it's null"],
    [{ column: 1, orColumn: 7, op: "isNull" }, "50% null"],
    [{ column: 1, orColumn: 7, op: "notIn", texts: ["3", "100"] }, "50% null"],
  ])("filters by %j", async (filter, expected) => {
    const sql = `SELECT * FROM (VALUES
      ('apple', 3, TIMESTAMP '2026-03-14 15:00:02', '10.0.0.2', [1, 2], '\\xAB'::BLOB, true, 5),
      ('Banana', 20, TIMESTAMP '2026-03-14 15:00:03', '9.0.0.1', [2], NULL, false, 3),
      ('50%', 10, TIMESTAMP '2026-03-14 15:00:04', NULL, NULL, NULL, NULL, NULL),
      ('it''s', 100, TIMESTAMP '2026-03-14 15:00:05', '10.0.0.10', [], NULL, true, 5),
      (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)) t(name, n, start_time, srcaddr, list, bits, flag, other)`;
    expect((await arranged(sql, [], [filter])).map(([name]) => name ?? "null").join(" ")).toBe(expected);
  });

  it("applies all filters and the sort together", async () => {
    const filters: ColumnFilter[] = [
      { column: 0, op: ">=", text: "3" },
      { column: 0, op: "<", text: "6" },
    ];
    expect(await arranged("FROM range(10)", [down(0)], filters)).toEqual([["5"], ["4"], ["3"]]);
  });

  it("is made once, and only the last two are kept", async () => {
    const { resultId } = await fixture.run("FROM range(10)");
    const tables = await fixture.resultTables();
    const arrange = (text: string) => fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 0, op: ">=", text }] }, never);
    const one = await arrange("1");
    expect(await arrange("1")).toEqual(one);
    const two = await arrange("2");
    await fixture.read(resultId, one.viewId);
    const three = await arrange("3");
    expect(await fixture.resultTables()).toBe(tables + 2);
    expect(await fixture.read(resultId, one.viewId)).toHaveLength(9);
    expect(await fixture.read(resultId, three.viewId)).toHaveLength(7);
    expect((await failure(fixture.read(resultId, two.viewId))).data.kind).toBe("gone");
  });
});

describe("A copy", () => {
  const sql = `SELECT * FROM (VALUES
    ('a "b", c', 1::BIGINT, 1.5, '=1+1'), (NULL, NULL, NULL, '-1'), ('two' || chr(10) || 'lines|', 9007199254740993, -2.25, '@x')
  ) t(text, big, part, "=formula")`;

  it.each<[format: CopyFormat, expected: string]>([
    ["tsv", '"a ""b"", c"\t1\t1.50\t=1+1\n\t\t\t-1\n"two\nlines|"\t9007199254740993\t-2.25\t@x'],
    ["tsvWithHeaders", 'text\tbig\tpart\t=formula\n"a ""b"", c"\t1\t1.50\t=1+1\n\t\t\t-1\n"two\nlines|"\t9007199254740993\t-2.25\t@x'],
    ["csv", 'text,big,part,\'=formula\r\n"a ""b"", c",1,1.50,\'=1+1\r\n,,,\'-1\r\n"two\nlines|",9007199254740993,-2.25,\'@x\r\n'],
    [
      "json",
      '[\n  {"text": "a \\"b\\", c", "big": 1, "part": 1.50, "=formula": "=1+1"},\n' +
        '  {"text": null, "big": null, "part": null, "=formula": "-1"},\n' +
        '  {"text": "two\\nlines|", "big": "9007199254740993", "part": -2.25, "=formula": "@x"}\n]\n',
    ],
    [
      "markdown",
      '| text | big | part | =formula |\n| --- | ---: | ---: | --- |\n| a "b", c | 1 | 1.50 | =1+1 |\n|  |  |  | -1 |\n' +
        "| two<br>lines\\| | 9007199254740993 | -2.25 | @x |\n",
    ],
    ["sqlInList", "('a \"b\", c', 1, 1.50, '=1+1', '-1', 'two\nlines|', 9007199254740993, -2.25, '@x')"],
  ])("as %s", async (format, expected) => {
    const { resultId } = await fixture.run(sql);
    const { text, cut } = await fixture.queries.copy({ resultId, startRow: 0, endRow: 2, columns: [0, 1, 2, 3], format }, never);
    expect(text).toBe(expected);
    expect(cut).toBeUndefined();
    if (format === "json") expect(JSON.parse(text)).toHaveLength(3);
  });

  it("has the rows and columns selected, in their order on the screen, of the arrangement", async () => {
    const { resultId } = await fixture.run("SELECT i AS a, i * 10 AS b FROM range(5) t(i)");
    const { viewId } = await fixture.queries.arrange({ resultId, sort: [down(0)], filters: [] }, never);
    const params = { resultId, viewId, startRow: 1, endRow: 2, columns: [1, 0], format: "tsvWithHeaders" } as const;
    expect((await fixture.queries.copy(params, never)).text).toBe("b\ta\n30\t3\n20\t2");
  });

  it("lists each value once, without NULL, quoted where SQL wants it", async () => {
    const copy = async (of: string) => {
      const { resultId, rowCount } = await fixture.run(of);
      return (await fixture.queries.copy({ resultId, startRow: 0, endRow: rowCount - 1, columns: [0], format: "sqlInList" }, never)).text;
    };
    expect(await copy("SELECT unnest(['a', 'it''s', 'a', NULL])")).toBe("('a', 'it''s')");
    expect(await copy("SELECT unnest([22, 443, 22])")).toBe("(22, 443)");
    expect(await copy("SELECT TIMESTAMP '2026-03-14 15:00:00'")).toBe("('2026-03-14T15:00:00Z')");
    expect(await copy("SELECT NULL::VARCHAR")).toBe("(NULL)");
    expect(await copy("SELECT i % 3000 FROM range(9000) t(i)")).toMatch(/^\(0, 1, 2, .*, 2999\)$/);
  });

  it("keeps names apart and nested values whole in JSON", async () => {
    const { resultId } = await fixture.run("SELECT 1 AS a, 2 AS a, [1, 2] AS list, 'x' AS a_1");
    const { text } = await fixture.queries.copy({ resultId, startRow: 0, endRow: 0, columns: [0, 1, 2, 3], format: "json" }, never);
    expect(JSON.parse(text)).toEqual([{ a: 1, a_1: 2, list: [1, 2], a_1_1: "x" }]);
  });

  it("formats nothing in Markdown", async () => {
    const { resultId } = await fixture.run("SELECT '<b>*[x](y)* `c` \\ _u_ & |' AS m");
    const { text } = await fixture.queries.copy({ resultId, startRow: 0, endRow: 0, columns: [0], format: "markdown" }, never);
    expect(text.split("\n")[2]).toBe("| &lt;b>\\*\\[x\\](y)\\* \\`c\\` \\\\ \\_u\\_ &amp; \\| |");
  });

  it("ends at what a clipboard takes, with whole rows, and says so", async () => {
    const { resultId } = await fixture.run("SELECT repeat('x', 10000) AS x FROM range(5000)");
    const { text, cut } = await fixture.queries.copy({ resultId, startRow: 0, endRow: 4999, columns: [0], format: "tsv" }, never);
    expect(text.length).toBeLessThanOrEqual(20 * 1024 * 1024);
    expect(text.split("\n").every((line) => line.length === 10_000)).toBe(true);
    expect(cut?.rows).toBe(text.split("\n").length);
    expect(cut?.sentence).toContain("Save Result");
  });
});

describe("The sums of a selection", () => {
  it.each<[sql: string, columns: number[], expected: object]>([
    ["SELECT unnest([1, 2, NULL, 2])", [0], { cells: 4, nulls: 1, numbers: 3, sum: "5", average: 5 / 3, min: "1", max: "2", distinct: 2 }],
    ["SELECT 9223372036854775807::BIGINT FROM range(3)", [0], { sum: "27670116110564327421", distinct: 1 }],
    ["SELECT 170141183460469231731687303715884105727::HUGEINT FROM range(2)", [0], { sum: "340282366920938463463374607431768211454" }],
    ["SELECT 340282366920938463463374607431768211455::UHUGEINT FROM range(2)", [0], { sum: "680564733841876926926749214863536422910" }],
    [
      "SELECT 0.1::DECIMAL(4, 2) AS a, 2 AS b, 'x' AS c FROM range(3)",
      [0, 1, 2],
      { cells: 9, numbers: 6, sum: "6.30", min: "0.10", max: "2", distinct: 3 },
    ],
    ["SELECT -0.05::DECIMAL(4, 2)", [0], { sum: "-0.05" }],
    ["SELECT 0.5::DOUBLE AS a, 2 AS b", [0, 1], { sum: "2.5", average: 1.25, min: "0.5", max: "2" }],
    ["SELECT 'x' AS a, TIMESTAMP '2026-01-01' AS b", [0, 1], { cells: 2, nulls: 0, numbers: 0, distinct: 2 }],
    ["SELECT NULL::INTEGER", [0], { cells: 1, nulls: 1, numbers: 0, distinct: 0 }],
  ])("of %s", async (sql, columns, expected) => {
    const { resultId, rowCount } = await fixture.run(sql);
    const sums = await fixture.queries.sums({ resultId, startRow: 0, endRow: rowCount - 1, columns }, never);
    expect(sums).toMatchObject(expected);
    if (sums.numbers === 0) expect(sums.sum).toBeUndefined();
  });

  it("are of the rows selected only", async () => {
    const { resultId } = await fixture.run("FROM range(100)");
    expect(await fixture.queries.sums({ resultId, startRow: 10, endRow: 12, columns: [0] }, never)).toMatchObject({
      sum: "33",
      cells: 3,
    });
  });
});

describe("Finding", () => {
  const sql = "SELECT * FROM (VALUES ('Web', 'x', 1), ('db', 'WEB', 80), (NULL, 'y', 8080), ('web%', 'z', 5)) t(a, b, n)";
  const web = (row: number, column: number): FoundCell => ({ row, column, matches: 3 });

  it.each<[from: [row: number, column: number], backwards: boolean, columns: number[], expected: FoundCell]>([
    [[-1, 0], false, [0, 1], web(0, 0)],
    [[0, 0], false, [0, 1], web(1, 1)],
    [[1, 0], false, [0, 1], web(1, 1)],
    [[1, 1], false, [0, 1], web(3, 0)],
    [[3, 0], false, [0, 1], web(0, 0)],
    [[3, 0], true, [0, 1], web(1, 1)],
    [[1, 1], true, [0, 1], web(0, 0)],
    [[0, 0], true, [0, 1], web(3, 0)],
    [[1, 1], false, [1, 0], web(3, 0)],
    [[1, 0], true, [1, 0], web(1, 1)],
    [[1, 2], false, [0, 1], web(1, 1)],
  ])("from %j, backwards %s, in columns %j", async ([row, column], backwards, columns, expected) => {
    const { resultId } = await fixture.run(sql);
    expect(await fixture.queries.find({ resultId, text: "web", columns, from: { row, column }, backwards }, never)).toEqual(expected);
  });

  it("looks in the text of numbers and times, and takes every character as itself", async () => {
    const { resultId } = await fixture.run(sql);
    const find = (text: string) =>
      fixture.queries.find({ resultId, text, columns: [0, 1, 2], from: { row: -1, column: 0 }, backwards: false }, never);
    expect(await find("080")).toEqual({ row: 2, column: 2, matches: 1 });
    expect(await find("b%")).toEqual({ row: 3, column: 0, matches: 1 });
    expect(await find("nothing")).toBeNull();
    expect(await find("")).toBeNull();
  });
});

describe("An export", () => {
  const sql = `SELECT * FROM (VALUES
      ('=1+1', 42::BIGINT, 9007199254740993, -1.5, TIMESTAMP '2026-03-14 15:00:02', [1, 2], 'nan'::DOUBLE),
      ('a,"b"', NULL, 7, 2.5, NULL, NULL, 0.5), ('-x', 1, 2, 3, NULL, [], 1)) t(text, n, big, part, start_time, list, d)`;

  async function exported(
    of: string,
    format: ExportFormat,
  ): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number }> {
    const { resultId } = await fixture.run(of);
    await mkdir(fixture.workspace, { recursive: true });
    return fixture.queries.export({ resultId, format, path: join(fixture.workspace, `out.${format}`) }, never, () => undefined);
  }

  it("writes CSV with times as shown and formulas made harmless", async () => {
    const { path, rows, bytes } = await exported(sql.replace("t(text", 't("@text"'), "csv");
    const text = await readFile(path, "utf8");
    expect(text.split("\n")).toEqual([
      "'@text,n,big,part,start_time,list,d",
      `'=1+1,42,9007199254740993,-1.5,2026-03-14T15:00:02Z,"[1,2]",nan`,
      `"a,""b""",,7,2.5,,,0.5`,
      "'-x,1,2,3.0,,[],1.0",
      "",
    ]);
    expect([rows, bytes]).toEqual([3, Buffer.byteLength(text)]);
  });

  it("writes JSON that keeps every digit", async () => {
    const expected = [
      { text: "=1+1", n: 42, big: "9007199254740993", part: -1.5, start_time: "2026-03-14T15:00:02Z", list: [1, 2], d: "nan" },
      { text: 'a,"b"', n: null, big: 7, part: 2.5, start_time: null, list: null, d: 0.5 },
      { text: "-x", n: 1, big: 2, part: 3, start_time: null, list: [], d: 1 },
    ];
    expect(JSON.parse(await readFile((await exported(sql, "json")).path, "utf8"))).toEqual(expected);
    const lines = (await readFile((await exported(sql, "ndjson")).path, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
  });

  it("writes Parquet with the types, 128-bit sums exact", async () => {
    const { path, rows } = await exported(
      "SELECT 1 AS i, 2 AS i, sum(9007199254740993) AS total, 170141183460469231731687303715884105727::HUGEINT AS most, TIMESTAMP '2026-03-14' AS t",
      "parquet",
    );
    expect(rows).toBe(1);
    const { resultId, columns } = await fixture.run(`FROM '${path}'`);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "i INTEGER",
      "i_1 INTEGER",
      "total DECIMAL(38,0)",
      "most VARCHAR",
      "t TIMESTAMP",
    ]);
    expect(await fixture.read(resultId)).toEqual([
      [1, 2, "9007199254740993", "170141183460469231731687303715884105727", "2026-03-14T00:00:00Z"],
    ]);
  });

  it("writes the columns and the arrangement asked for", async () => {
    const { resultId } = await fixture.run("SELECT i AS a, i * 2 AS b FROM range(4) t(i)");
    const { viewId } = await fixture.queries.arrange({ resultId, sort: [down(0)], filters: [{ column: 0, op: "!=", text: "2" }] }, never);
    const path = join(fixture.workspace, "arranged.csv");
    await fixture.queries.export({ resultId, viewId, format: "csv", path, columns: [1] }, never, () => undefined);
    expect(await readFile(path, "utf8")).toBe("b\n6\n2\n0\n");
  });

  it("replaces a file only when it has succeeded, and leaves nothing half done", async () => {
    await mkdir(fixture.workspace, { recursive: true });
    const path = join(fixture.workspace, "kept.csv");
    await writeFile(path, "before");
    const { resultId } = await fixture.run("FROM range(3000000)");
    const controller = new AbortController();
    const stopped = fixture.queries.export({ resultId, format: "csv", path }, controller.signal, () => undefined);
    controller.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
    expect(await readFile(path, "utf8")).toBe("before");
    expect((await readdir(fixture.workspace)).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(await readdir(fixture.database.stagingFolder)).toEqual([]);
    await fixture.queries.export({ resultId, format: "csv", path }, never, () => undefined);
    expect((await readFile(path, "utf8")).slice(0, 9)).toBe("range\n0\n1");
  });

  it.each(["relative.csv", "/no/such/folder/x.csv"])("says why it cannot write to %s", async (path) => {
    const { resultId } = await fixture.run("SELECT 1");
    const error = await failure(fixture.queries.export({ resultId, format: "csv", path }, never, () => undefined));
    expect(error.data.kind).toBe("invalidRequest");
    expect(error.message).toContain(path.startsWith("/") ? "/no/such/folder" : path);
  });
});

describe("What is disposed of", () => {
  it("is gone, and its tables are", async () => {
    const tables = await fixture.resultTables();
    const { resultId } = await fixture.run("FROM range(3)");
    await fixture.queries.arrange({ resultId, sort: [up(0)], filters: [] }, never);
    await fixture.queries.disposeResult(resultId);
    expect(await fixture.resultTables()).toBe(tables);
    expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    expect((await failure(fixture.queries.disposeResult(resultId))).data.kind).toBe("gone");
  });

  it("is everything that an owner has", async () => {
    const tables = await fixture.resultTables();
    const kept = await fixture.run("SELECT 1", { ownerId: "keeper" });
    const first = await fixture.run("SELECT 1", { ownerId: "leaver" });
    const second = await fixture.run("SELECT 2", { ownerId: "leaver" });
    await fixture.queries.disposeOwner("leaver");
    await fixture.queries.disposeOwner("leaver");
    for (const { resultId } of [first, second]) expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    expect(await fixture.read(kept.resultId)).toEqual([[1]]);
    expect(await fixture.resultTables()).toBe(tables + 1);
  });

  it("cannot be mistaken for a result of another process", async () => {
    const other = await QueryFixture.open();
    const { resultId } = await other.run("SELECT 1");
    expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    await other.close();
  });
});
