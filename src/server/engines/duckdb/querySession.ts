import { type DuckDBConnection, LIST, listValue, StatementType, VARCHAR } from "@duckdb/node-api";
import type { QueryProgress } from "../../../protocol/query";
import type { GivenMessage, GivenRows, QuerySession, RunOutcome, StatementToRun } from "../resultEngine";
import { statementError } from "./engineErrors";
import { foldedMark, foldNetworks } from "./functions/foldNetworks";
import { checkCreate, dropOwnObject } from "./ownObjects";
import type { ResultTables } from "./resultTables";
import { staysWithinLimit } from "./rowBudget";
import { runInterruptibly } from "./runningStatement";
import { ShiftedFlows } from "./shiftedFlows";
import { guardStatement, refusal } from "./statementGuard";
import { onlyQueries, StatementRun } from "./statementRun";
import { StatementSource } from "./statementSource";

/** One owner's connection: its temporary tables live as long as it does. */
export class DuckdbQuerySession implements QuerySession {
  private readonly closing = new AbortController();
  private last: Promise<unknown> = Promise.resolve();

  /** Takes the connection over. */
  constructor(
    private readonly connection: DuckDBConnection,
    private readonly tables: ResultTables,
  ) {}

  run(statement: StatementToRun, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<RunOutcome> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    const running = settledOrAborted(this.last, either).then(() => this.runNow(statement, either, report));
    this.last = Promise.allSettled([this.last, running]);
    return running;
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.last;
    this.connection.closeSync();
  }

  private async runNow(statement: StatementToRun, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<RunOutcome> {
    const began = performance.now();
    const source = StatementSource.from(statement.sql);
    const run = new StatementRun(this.connection, source, statement.parameters);
    const shifted = new ShiftedFlows(this.connection);
    try {
      const gave = await runInterruptibly(this.connection, signal, report, async () => {
        if (statement.shiftSeconds !== undefined) await this.shift(source, run, shifted, statement.shiftSeconds);
        return this.runGuarded(source, run, statement, signal);
      });
      return { elapsedMs: performance.now() - began, gave };
    } catch (error) {
      signal.throwIfAborted();
      throw statementError(error, source);
    } finally {
      await run.settle();
      await shifted.end();
    }
  }

  private async shift(source: StatementSource, run: StatementRun, shifted: ShiftedFlows, seconds: number): Promise<void> {
    const kind = guardStatement(source);
    // What is made or dropped is no result of another period.
    if (kind === "create" || kind === "drop") throw refusal("Only queries run over an earlier period: leave out CREATE and DROP.");
    if (kind !== "unknown") await shifted.begin(run, seconds);
  }

  private async runGuarded(
    source: StatementSource,
    run: StatementRun,
    statement: StatementToRun,
    signal: AbortSignal,
  ): Promise<GivenMessage | GivenRows> {
    const kind = guardStatement(source);
    switch (kind) {
      case "rows":
        return this.runRows(source, run, statement, signal);
      case "explain":
        return this.runExplain(run);
      case "create":
        return { kind: "done", message: await this.runCreate(source, run) };
      case "drop":
        await run.parse();
        return { kind: "done", message: await dropOwnObject(this.connection, source) };
      case "unknown":
        await run.parse();
        throw refusal(onlyQueries);
    }
  }

  /** Looked at by itself first: so errors come with their place in it, and columns with the names that it gives them. */
  private async runRows(source: StatementSource, run: StatementRun, statement: StatementToRun, signal: AbortSignal): Promise<GivenRows> {
    const folded = await foldNetworks(this.connection, source);
    const names = (folded === undefined ? undefined : await this.foldedNames(run, folded)) ?? (await run.columnNames());
    if (folded !== undefined) {
      try {
        return await this.materialise(source, run, statement, { sql: folded, names, signal });
      } catch {
        // The statement itself says at which place it fails.
        signal.throwIfAborted();
      }
    }
    return this.materialise(source, run, statement, { sql: source.sql, names, signal });
  }

  /** The names of a folded statement, unless a folded call gives one of them; an error is left to the statement itself. */
  private async foldedNames(run: StatementRun, folded: string): Promise<readonly string[] | undefined> {
    const names = await run.columnNames(folded).catch(() => undefined);
    return names?.some((name) => name.includes(foldedMark)) === true ? undefined : names;
  }

  private async materialise(
    source: StatementSource,
    run: StatementRun,
    statement: StatementToRun,
    { sql, names, signal }: { readonly sql: string; readonly names: readonly string[] | undefined; readonly signal: AbortSignal },
  ): Promise<GivenRows> {
    const limit = (await staysWithinLimit(this.connection, source, statement, sql)) ? "" : ` LIMIT ${statement.rowLimit + 1}`;
    const table = this.tables.next();
    const lead = `CREATE TABLE ${table} AS FROM (\n`;
    try {
      await run.execute(await run.parse(`${lead}${sql}\n)${limit}`), StatementType.CREATE);
      const result = await this.tables.open(this.connection, table, names, statement.rowLimit);
      signal.throwIfAborted();
      return { kind: "rows", ...result };
    } catch (error) {
      await this.tables.drop(table);
      signal.throwIfAborted();
      throw statementError(error, source, Buffer.byteLength(lead));
    }
  }

  private async runExplain(run: StatementRun): Promise<GivenRows> {
    await run.begin(true);
    const explained = await run.execute(await run.parse(), StatementType.EXPLAIN);
    const lines = (await explained.getRows()).flatMap((row) => planLines(String(row[1])));
    await run.settle();
    const table = this.tables.next();
    await this.connection.run(`CREATE TABLE ${table} AS SELECT unnest($1) AS plan`, [listValue(lines)], [LIST(VARCHAR)]);
    return { kind: "rows", ...(await this.tables.open(this.connection, table, ["plan"], lines.length)) };
  }

  private async runCreate(source: StatementSource, run: StatementRun): Promise<string> {
    const extracted = await run.parse();
    const { kind, name } = await checkCreate(this.connection, source);
    const created = await run.execute(extracted, StatementType.CREATE);
    const rows = kind === "table" ? (await created.getRows())[0]?.[0] : undefined;
    const size = typeof rows === "bigint" ? ` with ${rows === 1n ? "1 row" : `${rows.toLocaleString("en-US")} rows`}` : "";
    return `Created ${kind} ${name}${size}.`;
  }
}

/** Whoever is stopped while waiting for a turn does not have to wait for it. */
function settledOrAborted(earlier: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    void earlier.then(resolve);
  });
}

/** A drawn plan is a row for each of its lines, so that it is read as it is drawn; a plan in JSON stays one value. */
function planLines(plan: string): string[] {
  return /^\s*[[{]/.test(plan) ? [plan] : plan.trimEnd().split("\n");
}
