import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CopyFormat, FoundCell, SortKey } from "../../../src/protocol/query";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

const down = (column: number): SortKey => ({ column, descending: true });

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
