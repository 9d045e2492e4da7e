import type { DuckDBConnection } from "@duckdb/node-api";
import type { QueryProgress } from "../../../protocol/query";
import type { Database } from "./database";
import { resultError } from "./engineErrors";
import { countProgress, runInterruptibly } from "./runningStatement";

/** More may be open while more is asked at once; so many are kept. */
const keptConnections = 2;

/** Connections for reading results, apart from those on which statements run: so a page comes while its owner computes the next result. */
export class ConnectionPool {
  private readonly idle: DuckDBConnection[] = [];
  private closed = false;

  constructor(private readonly database: Database) {}

  /** Lends a connection that nothing else uses. Rejects with a `FlowLogError`, or with the signal's reason. */
  async use<T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<T>,
    report: (progress: QueryProgress) => void = () => undefined,
  ): Promise<T> {
    signal.throwIfAborted();
    const connection = this.idle.pop() ?? (await this.open());
    try {
      return await runInterruptibly(connection, signal, report, () => work(connection));
    } catch (error) {
      signal.throwIfAborted();
      throw resultError(error);
    } finally {
      if (this.closed || this.idle.length >= keptConnections) connection.closeSync();
      else this.idle.push(connection);
    }
  }

  close(): void {
    this.closed = true;
    for (const connection of this.idle.splice(0)) connection.closeSync();
  }

  private async open(): Promise<DuckDBConnection> {
    const connection = await this.database.connect();
    await countProgress(connection);
    return connection;
  }
}
