import type { DuckDBConnection } from "@duckdb/node-api";
import type { StoredResult } from "../resultEngine";
import { type StoredColumn, cellShape } from "./cellValues";
import { meaningOf } from "./columnMeanings";
import type { ConnectionPool } from "./connectionPool";
import { catalogs } from "./database";
import { quoteName } from "./quoting";
import { StoredTable } from "./storedTable";
import type { TableKeeper } from "./tableKeeper";

/** Makes and drops the tables in which results are kept: one each, in memory, spilled to disk by the engine where it gets large. */
export class ResultTables implements TableKeeper {
  private made = 0;

  constructor(
    readonly pool: ConnectionPool,
    readonly stagingFolder: string,
  ) {}

  next(): string {
    return `${catalogs.results}.main.r${++this.made}`;
  }

  /** A table as a result, cut to so many rows. `names`: what its columns are called; the engine numbers names that come twice. */
  async open(
    connection: DuckDBConnection,
    table: string,
    names: readonly string[] | undefined,
    rowLimit: number,
  ): Promise<{ readonly result: StoredResult; readonly cut: boolean }> {
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`);
    const rows = Number(counted.value(0, 0));
    if (rows > rowLimit) await connection.run(`DELETE FROM ${table} WHERE rowid >= ${rowLimit}`);
    const columns = await this.columnsOf(connection, table, names);
    return { result: new StoredTable(this, table, columns, Math.min(rows, rowLimit)), cut: rows > rowLimit };
  }

  async drop(table: string): Promise<void> {
    await this.pool.use(new AbortController().signal, (connection) => connection.run(`DROP TABLE IF EXISTS ${table}`));
  }

  private async columnsOf(connection: DuckDBConnection, table: string, names: readonly string[] | undefined): Promise<StoredColumn[]> {
    const reader = await connection.runAndReadAll(`FROM ${table} LIMIT 0`);
    const columns = reader.columnNames().map((stored, index) => {
      const name = names?.[index] ?? stored;
      const type = reader.columnType(index);
      const [spelled, shape] = [type.alias ?? String(type), cellShape(type.typeId)];
      return { name, type: spelled, shape, meaning: meaningOf(name, spelled, shape), stored };
    });
    return Promise.all(
      columns.map(async (column, index) => ({ ...column, stored: await freeRowid(connection, table, column.stored, index) })),
    );
  }
}

/** A column called `rowid` would stand before the number of the row, by which pages are read. */
async function freeRowid(connection: DuckDBConnection, table: string, stored: string, index: number): Promise<string> {
  if (stored.toLowerCase() !== "rowid") return stored;
  const other = `rowid of column ${index}`;
  await connection.run(`ALTER TABLE ${table} RENAME COLUMN ${quoteName(stored)} TO ${quoteName(other)}`);
  return other;
}
