import type { QuerySession, ResultEngine } from "../resultEngine";
import { ConnectionPool } from "./connectionPool";
import type { Database } from "./database";
import { DuckdbQuerySession } from "./querySession";
import { ResultTables } from "./resultTables";
import { countProgress } from "./runningStatement";

/** Answers SQL from the index's DuckDB. Dispose of it after its sessions and before the database. */
export class DuckdbResultEngine implements ResultEngine {
  private readonly pool: ConnectionPool;
  private readonly tables: ResultTables;

  constructor(private readonly database: Database) {
    this.pool = new ConnectionPool(database);
    this.tables = new ResultTables(this.pool, database.stagingFolder);
  }

  async openSession(): Promise<QuerySession> {
    const connection = await this.database.connect();
    await countProgress(connection);
    return new DuckdbQuerySession(connection, this.tables);
  }

  dispose(): void {
    this.pool.close();
  }
}
