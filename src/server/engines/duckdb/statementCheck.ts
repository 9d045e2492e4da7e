import { type DuckDBConnection, StatementType } from "@duckdb/node-api";
import { FlowLogError } from "../../../protocol/errors";
import { statementError } from "./engineErrors";
import { checkCreate, type Target } from "./ownObjects";
import { quoteName } from "./quoting";
import { runInterruptibly } from "./runningStatement";
import { guardStatement, refusal } from "./statementGuard";
import { onlyQueries, StatementRun } from "./statementRun";
import { StatementSource } from "./statementSource";

/**
 * Looks at the statements of one text in their order, without running them. What one creates is there for those behind it as a
 * temporary view or macro of this connection, which nobody else sees and which goes with the connection.
 */
export class StatementCheck {
  /** Names, in lower case, of what statements create in a way that cannot be followed. */
  private readonly unknown = new Set<string>();

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly signal: AbortSignal,
  ) {}

  /** On a connection that nothing else uses. */
  static async on(connection: DuckDBConnection, signal: AbortSignal): Promise<StatementCheck> {
    // What is wrong with a statement is known before it is optimised; and the optimiser computes what is constant, however long it takes.
    await connection.run("PRAGMA disable_optimizer");
    return new StatementCheck(connection, signal);
  }

  /** What a run of the statement would fail with before its first row. */
  async problemOf(sql: string): Promise<FlowLogError | undefined> {
    const source = sourceOf(sql);
    if (source instanceof FlowLogError) return source;
    try {
      await this.work(() => this.look(source));
      return undefined;
    } catch (error) {
      this.signal.throwIfAborted();
      const problem = statementError(error, source);
      // That a disk is full, say, is nothing about the statement.
      return problem.data.kind === "statementFailed" || problem.data.kind === "statementRefused" ? problem : undefined;
    }
  }

  /** What the statement creates can be named by those behind it, whatever has that name in the index. */
  async remember(sql: string): Promise<void> {
    const source = sourceOf(sql);
    if (source instanceof FlowLogError || source.wordAt(0) !== "create") return;
    const target = await this.targetOf(source);
    if (target === undefined) return;
    const name = target.name.toLowerCase();
    try {
      const rest = source.sql.slice(source.tokens[target.next]?.start ?? source.sql.length);
      const lead = `CREATE OR REPLACE TEMP ${target.kind === "macro" ? "MACRO" : "VIEW"} ${quoteName(target.name)} `;
      await this.work(() => this.create(lead + rest));
      this.unknown.delete(name);
    } catch {
      this.signal.throwIfAborted();
      this.unknown.add(name);
    }
  }

  /** What may not be created is not there for those behind it either. */
  private async targetOf(source: StatementSource): Promise<Target | undefined> {
    try {
      return await checkCreate(this.connection, source);
    } catch {
      return undefined;
    }
  }

  private async look(source: StatementSource): Promise<void> {
    const kind = guardStatement(source);
    const run = new StatementRun(this.connection, source, {});
    await run.parse();
    if (kind === "unknown") throw refusal(onlyQueries);
    if (kind === "create") await checkCreate(this.connection, source);
    if (kind === "drop" || this.readsUnknown(source)) return;
    await run.look({ rows: StatementType.SELECT, explain: StatementType.EXPLAIN, create: StatementType.CREATE }[kind]);
  }

  private readsUnknown(source: StatementSource): boolean {
    return source.tokens.some((_token, index) => this.unknown.has(source.nameAt(index)?.toLowerCase() ?? ""));
  }

  private async create(sql: string): Promise<void> {
    const source = StatementSource.from(sql);
    guardStatement(source);
    const run = new StatementRun(this.connection, source, {});
    await run.execute(await run.parse(), StatementType.CREATE);
  }

  private work(work: () => Promise<void>): Promise<void> {
    return runInterruptibly(this.connection, this.signal, () => undefined, work);
  }
}

function sourceOf(sql: string): StatementSource | FlowLogError {
  try {
    return StatementSource.from(sql);
  } catch (error) {
    if (error instanceof FlowLogError) return error;
    throw error;
  }
}
