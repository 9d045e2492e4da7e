import {
  type DuckDBConnection,
  type DuckDBExtractedStatements,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  StatementType,
} from "@duckdb/node-api";
import type { ParameterValue } from "../resultEngine";
import { bindParameters } from "./parameterBinding";
import { pivots, refusal } from "./statementGuard";
import type { StatementSource } from "./statementSource";

/** One statement of a user on its way through the engine. Whatever it leaves open, a transaction too, `settle` ends. */
export class StatementRun {
  private inTransaction = false;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly source: StatementSource,
    private readonly parameters: Readonly<Record<string, ParameterValue>>,
  ) {}

  /** Parses the statement, or one that is wrapped around it. The engine must see one statement, as we do; only a PIVOT becomes several. */
  async parse(sql: string = this.source.sql): Promise<DuckDBExtractedStatements> {
    const extracted = await this.connection.extractStatements(sql);
    if (extracted.count > 1 && !pivots(this.source)) throw refusal("This is more than one statement: run them one at a time.");
    return extracted;
  }

  /**
   * The names of a query's columns. `undefined` where it has none before it has run: a PIVOT, and a statement whose types depend on
   * a parameter, which DuckDB describes as one column named `unknown`.
   *
   * @param sql The statement, or one that means the same.
   */
  async columnNames(sql: string = this.source.sql): Promise<readonly string[] | undefined> {
    const extracted = await this.parse(sql);
    if (extracted.count > 1) return undefined;
    const prepared = await this.prepare(extracted, 0, StatementType.SELECT);
    try {
      const names = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index));
      return names.length === 1 && names[0] === "unknown" ? undefined : names;
    } finally {
      prepared.destroySync();
    }
  }

  /**
   * Has the engine look at the statement without running it: whatever it would refuse before the first row is thrown. Parameters
   * need no values for that.
   */
  async look(type: StatementType): Promise<void> {
    const extracted = await this.parse();
    // A PIVOT has no columns before it has read its data.
    if (extracted.count > 1) return;
    (await prepareOnly(extracted, 0, [type])).destroySync();
  }

  /** Whether the engine cannot make sense of the statement because of something of this name. Throws what else is wrong with it. */
  async failsToBind(name: string): Promise<boolean> {
    const extracted = await this.parse();
    for (let index = 0; index < extracted.count; index++) {
      try {
        (await extracted.prepare(index)).destroySync();
      } catch (error) {
        if (String(error).includes(name)) return true;
        // Later parts of a PIVOT need what the first one makes.
        if (extracted.count === 1) throw error;
      }
    }
    return false;
  }

  /** Runs a parsed statement, which has to be of this type. */
  async execute(extracted: DuckDBExtractedStatements, type: StatementType): Promise<DuckDBMaterializedResult> {
    if (extracted.count > 1) return this.executePivot(extracted, type);
    return runOnce(await this.prepare(extracted, 0, type));
  }

  async begin(readOnly = false): Promise<void> {
    await this.connection.run(`BEGIN TRANSACTION${readOnly ? " READ ONLY" : ""}`);
    this.inTransaction = true;
  }

  async settle(): Promise<void> {
    if (this.inTransaction) await this.connection.run("ROLLBACK");
    this.inTransaction = false;
  }

  /**
   * The engine makes of a PIVOT: a CREATE TYPE of the values that become columns, the statement, and around them BEGIN and COMMIT, or
   * inside a transaction a SET of how that fails. The locked configuration refuses both; so our own transaction stands in their place.
   */
  private async executePivot(extracted: DuckDBExtractedStatements, type: StatementType): Promise<DuckDBMaterializedResult> {
    const own = !this.inTransaction;
    if (own) await this.begin();
    let result: DuckDBMaterializedResult | undefined;
    for (let index = 0; index < extracted.count; index++) {
      const prepared = await this.prepare(extracted, index, type, StatementType.CREATE, ...framing);
      if (!framing.includes(prepared.statementType)) result = await runOnce(prepared);
    }
    if (own) await this.connection.run("COMMIT");
    if (own) this.inTransaction = false;
    if (result === undefined) throw refusal("There is no statement to run.");
    return result;
  }

  private async prepare(
    extracted: DuckDBExtractedStatements,
    index: number,
    ...types: readonly StatementType[]
  ): Promise<DuckDBPreparedStatement> {
    const prepared = await prepareOnly(extracted, index, types);
    await bindParameters(this.connection, prepared, this.source, this.parameters);
    return prepared;
  }
}

export const onlyQueries = "Only queries run here: SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN.";

const framing: readonly StatementType[] = [StatementType.TRANSACTION, StatementType.SET];

async function prepareOnly(
  extracted: DuckDBExtractedStatements,
  index: number,
  types: readonly StatementType[],
): Promise<DuckDBPreparedStatement> {
  const prepared = await extracted.prepare(index);
  if (types.includes(prepared.statementType)) return prepared;
  prepared.destroySync();
  throw refusal(onlyQueries);
}

async function runOnce(prepared: DuckDBPreparedStatement): Promise<DuckDBMaterializedResult> {
  try {
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}
