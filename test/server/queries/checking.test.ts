import { writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlowLogError } from "../../../src/protocol/errors";
import { never, QueryFixture } from "../engines/results/queryFixture";
import { processorMs } from "../../support/processorTime";

describe("Statements that are looked at without running", () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
    await mkdir(fixture.workspace, { recursive: true });
    await writeFile(join(fixture.workspace, "hosts.csv"), "ip,owner\n10.0.0.1,me\n");
    await fixture.run("CREATE VIEW kept AS SELECT srcaddr AS old_name FROM flows");
  });
  afterAll(() => fixture.close());

  async function check(...statements: readonly string[]): Promise<(FlowLogError | undefined)[]> {
    const problems: (FlowLogError | undefined)[] = [];
    await fixture.queries.check(
      statements.map((sql) => ({ sql, wanted: true })),
      never,
      (index, problem) => (problems[index] = problem),
    );
    expect(problems).toHaveLength(statements.length);
    return problems;
  }

  /** The places of what is wrong, between two `|`, and what is said of the first. */
  async function marked(...statements: readonly string[]): Promise<readonly [string[], string | undefined]> {
    const problems = await check(...statements);
    const texts = statements.map((sql, index) => {
      const span = problems[index]?.data.span;
      return span === undefined ? sql : `${sql.slice(0, span.start)}|${sql.slice(span.start, span.end)}|${sql.slice(span.end)}`;
    });
    return [texts, problems.find((problem) => problem !== undefined)?.message];
  }

  it.each([
    ["SELECT |dstprt| FROM flows", "dstprt"],
    ["SELECT |f.nothing| FROM flows f", "nothing"],
    ["SELECT * FROM |flws|", "flws"],
    ["SELECT |nosuch|(srcaddr) FROM flows", "nosuch"],
    ["SELECT * FROM flows WHER |dstport| = 1", "dstport"],
    ["SELECT * FROM flows |WHERE|", "end of input"],
    ["-- ü\nSELECT 'ö', |dstprt| FROM flows -- and so on", "dstprt"],
    ["EXPLAIN SELECT |dstprt| FROM flows", "dstprt"],
    ["CREATE VIEW v AS SELECT |dstprt| FROM flows", "dstprt"],
    ["|INSERT| INTO flows VALUES (1)", "never change"],
    ["SELECT |query|('SELECT 1')", "not for queries"],
    ["CREATE VIEW |flows| AS SELECT 1", "is a table of the index"],
    ["WITH a AS (SELECT |dstprt| FROM flows) SELECT * FROM a WHERE dstport = $port", "dstprt"],
  ])("%s", async (text, said) => {
    const [texts, sentence] = await marked(text.replaceAll("|", ""));
    expect(texts[0]).toBe(text);
    expect(sentence).toContain(said);
  });

  it("come with the names that the engine offers instead", async () => {
    const [problem] = await check("SELECT dstprt FROM flows");
    expect(problem?.data.candidates?.[0]).toBe("dstport");
  });

  it.each([
    "SELECT dstport FROM flows WHERE srcaddr = $address AND dstport IN ($a, $b)",
    "SELECT time_bucket(INTERVAL 1 HOUR, $since), sum($x) FROM flows WHERE start_time > $since",
    "SELECT * FROM range($n)",
    "SELECT * FROM flows WHERE dstport = ?",
    "PIVOT flows ON action USING count(*)",
    "EXPLAIN ANALYZE SELECT * FROM flows WHERE dstport = $port",
    "SUMMARIZE flows",
    "DESCRIBE flows",
    "DROP VIEW IF EXISTS somebodys",
    "CREATE TABLE mine_too AS SELECT srcaddr FROM flows WHERE dstport = $port",
    "SELECT old_name FROM kept",
  ])("are right: %s", async (text) => {
    expect(await check(text)).toEqual([undefined]);
  });

  it("may read what those before them create, as it will be then", async () => {
    expect(
      await check(
        "CREATE OR REPLACE VIEW kept AS SELECT srcaddr AS new_name FROM flows",
        "SELECT new_name FROM kept",
        "CREATE TABLE hosts AS SELECT srcaddr AS ip, 1 AS n FROM flows",
        "CREATE TEMP TABLE busy(address) AS SELECT ip FROM hosts",
        "SELECT busy.address FROM busy JOIN hosts ON address = ip",
        "CREATE MACRO twice(a) AS a * 2",
        "CREATE MACRO top_of(n) AS TABLE SELECT srcaddr FROM flows LIMIT n",
        "SELECT twice(bytes) FROM flows, top_of(3)",
      ),
    ).toEqual(Array.from({ length: 8 }));
    const [texts] = await marked("CREATE OR REPLACE VIEW kept AS SELECT srcaddr AS new_name FROM flows", "SELECT old_name FROM kept");
    expect(texts[1]).toBe("SELECT |old_name| FROM kept");
    // Nothing of it was created.
    expect(await fixture.table("SELECT DISTINCT old_name FROM kept ORDER BY old_name LIMIT 1")).toEqual([["10.0.0.1"]]);
    expect((await check("SELECT * FROM hosts"))[0]?.message).toContain("hosts");
  });

  it("are given the benefit of the doubt where what is created cannot be followed", async () => {
    const creating = "CREATE TABLE asked AS SELECT $column AS a FROM flows";
    expect(await check(creating, "SELECT anything FROM asked", 'SELECT 1 FROM "ASKED" a')).toEqual(Array.from({ length: 3 }));
    // A broken definition is told of once.
    const problems = await check("CREATE VIEW broken AS SELECT nothing FROM flows", "SELECT a FROM broken");
    expect(problems.map((problem) => problem?.message.includes("nothing"))).toEqual([true, undefined]);
    // What cannot be created hides nothing.
    expect((await check("CREATE VIEW flows AS SELECT 1 AS a", "SELECT srcaddr FROM flows"))[1]).toBeUndefined();
  });

  it("are only looked at when somebody wants to know", async () => {
    const told: number[] = [];
    const statements = [
      { sql: "CREATE VIEW v AS SELECT srcaddr AS a FROM flows", wanted: false },
      { sql: "SELECT nothing FROM flows", wanted: false },
      { sql: "SELECT a FROM v", wanted: true },
    ];
    await fixture.queries.check(statements, never, (index, problem) => {
      told.push(index);
      expect(problem).toBeUndefined();
    });
    expect(told).toEqual([2]);
  });

  it("compute nothing: a list of gigabytes is not made to find out that it can be", async () => {
    const took = await processorMs(async () => expect(await check("SELECT list_sum(range(500000000))")).toEqual([undefined]));
    expect(took).toBeLessThan(1000);
  });

  it("read the files of the workspace, and no others", async () => {
    const file = join(fixture.workspace, "hosts.csv");
    const [texts] = await marked(`SELECT ip, owner FROM '${file}'`, `SELECT ipp FROM '${file}'`);
    expect(texts).toEqual([`SELECT ip, owner FROM '${file}'`, `SELECT |ipp| FROM '${file}'`]);
    expect((await check("SELECT * FROM read_csv('/etc/passwd')"))[0]?.data.kind).toBe("statementRefused");
  });

  it("stop at once when nobody wants to know any more, and change nothing", async () => {
    const before = await fixture.indexContents();
    const source = new AbortController();
    const many = Array.from({ length: 200 }, () => ({ sql: "SELECT * FROM flows", wanted: true }));
    let seen = 0;
    const checking = fixture.queries.check(many, source.signal, () => {
      if (++seen === 3) source.abort(new Error("typed on"));
    });
    await expect(checking).rejects.toThrow("typed on");
    expect(seen).toBe(3);
    expect(await fixture.indexContents()).toBe(before);
  });

  it("answer while a statement runs", async () => {
    const source = new AbortController();
    const running = fixture.queries.run(
      { ownerId: "long", sql: "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b" },
      source.signal,
      () => undefined,
    );
    expect((await check("SELECT dstprt FROM flows"))[0]?.data.candidates?.[0]).toBe("dstport");
    source.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });

  it("are not looked at any more once the index is closed", async () => {
    const other = await QueryFixture.open();
    const checking = other.queries.check([{ sql: "SELECT * FROM flows", wanted: true }], never, () => undefined);
    await Promise.all([other.close(), expect(checking).rejects.toThrow()]);
  });
});
