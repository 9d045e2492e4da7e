import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBuiltCli, startBuiltCli, type CliOptions } from "../support/builtCli";
import { defaultHeader, defaultObject, defaultRecords } from "../support/flowSamples";

describe("flowlog query and flowlog status", () => {
  let folder: string;
  let index: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-cli-"));
    index = join(folder, "index");
    const bucket = join(folder, "bucket");
    await mkdir(bucket);
    await writeFile(join(bucket, "object.log.gz"), defaultObject.bytes);
    await writeFile(join(bucket, "big.log"), `${defaultHeader}\n${defaultRecords.S1.replace(" 5210 ", " 9007199254740993 ")}\nbroken\n`);
    await writeFile(join(bucket, "foreign"), "hello\n");
    const { code } = await runBuiltCli(["index", bucket, "--index", index]);
    expect(code).toBe(2);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function query(args: readonly string[], options?: CliOptions): Promise<string> {
    const { code, stdout, stderr } = await runBuiltCli(["query", "--index", index, ...args], options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  }

  async function refused(args: readonly string[], options?: CliOptions): Promise<string> {
    const { code, stdout, stderr } = await runBuiltCli(["query", "--index", index, ...args], options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^flowlog: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  }

  const cells = `SELECT 9007199254740991::BIGINT AS safe, 9007199254740993::BIGINT AS wide, 170141183460469231731687303715884105727::HUGEINT AS huge,
    42::INTEGER AS small, 1.5::DOUBLE AS real, 12.50::DECIMAL(9, 2) AS exact, TIMESTAMP '2026-03-14 15:00:02.5' AS time, DATE '2026-03-14' AS day,
    true AS yes, NULL AS nothing, 'a "quoted", text' AS text, 'line' || chr(10) || 'two' AS lines, [1, 2] AS list, {'a': 1, 'b': 'x'} AS struct,
    'NaN'::DOUBLE AS nan, '9007199254740993' AS digits`;

  it("writes JSON that keeps every digit and says times in ISO 8601", async () => {
    expect(JSON.parse(await query(["--format", "json", "-e", cells]))).toEqual([
      {
        ...{ safe: 9007199254740991, wide: "9007199254740993", huge: "170141183460469231731687303715884105727", small: 42, real: 1.5 },
        ...{ exact: 12.5, time: "2026-03-14T15:00:02.5Z", day: "2026-03-14", yes: true, nothing: null, text: 'a "quoted", text' },
        ...{ lines: "line\ntwo", list: [1, 2], struct: { a: 1, b: "x" }, nan: "NaN", digits: "9007199254740993" },
      },
    ]);
  });

  it("writes the same as one object a line", async () => {
    const lines = (await query(["--format", "ndjson", "-e", "SELECT i, 'x' AS t FROM range(3) r(i)"])).split("\n");
    expect(lines).toEqual(['{"i":0,"t":"x"}', '{"i":1,"t":"x"}', '{"i":2,"t":"x"}', ""]);
  });

  it("writes CSV that is quoted where it has to be", async () => {
    const csv = await query([
      "--format",
      "csv",
      "-e",
      `SELECT 'a,b' AS "x,y", 'say "hi"' AS q, 'two' || chr(10) || 'lines' AS l, NULL AS n, 1.5 AS d, '' AS e`,
    ]);
    expect(csv).toBe('"x,y",q,l,n,d,e\n"a,b","say ""hi""","two\nlines",,1.5,\n');
  });

  it("writes a table for people, numbers to the right, and cuts what is too wide", async () => {
    const table = await query(["-e", `SELECT 'a' AS name, 5 AS n UNION ALL SELECT repeat('long', 30), 12345 ORDER BY n`]);
    const lines = table.split("\n");
    expect(lines[0]).toMatch(/^name +n$/);
    expect(lines[2]).toMatch(/^a {60,} {5}5$/);
    expect(lines[3]).toMatch(/^(long)+lon… +12345$/);
    expect(lines[4]).toBe("(2 rows)");
  });

  it.each([
    ["json", "[]\n"],
    ["ndjson", ""],
    ["csv", "n\n"],
    ["table", "n\n-\n(0 rows)\n"],
  ])("writes a result without rows as %s", async (format, expected) => {
    expect(await query(["--format", format, "-e", "SELECT 1 AS n WHERE false"])).toBe(expected);
  });

  it("hands out all of a result that is larger than a page", async () => {
    const rows = JSON.parse(await query(["--format", "json", "-e", "SELECT i FROM range(5000) r(i)"])) as { i: number }[];
    expect(rows.map(({ i }) => i)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });

  it("reads a long cell whole", async () => {
    const [row] = JSON.parse(await query(["--format", "json", "-e", "SELECT repeat('x', 100000) AS t"])) as [{ t: string }];
    expect(row.t).toHaveLength(100_000);
  });

  it("takes its statements from a file, from -e, and from standard input", async () => {
    const file = join(folder, "count.flowsql");
    await writeFile(file, "-- @name Count\nSELECT count(*) AS n FROM flows;\n");
    for (const [args, options] of [
      [[file]],
      [["-e", await readFile(file, "utf8")]],
      [["-"], { input: await readFile(file, "utf8") }],
    ] as const)
      expect(JSON.parse(await query(["--format", "json", ...args], options))).toEqual([{ n: 6 }]);
  });

  it("runs several statements in order: table shows each result, the others show the last", async () => {
    const sql = "CREATE TEMP TABLE t AS SELECT 7 AS seven; SELECT 'first' AS a; SELECT seven FROM t";
    expect(JSON.parse(await query(["--format", "json", "-e", sql]))).toEqual([{ seven: 7 }]);
    const table = await query(["-e", sql]);
    expect(table.indexOf("first")).toBeGreaterThan(-1);
    expect(table.indexOf("seven")).toBeGreaterThan(table.indexOf("first"));
  });

  it("binds parameters with their types, and takes their defaults", async () => {
    const sql = `-- @param port INTEGER = 443
-- @param who VARCHAR
SELECT typeof($port) AS type, $port AS port, $who AS who, count(*) AS n FROM flows WHERE dstport = $port`;
    const [row] = JSON.parse(await query(["--format", "json", "--param", "who=it's; DROP", "-e", sql])) as [object];
    expect(row).toEqual({ type: "INTEGER", port: 443, who: "it's; DROP", n: 2 });
    const given = ["--param", "port=3389", "--param", "$who=a=b"];
    expect(JSON.parse(await query(["--format", "json", ...given, "-e", sql]))).toEqual([{ type: "INTEGER", port: 3389, who: "a=b", n: 1 }]);
  });

  it("takes parameters in capital or small letters, as SQL does", async () => {
    const sql = "-- @param Min_Port INTEGER\nSELECT $MIN_port AS a, $min_port AS b";
    const args = ["--format", "json", "--param", "MIN_PORT=7", "-e", sql];
    expect(JSON.parse(await query(args))).toEqual([{ a: 7, b: 7 }]);
  });

  it.each<[what: string, args: string[], words: RegExp]>([
    ["a parameter without a value", ["-e", "SELECT $who"], /needs a value for \$who: give it with --param who=/],
    [
      "a parameter that no statement has",
      ["--param", "prot=1", "-e", "SELECT $port; SELECT $who, $PORT"],
      /No statement has a parameter \$prot, but \$port, \$who\./,
    ],
    ["a parameter where there are none", ["--param", "a=1", "-e", "SELECT 1"], /No statement has a parameter \$a, nor any other\./],
    ["a parameter that is given twice", ["--param", "a=1", "--param", "$A=2", "-e", "SELECT $a"], /\$A is given twice/],
    ["a parameter without a name", ["--param", "=1", "-e", "SELECT 1"], /not of the form name=value/],
    ["a value that is not of its type", ["--param", "n=many", "-e", "-- @param n INTEGER\nSELECT $n"], /n.*many|many.*n/s],
    ["a format that is none", ["--format", "xml", "-e", "SELECT 1"], /no format "xml"/],
    ["no statement", ["-e", "-- nothing"], /no statement/],
    ["no text at all", [], /Name one \.flowsql file/],
    ["two files", ["a", "b"], /Name one \.flowsql file/],
    ["a file that is not there", ["nowhere.flowsql"], /There is no file nowhere\.flowsql/],
    ["a statement that would change the index", ["-e", "DELETE FROM flows"], /flows|index|change/],
    [
      "a broken statement",
      ["--format", "json", "-e", "SELECT 1;\n\nSELECT srcadr\nFROM flows"],
      /Line 3, column 8: .*srcadr[^]*Did you mean: .*srcaddr/,
    ],
    ["a syntax error", ["--format", "json", "-e", "SELECT 1;\nSELEC 2"], /Line 2, column 1: /],
  ])("ends with 1 and says why: %s", async (_what, args, words) => {
    expect(await refused(args)).toMatch(words);
  });

  it("makes no index where there is none", async () => {
    for (const command of ["query", "status"]) {
      const args = [command, "--index", join(folder, "none"), ...(command === "query" ? ["-e", "SELECT 1"] : [])];
      const { code, stdout, stderr } = await runBuiltCli(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toBe(`flowlog: There is no index in ${join(folder, "none")}. Make one with flowlog index.\n`);
    }
    await expect(readFile(join(folder, "none"))).rejects.toThrow("ENOENT");
  });

  it("ends with 130 when it is interrupted, and at once", async () => {
    const endless = "SELECT 'answered' AS a; SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";
    const { child, ended } = startBuiltCli(["query", "--index", index, "-e", endless]);
    child.stdout?.once("data", () => child.kill("SIGINT"));
    expect(await ended).toMatchObject({ code: 130, stderr: "" });
  });

  it("does not complain when its reader has had enough", async () => {
    const { child, ended } = startBuiltCli(["query", "--index", index, "--format", "csv", "-e", "SELECT i FROM range(3000000) r(i)"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect((await ended).stderr).toBe("");
  });

  it("tells the status with failures and refused lines, for programs and for people", async () => {
    const { code, stdout } = await runBuiltCli(["status", "--index", index, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      path: index,
      rows: 6,
      sources: [
        {
          ...{ objects: 2, failed: 1, rejected: 1, rows: 6, gaps: 2, endpoint: "file" },
          ...{ firstRecord: "2026-03-14T15:00:00.000Z", lastRecord: "2026-03-14T15:01:29.000Z" },
          trouble: { failures: [{ key: "foreign" }], rejected: [{ key: "big.log", line: 3, sample: "broken" }] },
        },
      ],
    });
    const people = await runBuiltCli(["status", "--index", index]);
    for (const words of [
      "6 rows of 2 objects",
      "2 gaps, 1 rejected lines, 1 failed objects",
      "failed: foreign: ",
      "rejected: big.log, line 3: ",
    ])
      expect(people.stdout).toContain(words);
  });
});

describe("flowlog", () => {
  it.each([
    [["--help"], 0],
    [["help"], 0],
    [["query", "--help"], 0],
    [[], 1],
  ])("%j shows how it is used", async (args, code) => {
    expect(await runBuiltCli(args)).toMatchObject({
      code,
      stdout: expect.stringContaining("flowlog index <folder | s3://bucket/prefix>") as string,
    });
  });

  it("does not know other commands", async () => {
    const { code, stdout, stderr } = await runBuiltCli(["destroy"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain('There is no command "destroy"');
  });
});
