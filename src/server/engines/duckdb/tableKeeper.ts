import type { ConnectionPool } from "./connectionPool";

/** Where the tables of results come from and go. */
export interface TableKeeper {
  readonly pool: ConnectionPool;
  /** Where files are written before they go where they belong. */
  readonly stagingFolder: string;
  /** The full name of a table that is not there yet, ready for SQL. */
  next(): string;
  drop(table: string): Promise<void>;
}
