import type { DuckDBConnection } from "@duckdb/node-api";
import type { IndexState } from "../../../protocol/indexing";
import { catalogs } from "./database";

/** Grows with every change to the tables below that an older program could not read, or that this one cannot read in older files. */
export const storeVersion = 2;

/** The schema of the physical tables. It is not on the search path of statements: users see the views. */
export const store = `${catalogs.index}.store`;

/**
 * The ledger. No table has a key constraint: there is one writer, an index would be written twice, and DuckDB refuses to delete
 * and insert the same key within one transaction, which replacing a changed object does.
 */
const tables = [
  `CREATE TABLE ${store}.meta (version INTEGER)`,
  `CREATE TABLE ${store}.sources (id INTEGER, uri VARCHAR, endpoint VARCHAR, bucket VARCHAR)`,
  // One row per physical table of records; `signature` is what makes two layouts share a table.
  `CREATE TABLE ${store}.layouts (id INTEGER, provider VARCHAR, signature VARCHAR)`,
  `CREATE TABLE ${store}.objects (
     id UINTEGER, source_id INTEGER, key VARCHAR, etag VARCHAR, size_bytes BIGINT, state VARCHAR, format VARCHAR, layout_id INTEGER,
     "rows" BIGINT, gaps BIGINT, rejected BIGINT, reason VARCHAR, first_record TIMESTAMP, last_record TIMESTAMP, indexed_at TIMESTAMP)`,
  `CREATE TABLE ${store}.rejected (object_id UINTEGER, line BIGINT, reason VARCHAR, sample VARCHAR)`,
  // Prefixes of which everything had been looked at, so that a prefix can be shown as indexed or partly so.
  `CREATE TABLE ${store}.complete_runs (source_id INTEGER, prefix VARCHAR, finished_at TIMESTAMP)`,
];

/** Tables that came later and that an index can do without: they are made where they are missing, so the version stays. */
const laterTables = [
  // What the values of the columns of flows are like, as JSON; `ledger_mark` says of which rows.
  `CREATE TABLE IF NOT EXISTS ${store}.column_statistics (ledger_mark VARCHAR, column_name VARCHAR, statistics VARCHAR)`,
];

/** Makes the tables of an empty file, or tells whether those of an older one can be used. */
export async function prepareStore(connection: DuckDBConnection): Promise<IndexState> {
  const version = await storedVersion(connection);
  if (version === undefined) {
    await createTables(connection, [`CREATE SCHEMA IF NOT EXISTS ${store}`, ...tables, ...laterTables, noteVersion]);
    return { state: "ready" };
  }
  if (version === storeVersion) {
    await createTables(connection, laterTables);
    return { state: "ready" };
  }
  return version < storeVersion
    ? {
        state: "older",
        version,
        sentence: `This index was written by an older version of Flow Log Explorer (layout ${version}, this one uses ${storeVersion}). It can be set aside and built again from the buckets.`,
      }
    : {
        state: "newer",
        version,
        sentence: `This index was written by a newer version of Flow Log Explorer (layout ${version}, this one knows ${storeVersion}). Update the extension, or set the index aside and build it again.`,
      };
}

async function storedVersion(connection: DuckDBConnection): Promise<number | undefined> {
  const found = await connection.runAndReadAll(
    `SELECT 1 FROM duckdb_tables() WHERE database_name = '${catalogs.index}' AND schema_name = 'store' AND table_name = 'meta'`,
  );
  if (found.currentRowCount === 0) return undefined;
  const rows = await connection.runAndReadAll(`SELECT version FROM ${store}.meta`);
  return Number(rows.getRows()[0]?.[0] ?? 0);
}

const noteVersion = `INSERT INTO ${store}.meta VALUES (${storeVersion})`;

async function createTables(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  for (const statement of statements) await connection.run(statement);
  await connection.run("COMMIT");
}
