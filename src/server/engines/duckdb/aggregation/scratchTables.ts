import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableKeeper } from "../tableKeeper";

/** Gives the full name of a table that may be made for this piece of work and is dropped behind it. */
export type NextTable = () => string;

/** Work on a result that makes tables on its way. They go also where it fails or is stopped. */
export async function withScratchTables<T>(
  tables: TableKeeper,
  signal: AbortSignal,
  work: (connection: DuckDBConnection, next: NextTable) => Promise<T>,
): Promise<T> {
  const made: string[] = [];
  const next = (): string => {
    const table = tables.next();
    made.push(table);
    return table;
  };
  try {
    return await tables.pool.use(signal, (connection) => work(connection, next));
  } finally {
    for (const table of made) await tables.drop(table);
  }
}
