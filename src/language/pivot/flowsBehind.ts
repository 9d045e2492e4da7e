import type { FlowsBehindParams, NarrowTerm } from "../../protocol/pivot";
import type { QueryBlock } from "../analysis/queryBlocks";
import { same } from "../analysis/scope";
import type { Catalog } from "../catalog/catalog";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { flowColumn } from "../schema/flowColumns";
import { columnsOf, conditionSql, eitherSql } from "./conditions";
import { shownFlowColumns } from "./flowsStatement";
import { narrowStatement, plainBlock } from "./narrow";
import { withEdits } from "./putConditions";
import { readingStatement } from "./readingStatement";

/** What rows are read from, and which of them. */
interface Reading {
  readonly from: string;
  readonly where: string;
  /** That is `flows` itself, of which the columns worth seeing are known. */
  readonly isFlows: boolean;
}

/**
 * The rows that are behind a part of a result, as a statement that stands for itself: what the statement reads, under its own conditions,
 * where they are one table's; else all flows that meet the terms.
 *
 * @returns The statement, or a sentence that says why there is none.
 */
export function flowsBehind(params: FlowsBehindParams, catalog: Catalog): { readonly sql: string } | string {
  const name = `${params.as === "flows" ? "Flows of" : "Sources of"} ${params.terms.map(termName).join(", ")}`;
  const reading = ofStatement(params, catalog) ?? ofFlows(params);
  if (typeof reading === "string") return reading;
  const { from, where, isFlows } = reading;
  const below = `${from}\n${where}`;
  if (params.as === "flows") {
    return { sql: `-- @name ${name}\nSELECT ${isFlows ? shownFlowColumns : "*"}\n${below}${isFlows ? "\nORDER BY start_time" : ""};\n` };
  }
  if (!isFlows) return "Sources can be told only where a statement reads flows.";
  const columns = "srcaddr, count(*) AS records, sum(bytes) AS bytes, min(start_time) AS first_seen, max(end_time) AS last_seen";
  return { sql: `-- @name ${name}\nSELECT ${columns}\n${below}\nGROUP BY srcaddr\nORDER BY records DESC, srcaddr;\n` };
}

/** What the statement reads, where a condition on its result is one on those rows. A limit is one of what it shows, not of what it reads. */
function ofStatement({ sql, columns, terms }: FlowsBehindParams, catalog: Catalog): Reading | undefined {
  const unlimited = withoutLimit(sql, catalog);
  const narrowed = unlimited === undefined ? undefined : narrowStatement({ sql: unlimited, columns, terms, mode: "add" }, catalog);
  if (narrowed === undefined || typeof narrowed === "string" || narrowed.how !== "where") return undefined;
  const statement = readingStatement(narrowed.sql, catalog);
  const block = typeof statement === "string" ? undefined : plainBlock(statement);
  if (typeof statement === "string" || block === undefined) return undefined;
  const sources = statement.scope.sourcesOf(block);
  const [only] = sources;
  if (sources.length !== 1 || only?.relation === undefined || only.cte !== undefined) return undefined;
  const clause = (kind: "from" | "where"): string => clauseText(statement, block, kind);
  return { from: clause("from"), where: clause("where"), isFlows: same(only.relation.name, "flows") };
}

function withoutLimit(sql: string, catalog: Catalog): string | undefined {
  const statement = readingStatement(sql, catalog);
  if (typeof statement === "string") return undefined;
  const limits = statement.syntax.blocks
    .filter(({ role, parent }) => role === "statement" && parent === undefined)
    .flatMap(({ clauses }) => clauses.filter(({ kind }) => kind === "limit"));
  return withEdits(
    sql,
    limits.map((clause) => ({ span: { start: clause.keyword, end: statement.tokensIn(clause).at(-1)?.end ?? clause.end }, text: "" })),
  );
}

function clauseText(statement: RuleStatement, block: QueryBlock, kind: "from" | "where"): string {
  const clause = block.clauses.find((each) => each.kind === kind);
  return clause === undefined ? "" : statement.text.slice(clause.keyword, statement.tokensIn(clause).at(-1)?.end);
}

function ofFlows({ columns, terms }: FlowsBehindParams): Reading | string {
  const conditions: string[] = [];
  for (const term of terms) {
    const tests: string[] = [];
    for (const column of columnsOf(term)) {
      const isTime = columns.find(({ name }) => name === column)?.type.startsWith("TIMESTAMP") === true;
      const known = flowColumn(column.toLowerCase()) ?? (isTime && "from" in term ? flowColumn("start_time") : undefined);
      if (known === undefined) return `${column} is no column of flows, so it cannot be said which flows these are.`;
      tests.push(conditionSql(term, known.name, known.type));
    }
    conditions.push(eitherSql(term.op, tests));
  }
  return { from: "FROM flows", where: `WHERE ${conditions.join("\n  AND ")}`, isFlows: true };
}

/** A name is one line, and what ends a comment must not end it. */
function termName(term: NarrowTerm): string {
  const text = "from" in term ? `${String(term.from)} to ${String(term.to)}` : term.values.map((value) => value ?? "NULL").join(", ");
  return text.replaceAll(/\s+/g, " ");
}
