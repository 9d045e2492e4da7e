import type { FlowTerm, NarrowedStatement, NarrowFlowsParams, PivotSide, PivotSubject } from "../../protocol/pivot";
import type { QueryBlock } from "../analysis/queryBlocks";
import { same, type ScopeSource } from "../analysis/scope";
import { writtenName } from "../analysis/syntaxTokens";
import type { Catalog, CatalogColumn } from "../catalog/catalog";
import type { SpanEdit } from "../diagnostics/rule";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { conditionSql, eitherSql } from "./conditions";
import type { Compared } from "./conjuncts";
import { checkedSubject, interfaceColumns } from "./pivotStatement";
import { type PutCondition, putConditions, withEdits } from "./putConditions";
import { readingStatement } from "./readingStatement";

/**
 * Puts a condition on flows into a statement: into each query of it that reads some itself, so that the statement gives what it would give
 * if there were no other flows. All else of the text stays as it is.
 *
 * @returns The statement, or a sentence that says why it cannot be narrowed so.
 */
export function narrowFlows({ sql, term: asked, mode }: NarrowFlowsParams, catalog: Catalog): NarrowedStatement | string {
  const term = checked(asked);
  if (typeof term === "string") return term;
  const statement = readingStatement(sql, catalog);
  if (typeof statement === "string") return statement;
  const edits: SpanEdit[] = [];
  const conditions = new Set<string>();
  for (const { block, condition, takesConditions } of flowConditions(statement, term)) {
    const made = takesConditions ? putConditions(statement, block, "where", [condition], mode) : [];
    if (made.length === 0) return "This statement has no place for a condition on its flows: write it as a SELECT … FROM flows.";
    edits.push(...made);
    conditions.add(condition.sql);
  }
  if (edits.length > 0) return { sql: withEdits(sql, edits), condition: [...conditions].join("; ") };
  return `This statement reads nothing that has ${neededBy(term)}, as flows has.`;
}

/** A query that reads flows for the result of its statement, and a condition on them as it is written there. */
export interface FlowCondition {
  readonly block: QueryBlock;
  readonly condition: PutCondition;
  /** Whether the query has a place for it. */
  readonly takesConditions: boolean;
}

export function flowConditions(statement: RuleStatement, term: FlowTerm): readonly FlowCondition[] {
  return statement.syntax.blocks.filter(readsForResult).flatMap((block) => {
    const condition = conditionOn(statement, block, term);
    return condition === undefined ? [] : [{ block, condition, takesConditions: hasPlace(statement, block) }];
  });
}

/** The subject is spelled as in records; a sentence where it is none. */
function checked(term: FlowTerm): FlowTerm | string {
  if ("from" in term) return term;
  const subject = checkedSubject(term.subject);
  return typeof subject === "string" ? subject : { ...term, subject };
}

/** Queries inside of conditions and of columns are questions of their own: which flows they look at is not what the statement shows. */
function readsForResult({ role, operand, parent }: QueryBlock): boolean {
  return role !== "expression" && operand === undefined && (parent === undefined || !isInExpression(parent));
}

function isInExpression({ role, parent }: QueryBlock): boolean {
  return role === "expression" || (parent !== undefined && isInExpression(parent));
}

/** Behind words such as SUMMARIZE or PIVOT no condition can stand, and behind SAMPLE one would be about the sample. */
function hasPlace(statement: RuleStatement, { clauses }: QueryBlock): boolean {
  const from = clauses.find(({ kind }) => kind === "from");
  const tokens = from === undefined ? [] : statement.tokensIn({ start: from.keyword, end: from.end });
  return tokens[0]?.says === "FROM" && !tokens.some(({ says }) => says === "SAMPLE" || says === "TABLESAMPLE");
}

/** On the first source of a query that has what the condition is about; the others are joined to its rows. */
function conditionOn({ scope }: RuleStatement, block: QueryBlock, term: FlowTerm): PutCondition | undefined {
  const sources = scope.sourcesOf(block);
  for (const source of sources.filter(({ relation, cte }) => relation !== undefined && cte === undefined)) {
    const write = (column: CatalogColumn): Compared => {
      const path = sources.length > 1 && source.name !== "" ? [source.name, column.name] : [column.name];
      return { path, sql: path.map(writtenName).join(".") };
    };
    const condition = "from" in term ? ofTime(source, term, write) : ofSubject(source, term, write);
    if (condition !== undefined) return condition;
  }
  return undefined;
}

type Write = (column: CatalogColumn) => Compared;

function ofSubject(source: ScopeSource, { op, subject, side }: Extract<FlowTerm, { readonly subject: unknown }>, write: Write) {
  const columns = columnNames(subject, side).flatMap((name) => showing(source, name) ?? []);
  if (columns.length === 0) return undefined;
  const value = valueOf(subject);
  const test = (column: CatalogColumn, of: string | number): string =>
    conditionSql({ column: column.name, op, values: [of] }, write(column).sql, column.type);
  const tests = columns.map((column) => test(column, value));
  const protocol = subject.kind === "port" && subject.protocol !== undefined ? showing(source, "protocol") : undefined;
  const compared = [...columns, ...(protocol === undefined ? [] : [protocol])].map(write);
  if (protocol === undefined || subject.kind !== "port") return { sql: eitherSql(op, tests), compared };
  const ofProtocol = test(protocol, subject.protocol ?? 0);
  const ports = eitherSql(op, tests);
  if (op === "in") return { sql: `${ports} AND ${ofProtocol}`, compared };
  return { sql: `(${tests.length === 1 ? ports : `(${ports})`} OR ${ofProtocol})`, compared };
}

function ofTime(
  source: ScopeSource,
  { op, from, to }: Extract<FlowTerm, { readonly from: string }>,
  write: Write,
): PutCondition | undefined {
  const plain = showing(source, "start_time");
  const seconds = source.columns.find(({ timeOf }) => timeOf?.flowColumn === "start_time" && timeOf.as === "seconds");
  const column = plain ?? seconds;
  if (column === undefined) return undefined;
  const cell = (time: string): string | number => (plain === undefined ? Date.parse(time) / 1000 : time);
  const sql = conditionSql({ column: column.name, op, from: cell(from), to: cell(to) }, write(column).sql, column.type);
  const range = op === "range" ? { range: { compared: write(column), from: cell(from), to: cell(to) } } : {};
  return { sql, compared: [write(column)], ...range };
}

/** The column of a source that has the values of a column of `flows`, under whatever name. */
function showing({ columns }: ScopeSource, flowColumn: string): CatalogColumn | undefined {
  return (
    columns.find((column) => column.flowColumn === flowColumn) ??
    columns.find((column) => column.valuesLike === flowColumn) ??
    columns.find((column) => column.flowColumn === undefined && column.valuesLike === undefined && same(column.name, flowColumn))
  );
}

/** The columns of `flows` in which a subject can stand. */
function columnNames(subject: PivotSubject, side: PivotSide | undefined): readonly string[] {
  switch (subject.kind) {
    case "address":
      return ["srcaddr", "dstaddr", ...(side === "packet" ? ["pkt_srcaddr", "pkt_dstaddr"] : [])];
    case "port":
      return ["srcport", "dstport"];
    case "interface":
      return interfaceColumns(subject.id);
    case "account":
      return ["account_id"];
    case "instance":
      return ["instance_id"];
  }
}

function valueOf(subject: PivotSubject): string | number {
  switch (subject.kind) {
    case "address":
      return subject.address;
    case "port":
      return subject.port;
    case "interface":
    case "account":
    case "instance":
      return subject.id;
  }
}

function neededBy(term: FlowTerm): string {
  if ("from" in term) return "times of flows";
  const { kind } = term.subject;
  return kind === "address" ? "addresses" : `${kind}s`;
}
