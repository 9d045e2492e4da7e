import type { QueryBlock } from "../analysis/queryBlocks";
import type { ScopeSource } from "../analysis/scope";
import { addCondition } from "./addCondition";
import { columnShowing, holdsFlows } from "./flowSources";
import type { Fix, Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Below that, an answer over everything comes within a few seconds. */
const largeIndexRows = 50_000_000;

/** A statement over all of a large index takes long, and its answer mixes all times. */
export const noTimeFilter: Rule = {
  code: "no-time-filter",
  check(statement) {
    const rows = statement.catalog.index?.rows ?? 0;
    if (rows < largeIndexRows || !runsWhole(statement) || filtersByTime(statement)) return [];
    return statement.syntax.blocks.flatMap((block) => remark(statement, block, rows) ?? []);
  },
};

function remark(statement: RuleStatement, block: QueryBlock, rows: number): Remark | undefined {
  const source = statement.scope.sourcesOf(block).find(holdsFlows);
  if (source === undefined || endsEarly(statement, block)) return undefined;
  const [name] = source.source.path;
  if (name === undefined) return undefined;
  const millions = Math.round(rows / 1_000_000).toLocaleString("en-US");
  return {
    severity: "information",
    span: { start: name.start, end: name.end },
    sentence: `This reads all ${millions} million rows of the index: a condition on the time makes it faster.`,
    fixes: fixes(statement, block, source),
  };
}

function fixes(statement: RuleStatement, block: QueryBlock, source: ScopeSource): Fix[] {
  const column = columnShowing(statement, block, source, "start_time");
  if (column === undefined) return [];
  const last = dayBefore(statement.catalog.index?.lastRecord);
  const conditions = [
    { title: "Only the last day of the index", since: last === undefined ? undefined : `TIMESTAMP '${last}'` },
    { title: "Only the last 24 hours", since: "now() - INTERVAL 1 DAY" },
  ];
  return conditions.flatMap(({ title, since }) => {
    const edits = since === undefined ? [] : addCondition(statement, block, `${column} >= ${since}`);
    return edits.length === 0 ? [] : [{ title, edits }];
  });
}

/** `2026-03-14 12:00:00`. */
function dayBefore(time: string | undefined): string | undefined {
  const at = Date.parse(time ?? "");
  return Number.isNaN(at) ? undefined : new Date(at - 86_400_000).toISOString().slice(0, 19).replace("T", " ");
}

/** What only describes, or is kept for later, reads nothing now. */
function runsWhole({ tokens }: RuleStatement): boolean {
  const words = tokens.slice(0, 6).map(({ says }) => says);
  const [first = "", second = ""] = words;
  if (["DESCRIBE", "DESC", "SHOW", "DROP"].includes(first)) return false;
  if (first === "EXPLAIN") return second === "ANALYZE";
  return first !== "CREATE" || words.includes("TABLE");
}

/** Any condition on a time, anywhere: where it stands in the way of the rows is the engine's to find out. */
function filtersByTime(statement: RuleStatement): boolean {
  return statement.nameUses.some(({ clause, block, path }) => {
    if (!["where", "on", "having", "qualify"].includes(clause)) return false;
    const column = statement.column(block, path);
    // Of a column that is not known it cannot be said.
    return column === undefined || column.meaning === "time" || column.meaning === "date" || timeNames.test(column.name);
  });
}

/** Times as other tools' tables have them: numbers, texts and parts. */
const timeNames = /time|^(?:start|end|dt|date|year|month|day|hour|flowlog_start|flowlog_end|tp_date|tp_timestamp)$/i;

/** A LIMIT over rows as they come stops reading when it is reached. */
function endsEarly(statement: RuleStatement, block: QueryBlock): boolean {
  const kinds = new Set(block.clauses.map(({ kind }) => kind));
  if (!kinds.has("limit") || kinds.has("orderBy") || kinds.has("groupBy")) return false;
  const select = block.clauses.find(({ kind }) => kind === "select");
  return select === undefined || !statement.tokensIn(select).some(({ says }) => says === "(");
}
