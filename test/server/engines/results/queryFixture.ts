import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell, ResultSummary, RunQueryParams } from "../../../../src/protocol/query";
import { Database } from "../../../../src/server/engines/duckdb/database";
import { DuckdbResultEngine } from "../../../../src/server/engines/duckdb/duckdbResultEngine";
import { Queries, type QueriesOptions } from "../../../../src/server/queries/queries";

export const never = new AbortController().signal;

/** A small index in a folder of its own, and queries over it. */
export class QueryFixture {
  private constructor(
    readonly folder: string,
    readonly database: Database,
    readonly queries: Queries,
    /** For looking behind the scenes. */
    readonly connection: DuckDBConnection,
  ) {}

  static async open(options: QueriesOptions & { readonly memoryLimitMiB?: number } = {}): Promise<QueryFixture> {
    const folder = await mkdtemp(join(tmpdir(), "flowlog-queries-"));
    const workspace = join(folder, "workspace");
    const index = join(folder, "index");
    const database = await Database.open({ folder: index, allowedFolders: [workspace], memoryLimitMiB: options.memoryLimitMiB ?? 1024 });
    const connection = await database.connect();
    for (const statement of smallIndex) await connection.run(statement);
    return new QueryFixture(folder, database, new Queries(new DuckdbResultEngine(database), options), connection);
  }

  /** A folder from which statements may read. */
  get workspace(): string {
    return join(this.folder, "workspace");
  }

  run(sql: string, more: Partial<Omit<RunQueryParams, "sql">> = {}): Promise<ResultSummary> {
    return this.queries.run({ ownerId: "a", sql, ...more }, never, () => undefined);
  }

  /** A statement's rows, up to a page, as `rows[r][c]`. */
  async table(sql: string, more: Partial<Omit<RunQueryParams, "sql">> = {}): Promise<Cell[][]> {
    return this.read((await this.run(sql, more)).resultId);
  }

  async read(resultId: string, viewId?: string, start = 0, count = 2000): Promise<Cell[][]> {
    const page = await this.queries.rows({ resultId, ...(viewId === undefined ? {} : { viewId }), start, count }, never);
    return (page.cells[0] ?? []).map((_cell, row) => page.cells.map((column) => column[row] ?? null));
  }

  /** Everything that the index and its catalog hold, as one value. */
  async indexContents(): Promise<string> {
    const reader = await this.connection.runAndReadAll(indexContentsSql);
    return JSON.stringify(reader.getRowsJson());
  }

  async resultTables(): Promise<number> {
    const reader = await this.connection.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE database_name = 'results'");
    return Number(reader.value(0, 0));
  }

  /** Begins work, again where it was over before anybody saw a table that it makes on the way, and gives it once there is one. */
  async atWork(begin: () => Promise<unknown>): Promise<{ readonly ended: Promise<unknown> }> {
    for (;;) {
      const before = await this.resultTables();
      const work = { isOver: false };
      const ended = begin()
        .catch((error: unknown) => error)
        .finally(() => (work.isOver = true));
      while (!work.isOver) if ((await this.resultTables()) > before) return { ended };
    }
  }

  async close(): Promise<void> {
    await this.queries.dispose();
    this.connection.closeSync();
    this.database.close();
    await rm(this.folder, { recursive: true });
  }
}

const smallIndex = [
  "CREATE SCHEMA flow_index.store",
  `CREATE TABLE flow_index.store.flows_1 AS
    SELECT '10.0.0.' || i AS srcaddr, '192.168.1.' || (i % 3) AS dstaddr, (1000 + i)::INTEGER AS dstport,
      (i * 1000)::BIGINT AS bytes, i::BIGINT AS packets, CASE WHEN i % 4 = 0 THEN 'REJECT' ELSE 'ACCEPT' END AS action,
      TIMESTAMP '2026-03-14 15:00:00' + to_minutes(i) AS start_time
    FROM range(1, 13) t(i)`,
  "CREATE VIEW flow_index.main.flows AS FROM flow_index.store.flows_1",
  "CREATE SEQUENCE flow_index.store.ids",
];

const indexContentsSql = `
  SELECT 'rows', md5(string_agg(t::VARCHAR, '|' ORDER BY t)) FROM flow_index.store.flows_1 t
  UNION ALL SELECT 'view ' || database_name || '.' || schema_name || '.' || view_name, sql
    FROM duckdb_views() WHERE database_name = 'flow_index' AND NOT internal
  UNION ALL SELECT 'table ' || schema_name || '.' || table_name, sql FROM duckdb_tables() WHERE database_name = 'flow_index'
  UNION ALL SELECT 'sequence ' || sequence_name, last_value::VARCHAR FROM duckdb_sequences() WHERE database_name = 'flow_index'
  UNION ALL SELECT 'database ' || database_name, path FROM duckdb_databases() WHERE NOT internal
  UNION ALL SELECT 'setting ' || name, value FROM duckdb_settings()
    WHERE name IN ('enable_external_access', 'lock_configuration', 'allowed_directories', 'threads', 'enable_logging', 'enable_profiling')
  UNION ALL SELECT 'schema ' || database_name || '.' || schema_name, '' FROM duckdb_schemas() WHERE database_name IN ('flow_index', 'mine')
  ORDER BY ALL`;
