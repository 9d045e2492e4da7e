import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportFormat, SortKey } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

const down = (column: number): SortKey => ({ column, descending: true });

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
