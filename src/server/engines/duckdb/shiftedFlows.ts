import type { DuckDBConnection } from "@duckdb/node-api";
import { FlowLogError } from "../../../protocol/errors";
import { compatibilityViews } from "./compatibilityViews";
import { conversationsOfSql } from "./conversations/conversationsSql";
import { catalogs } from "./database";
import { quoteName, quoteText } from "./quoting";
import type { StatementRun } from "./statementRun";

/** A table that is not there: what reads it cannot be bound, and the engine says its name. */
const missing = "no_relation_of_flows";

const nothingToShift =
  "This statement reads no relation of flows, so it has no earlier period. What reads flows, flow_records, capture_gaps or conversations by these names has one.";

/**
 * For one statement of a session, the relations of the index as if all flows had happened so many seconds later: temporary ones of the
 * same names, which the engine finds first, also from the user's own views and macros. Nothing in the index changes, and other
 * connections see nothing of it. `end` must follow, however the statement ends.
 */
export class ShiftedFlows {
  private begun = false;
  private made: readonly string[] = [];

  constructor(private readonly connection: DuckDBConnection) {}

  /** Rejects a statement that would read none of the shifted relations. */
  async begin(run: StatementRun, seconds: number): Promise<void> {
    this.begun = true;
    const relations = await this.relations(seconds);
    await this.connection.run(`CREATE TEMP TABLE ${missing} AS SELECT 1 AS nothing`);
    for (const relation of relations) await this.create({ ...relation, sql: `FROM temp.main.${missing}` });
    await this.connection.run(`DROP TABLE temp.main.${missing}`);
    if (!(await run.failsToBind(missing))) throw new FlowLogError({ kind: "invalidRequest" }, nothingToShift);
    await this.end();
    this.begun = true;
    for (const relation of relations) await this.create(relation);
  }

  async end(): Promise<void> {
    if (!this.begun) return;
    for (const drop of this.made) await this.connection.run(drop);
    this.made = [];
    await this.connection.run(`DROP TABLE IF EXISTS temp.main.${missing}`);
    this.begun = false;
  }

  private async create({ kind, name, parameters, sql }: Relation): Promise<void> {
    const table = kind === "VIEW" ? "" : " TABLE";
    await this.connection.run(`CREATE TEMP ${kind} ${quoteName(name)}${parameters} AS${table} ${sql}`);
    this.made = [...this.made, `DROP ${kind}${table} temp.main.${quoteName(name)}`];
  }

  /** Those that others are made of come first. */
  private async relations(seconds: number): Promise<Relation[]> {
    const reader = await this.connection.runAndReadAll(indexViewsSql);
    const views = reader.getRows().map(([name, times]) => ({ name: String(name), times: times === null ? [] : String(times).split("\n") }));
    const pasted = new Map(compatibilityViews.map(({ name, sql }) => [name, sql]));
    const own = views.filter(({ name, times }) => !pasted.has(name) && times.length > 0);
    const relations = own.map(({ name, times }) => viewOf(name, shiftedSql(name, times, seconds)));
    for (const { name } of views) {
      const sql = pasted.get(name);
      if (sql !== undefined) relations.push(viewOf(name, sql.replaceAll(`${catalogs.index}.main.`, "temp.main.")));
    }
    const macro = { kind: "MACRO", name: "conversations_of", parameters: "(address)" } as const;
    return [...relations, { ...macro, sql: conversationsOfSql("address", "temp.main.flows") }];
  }
}

interface Relation {
  readonly kind: "VIEW" | "MACRO";
  readonly name: string;
  readonly parameters: "" | "(address)";
  readonly sql: string;
}

function viewOf(name: string, sql: string): Relation {
  return { kind: "VIEW", name, parameters: "", sql };
}

function shiftedSql(name: string, times: readonly string[], seconds: number): string {
  const columns = times.map(quoteName).map((column) => `${column} + to_seconds(CAST(${seconds} AS BIGINT)) AS ${column}`);
  return `SELECT * REPLACE (${columns.join(", ")}) FROM ${catalogs.index}.main.${quoteName(name)}`;
}

/** The index's views, each with its columns of times. */
const indexViewsSql = `SELECT v.view_name, string_agg(c.column_name, chr(10)) FROM duckdb_views() v
  LEFT JOIN duckdb_columns() c ON c.database_name = v.database_name AND c.schema_name = v.schema_name AND c.table_name = v.view_name
    AND c.data_type = 'TIMESTAMP'
  WHERE v.database_name = ${quoteText(catalogs.index)} AND v.schema_name = 'main' AND NOT v.internal GROUP BY v.view_name ORDER BY v.view_name`;
