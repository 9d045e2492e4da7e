import type { NarrowedStatement, NarrowParams, NarrowTerm } from "../../protocol/pivot";
import type { QueryBlock } from "../analysis/queryBlocks";
import { writtenName } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import type { SpanEdit } from "../diagnostics/rule";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { lineBreakOf } from "../statements/textLines";
import { columnsOf, conditionSql, eitherSql } from "./conditions";
import { type Compared, spanOf } from "./conjuncts";
import { type PutCondition, putConditions, withEdits } from "./putConditions";
import { readingStatement } from "./readingStatement";
import { type ColumnOrigin, ResultColumns } from "./resultColumns";

export interface NarrowedResult extends NarrowedStatement {
  /** Where the conditions stand now: among those of the rows read, of the groups, or around the whole statement (once they had to). */
  readonly how: "where" | "having" | "around";
}

interface Placed extends PutCondition {
  readonly clause: "where" | "having";
}

/**
 * Puts conditions into a statement, so that it gives the rows of its result that meet them: among the conditions of the rows that it
 * reads, or of its groups. Where that would give other rows (behind a LIMIT, a window, a UNION …), or the statement cannot be read that
 * far, it becomes a query in brackets and the conditions stand around it. All else of the text stays as it is.
 *
 * @returns What was made, or a sentence that says why nothing can be.
 */
export function narrowStatement({ sql, columns, terms, mode }: NarrowParams, catalog: Catalog): NarrowedResult | string {
  const statement = readingStatement(sql, catalog);
  if (typeof statement === "string") return statement;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const missing = terms.flatMap(columnsOf).find((column) => !types.has(column));
  if (missing !== undefined) return `The result has no column ${missing}.`;
  const known = terms.map((term) => ({ term, sides: columnsOf(term).map((column) => ({ column, type: types.get(column) ?? "" })) }));
  const block = plainBlock(statement);
  const placed =
    block &&
    placeAll(
      new ResultColumns(
        statement,
        block,
        columns.map(({ name }) => name),
      ),
      known,
      groupsAll(statement, block),
    );
  const edits = block && placed && editsFor(statement, block, placed, mode);
  if (edits === undefined || placed === undefined) return around(statement, known);
  const condition = placed.map((each) => each.sql).join(" AND ");
  return { sql: withEdits(sql, edits), condition, how: placed.some(({ clause }) => clause === "having") ? "having" : "where" };
}

/** A term, and what it compares: a column, or either of two. */
interface Asked {
  readonly term: NarrowTerm;
  readonly sides: readonly { readonly column: string; readonly type: string }[];
}

/** Words that make a condition on the rows of a query another thing than one on the rows of its result. */
const inTheWay = new Set([
  "OVER",
  "PIVOT",
  "PIVOT_WIDER",
  "UNPIVOT",
  "PIVOT_LONGER",
  "SAMPLE",
  "TABLESAMPLE",
  "FETCH",
  "ROLLUP",
  "CUBE",
  "GROUPING",
  "SUMMARIZE",
  "DESCRIBE",
]);

/** The outermost SELECT, where conditions on its rows are conditions on those of the result. */
export function plainBlock(statement: RuleStatement): QueryBlock | undefined {
  const { blocks } = statement.syntax;
  const block = blocks.find(({ role, parent }) => role === "statement" && parent === undefined);
  if (block === undefined || block.operand !== undefined || blocks.some(({ leader }) => leader === block)) return undefined;
  if (!block.clauses.some(({ kind }) => kind === "from") || block.clauses.some(({ kind }) => afterwards.has(kind))) return undefined;
  const own = statement.tokens.filter((token) => statement.blockAt(token.start) === block);
  const [select] = block.clauses.filter(({ kind }) => kind === "select");
  const behind = select === undefined ? [] : statement.tokensIn(select);
  const isDistinctOn = behind[0]?.says === "DISTINCT" && behind[1]?.says === "ON";
  return isDistinctOn || own.some(({ says }) => inTheWay.has(says)) ? undefined : block;
}

const afterwards: ReadonlySet<string> = new Set(["limit", "qualify", "window", "values"]);

/** Whether all rows are one group, without a GROUP BY: then there is a row even where there are none to read. */
function groupsAll(statement: RuleStatement, block: QueryBlock): boolean {
  if (block.clauses.some(({ kind }) => kind === "groupBy")) return false;
  if (block.clauses.some(({ kind }) => kind === "having")) return true;
  const columns = new ResultColumns(
    statement,
    block,
    block.items.map((_item, index) => String(index)),
  );
  return block.items.some((_item, index) => columns.origin(String(index))?.kind === "groups");
}

function placeAll(columns: ResultColumns, terms: readonly Asked[], oneGroup: boolean): readonly Placed[] | undefined {
  const placed = terms.map(({ term, sides }) =>
    placeEither(
      term,
      sides.map(({ column, type }) => place(columns.origin(column), term, type, oneGroup)),
    ),
  );
  return placed.every((each) => each !== undefined) ? placed : undefined;
}

/** Both sides in one condition, which can stand in one clause only. */
function placeEither(term: NarrowTerm, sides: readonly (Placed | undefined)[]): Placed | undefined {
  const [first] = sides;
  if (sides.length === 1) return first;
  const placed = sides.filter((side) => side !== undefined);
  if (first === undefined || placed.length < sides.length || placed.some(({ clause }) => clause !== first.clause)) return undefined;
  const tests = placed.map(({ sql }) => sql);
  return { clause: first.clause, sql: eitherSql(term.op, tests), compared: placed.flatMap(({ compared }) => compared) };
}

function place(origin: ColumnOrigin | undefined, term: NarrowTerm, type: string, oneGroup: boolean): Placed | undefined {
  if (origin === undefined || origin.kind === "place") return undefined;
  const compared: Compared = "from" in term && origin.stepsOf !== undefined && !oneGroup ? origin.stepsOf : origin;
  return {
    clause: origin.kind === "groups" || oneGroup ? "having" : "where",
    sql: conditionSql(term, compared.sql, type),
    compared: [compared],
    ...(term.op === "range" ? { range: { compared, from: term.from, to: term.to } } : {}),
  };
}

function editsFor(
  statement: RuleStatement,
  block: QueryBlock,
  placed: readonly Placed[],
  mode: NarrowParams["mode"],
): readonly SpanEdit[] | undefined {
  const edits: SpanEdit[] = [];
  for (const kind of ["where", "having"] as const) {
    const conditions = placed.filter(({ clause }) => clause === kind);
    if (conditions.length === 0) continue;
    const made = putConditions(statement, block, kind, conditions, mode);
    if (made.length === 0) return undefined;
    edits.push(...made);
  }
  return edits;
}

/** Comments above the statement and behind it stay where they are. */
function around({ text, tokens }: RuleStatement, terms: readonly Asked[]): NarrowedResult {
  const { start, end } = spanOf(tokens);
  const line = lineBreakOf(text);
  const conditions = terms.map(({ term, sides }) => {
    const tests = sides.map(({ column, type }) => conditionSql(term, writtenName(column), type));
    return eitherSql(term.op, tests);
  });
  const condition = conditions.join(" AND ");
  const sql = `${text.slice(0, start)}SELECT * FROM (${line}${text.slice(start, end)}${line}) WHERE ${condition}${text.slice(end)}`;
  return { sql, condition, how: "around" };
}
