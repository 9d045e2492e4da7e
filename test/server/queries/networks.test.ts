import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, ResultSummary, RunQueryParams } from "../../../src/protocol/query";
import { catalogs } from "../../../src/server/engines/duckdb/database";
import { DuckdbResultEngine } from "../../../src/server/engines/duckdb/duckdbResultEngine";
import { foldNetworks } from "../../../src/server/engines/duckdb/functions/foldNetworks";
import { openIndex } from "../../../src/server/engines/duckdb/openIndex";
import { StatementSource } from "../../../src/server/engines/duckdb/statementSource";
import { Queries } from "../../../src/server/queries/queries";

const never = new AbortController().signal;

describe("ip_in with networks that are known before the statement runs", () => {
  let folder: string;
  let connection: DuckDBConnection;
  let queries: Queries;
  let close: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-networks-"));
    const opened = await openIndex({ folder, allowedFolders: [], memoryLimitMiB: 512 }, () => undefined);
    if (!("store" in opened)) throw new Error(opened.condition.sentence);
    connection = await opened.database.connect();
    queries = new Queries(new DuckdbResultEngine(opened.database), {});
    close = async () => {
      await queries.dispose();
      connection.closeSync();
      opened.store.close();
      opened.database.close();
    };
    await run("CREATE TABLE hosts AS SELECT unnest(['10.1.2.3', '10.0.0.256', '192.168.1.1', '::ffff:10.9.9.9', NULL]) AS ip, 'x' AS word");
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (sql: string, parameters: RunQueryParams["parameters"] = {}): Promise<ResultSummary> =>
    queries.run({ ownerId: "a", sql, parameters }, never, () => undefined);

  async function firstColumn(sql: string, parameters: RunQueryParams["parameters"] = {}): Promise<readonly Cell[]> {
    const { resultId } = await run(sql, parameters);
    return (await queries.rows({ resultId, start: 0, count: 100 }, never)).cells[0] ?? [];
  }

  const folded = (sql: string) => foldNetworks(connection, StatementSource.from(sql));

  it.each([
    ["ip_in(ip, '10.0.0.0/8')", "ip_in(ip, $net)", "10.0.0.0/8"],
    ["IP_IN (h.ip, -- of ours\n '192.168.0.0/16' )", "ip_in(ip, $net)", "192.168.0.0/16"],
    ["NOT ip_in(h.\"ip\", '10.0.0.0/8')", "NOT ip_in(ip, $net)", "10.0.0.0/8"],
    ["ip_in(ip, 'no network')", "ip_in(ip, $net)", "no network"],
  ])("%s answers as with a value that is bound", async (call, bound, net) => {
    expect(await folded(`FROM hosts h WHERE ${call}`)).toBeDefined();
    const parameters = { net: { type: "VARCHAR", text: net } };
    expect(await firstColumn(`SELECT ip FROM hosts h WHERE ${call}`)).toEqual(
      await firstColumn(`SELECT ip FROM hosts WHERE ${bound}`, parameters),
    );
    expect(await firstColumn(`SELECT ${call} FROM hosts h`)).toEqual(await firstColumn(`SELECT ${bound} FROM hosts`, parameters));
  });

  it("takes lists, and several calls in one statement", async () => {
    const sql = "SELECT ip FROM hosts WHERE ip_in(ip, ['192.168.0.0/16', 'fd00::/8']) OR ip_in(ip, '10.1.0.0/16')";
    expect(await firstColumn(sql)).toEqual(["10.1.2.3", "192.168.1.1"]);
  });

  it("leaves the names of columns as they are written", async () => {
    const select = "SELECT ip_in(ip, '10.0.0.0/8'), ip_in(ip, '10.0.0.0/8') AS ours, word FROM hosts";
    const { columns } = await run(select);
    const unfolded = await connection.runAndReadAll(`SELECT * FROM (${select.replace("hosts", `${catalogs.own}.main.hosts`)})`);
    expect(columns.map(({ name }) => name)).toEqual(unfolded.columnNames());
    expect(columns.slice(1).map(({ name }) => name)).toEqual(["ours", "word"]);
  });

  it.each([
    ["SELECT missing FROM hosts WHERE ip_in(ip, '10.0.0.0/8')", "missing"],
    ["SELECT word FROM hosts WHERE ip_in(ip, '10.0.0.0/8') AND gone = 1", "gone"],
  ])("tells errors at their place: %s", async (sql, place) => {
    const error: unknown = await run(sql).catch((reason: unknown) => reason);
    const { span } = (error as { data: { span?: { start: number; end: number } } }).data;
    expect(sql.slice(span?.start, span?.end)).toBe(place);
  });

  it("tells what fails only when it runs", async () => {
    await expect(run("SELECT CAST(word AS INTEGER) FROM hosts WHERE ip_in(ip, '10.0.0.0/8')")).rejects.toThrow("Could not convert");
  });

  it.each([
    "SELECT ip_in(ip, word) FROM hosts",
    "SELECT ip_in(ip, [word, '10.0.0.0/8']) FROM hosts",
    "SELECT ip_in(lower(ip), '10.0.0.0/8') FROM hosts",
    "SELECT 'ip_in(ip, ''10.0.0.0/8'')' FROM hosts",
    "SELECT other.ip_in(ip, '10.0.0.0/8') FROM hosts",
    "SELECT ip_in FROM hosts",
    "SELECT ip_in(ip, '10.0.0.0/8'",
    "SELECT ip_in(ip, [",
  ])("leaves alone: %s", async (sql) => expect(await folded(sql)).toBeUndefined());

  it("leaves a macro of the user's own alone", async () => {
    await connection.run(`CREATE MACRO ${catalogs.own}.main.ip_in(a, b) AS 'mine'`);
    try {
      expect(await folded("SELECT ip_in(ip, '10.0.0.0/8') FROM hosts")).toBeUndefined();
      expect(await firstColumn("SELECT ip_in(ip, '10.0.0.0/8') FROM hosts LIMIT 1")).toEqual(["mine"]);
    } finally {
      await connection.run(`DROP MACRO ${catalogs.own}.main.ip_in`);
    }
  });
});
