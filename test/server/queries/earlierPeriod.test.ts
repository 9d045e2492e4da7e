import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, RunQueryParams } from "../../../src/protocol/query";
import { defaultObject, ibmDocument, ibmEgressFlow, ibmKey } from "../../support/flowSamples";
import { failure } from "../../support/failure";
import { IndexFixture, never } from "../indexer/indexFixture";

const hour = 3600;

describe("A statement over an earlier period", () => {
  let fixture: IndexFixture;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    await fixture.putSamples({ "aws.log.gz": defaultObject, [ibmKey("egress")]: ibmDocument([ibmEgressFlow]) });
    await fixture.run();
  });

  afterAll(async () => {
    await fixture.close();
  });

  async function run(sql: string, more: Partial<RunQueryParams> = {}, signal = never): Promise<Cell[][]> {
    const { queries } = fixture.index;
    const { kind, resultId } = await queries.run({ ownerId: "a", sql, ...more }, signal, () => undefined);
    if (kind === "done") return [];
    const { cells } = await queries.rows({ resultId, start: 0, count: 100 }, never);
    return (cells[0] ?? []).map((_cell, row) => cells.map((column) => column[row] ?? null));
  }

  const shifted = (sql: string, more: Partial<RunQueryParams> = {}): Promise<Cell[][]> => run(sql, { shiftSeconds: hour, ...more });
  const later = (time: Cell | undefined): string => new Date(Date.parse(String(time)) + hour * 1000).toISOString().replace(".000Z", "Z");

  it.each([
    ["flows", "start_time"],
    ["flows", "end_time"],
    ["flows", "capture_start_time"],
    ["flows", "capture_end_time"],
    ["flows", "connection_start_time"],
    ["flow_records", "start_time"],
    ["capture_gaps", "start_time"],
    ["capture_gaps", "end_time"],
    ["conversations", "start_time"],
    ["aws_vpc_flow_log", "tp_timestamp"],
    ["flowlogs", "flowlog_start"],
    ["conversations_of('10.20.1.14')", "start_time"],
  ])("reads %s with %s so much later", async (relation, column) => {
    const sql = `SELECT max(${column}) FROM ${relation}`;
    const [[now] = []] = await run(sql);
    expect(now).toMatch(/^20/);
    expect(await shifted(sql)).toEqual([[later(now)]]);
    expect(await run(sql), "as before").toEqual([[now]]);
  });

  it("sees the rest of each row as it is", async () => {
    const sql =
      "SELECT * EXCLUDE (start_time, end_time, capture_start_time, capture_end_time, connection_start_time) FROM flows ORDER BY ALL";
    expect(await shifted(sql)).toEqual(await run(sql));
  });

  it("has its conditions about the times of this period", async () => {
    const [[first] = []] = await run("SELECT min(start_time) FROM flows WHERE provider = 'aws'");
    const counted = "SELECT count(*)::INTEGER FROM flows WHERE start_time >= $from AND provider = 'aws'";
    const parameters = { from: { type: "TIMESTAMP", text: later(first) } };
    expect(await run(counted, { parameters })).toEqual([[0]]);
    const [[found] = []] = await shifted(counted, { parameters });
    expect(found).toBeGreaterThan(0);
  });

  it("reaches flows through own views, macros, common table expressions, subqueries and PIVOT", async () => {
    const [[time] = []] = await run("SELECT min(start_time) FROM flows");
    await run("CREATE OR REPLACE VIEW own_flows AS SELECT start_time FROM flows");
    await run("CREATE OR REPLACE MACRO own_first() AS (SELECT min(start_time) FROM flows)");
    for (const sql of [
      "SELECT min(start_time) FROM own_flows",
      "SELECT own_first()",
      "WITH x AS (SELECT start_time FROM flows) SELECT min(start_time) FROM x",
      "SELECT (SELECT min(start_time) FROM FLOWS)",
      'SELECT min(t) FROM (PIVOT (SELECT start_time AS t, "action" FROM flows) ON "action" USING count(*))',
    ]) {
      expect(await shifted(sql), sql).toEqual([[later(time)]]);
    }
  });

  it("is refused where it reads no relation of flows, by these names", async () => {
    await run("CREATE TEMP TABLE kept AS FROM flows");
    for (const sql of [
      "SELECT 1",
      "FROM kept",
      "FROM flow_index.main.flows",
      "WITH flows AS (SELECT 1) FROM flows",
      "PIVOT (SELECT 1 AS a) ON a USING count(*)",
    ]) {
      const error = await failure(shifted(sql));
      expect(error, sql).toMatchObject({ data: { kind: "invalidRequest" } });
      expect(error.message).toContain("This statement reads no relation of flows");
    }
  });

  it.each([Number.NaN, 1.5, 1e12])("is refused %d seconds ago", async (shiftSeconds) => {
    expect(await failure(run("FROM flows", { shiftSeconds }))).toMatchObject({ data: { kind: "invalidRequest" } });
  });

  it("keeps to what statements may do, and says what is wrong at its place", async () => {
    expect(await failure(shifted("CREATE TABLE mine_too AS FROM flows"))).toMatchObject({ data: { kind: "statementRefused" } });
    expect(await failure(shifted("DELETE FROM flows"))).toMatchObject({ data: { kind: "statementRefused" } });
    expect(await failure(shifted("SELECT srcadr FROM flows"))).toMatchObject({
      data: { kind: "statementFailed", span: { start: 7, end: 13 } },
    });
    expect(await failure(shifted("SELECT FROM WHERE"))).toMatchObject({ data: { kind: "statementFailed" } });
    expect(await failure(shifted("FROM flows WHERE srcaddr = $a"))).toMatchObject({ data: { kind: "parameterMissing" } });
  });

  it("leaves nothing behind, also when it fails or is stopped, and no other owner sees anything of it", async () => {
    const controller = new AbortController();
    const stopped = failed(
      run(
        "SELECT count(*) FROM flows, range(100000000) a, range(100000) b WHERE a.range + b.range = -1",
        { shiftSeconds: hour },
        controller.signal,
      ),
    );
    const others = await run("SELECT max(start_time) FROM flows", { ownerId: "b" });
    const temporary = "SELECT view_name FROM duckdb_views() WHERE database_name = 'temp' AND NOT internal";
    expect(await run(temporary, { ownerId: "b" })).toEqual([]);
    controller.abort();
    expect(await stopped).toBe(controller.signal.reason);
    await failure(shifted("SELECT 1"));
    await failure(shifted("SELECT 'x'::INTEGER FROM flows"));
    expect(
      await run(`${temporary} UNION ALL SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp' AND table_name <> 'kept'`),
    ).toEqual([]);
    expect(await run("SELECT max(start_time) FROM flows")).toEqual(others);
    expect(await run("SELECT count(*)::INTEGER FROM duckdb_functions() WHERE database_name = 'temp' AND NOT internal")).toEqual([[0]]);
  });
});

function failed(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "it succeeded",
    (error: unknown) => error,
  );
}
