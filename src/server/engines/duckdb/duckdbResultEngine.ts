import type { QuerySession, ResultEngine, StatementToCheck } from "../resultEngine";
import type { FlowLogError } from "../../../protocol/errors";
import { ConnectionPool } from "./connectionPool";
import type { Database } from "./database";
import { DuckdbQuerySession } from "./querySession";
import { ResultTables } from "./resultTables";
import { StatementCheck } from "./statementCheck";
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

  async check(
    statements: readonly StatementToCheck[],
    signal: AbortSignal,
    report: (index: number, problem: FlowLogError | undefined) => void,
  ): Promise<void> {
    const connection = await this.database.connect();
    try {
      const check = await StatementCheck.on(connection, signal);
      for (const [index, { sql, wanted }] of statements.entries()) {
        if (wanted) report(index, await check.problemOf(sql));
        await check.remember(sql);
      }
    } finally {
      connection.closeSync();
    }
  }

  dispose(): void {
    this.pool.close();
  }
}
