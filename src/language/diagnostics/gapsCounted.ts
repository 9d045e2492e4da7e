import type { QueryBlock } from "../analysis/queryBlocks";
import type { ScopeSource } from "../analysis/scope";
import { addCondition } from "./addCondition";
import { columnShowing, holdsGaps, indexRelation } from "./flowSources";
import type { Fix, Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Some relations have a row for each window in which nothing flowed: `count(*)` counts these as traffic. */
export const gapsCounted: Rule = {
  code: "gaps-counted",
  check(statement) {
    return statement.syntax.blocks.flatMap((block) => {
      const [source, more] = statement.scope.sourcesOf(block);
      if (source === undefined || more !== undefined || !holdsGaps(source) || leavesGapsOut(statement, block)) return [];
      return rowCounts(statement, block).map((span) => remark(statement, block, source, span));
    });
  },
};

function remark(statement: RuleStatement, block: QueryBlock, source: ScopeSource, span: { start: number; end: number }): Remark {
  const [name] = source.source.path;
  const written = name === undefined ? "" : statement.textOf(name);
  return {
    severity: "warning",
    span,
    sentence: `${written} also has a row for each window in which nothing flowed (NODATA) or records were lost (SKIPDATA), and this counts them as flows.`,
    fixes: fixes(statement, block, source),
  };
}

function fixes(statement: RuleStatement, block: QueryBlock, source: ScopeSource): Fix[] {
  const [name] = source.source.path;
  // The two have the same columns.
  const other: Fix[] =
    indexRelation(source) === "flow_records" && name !== undefined && source.source.alias === undefined
      ? [{ title: "Read flows", edits: [{ span: { start: name.start, end: name.end }, text: "flows" }] }]
      : [];
  const status = columnShowing(statement, block, source, "log_status") ?? "log_status";
  const edits = addCondition(statement, block, `coalesce(${status}, 'OK') NOT IN ('NODATA', 'SKIPDATA')`);
  return edits.length === 0 ? other : [...other, { title: "Leave out NODATA and SKIPDATA", edits }];
}

/** Columns that a row of nothing may have as well. */
const ofWindows = new Set(["provider", "object", "account_id", "interface_id", "start_time", "end_time", "version", "vpc_id", "subnet_id"]);

/**
 * A condition on what only a flow has leaves out the others by itself, and whoever names the status knows of them. What cannot be
 * told is taken to be such a condition.
 */
function leavesGapsOut(statement: RuleStatement, block: QueryBlock): boolean {
  return statement.nameUses.some((use) => {
    if (use.block !== block) return false;
    const column = statement.column(block, use.path);
    if (column?.flowColumn === "log_status" || /^log_?status$/i.test(use.path.at(-1)?.name ?? "")) return true;
    if (use.clause !== "where") return false;
    return column?.flowColumn === undefined ? column?.meaning !== "time" : !ofWindows.has(column.flowColumn);
  });
}

/** `count(*)`, `count()`, `count(1)`, without a FILTER. */
function rowCounts(statement: RuleStatement, block: QueryBlock): { start: number; end: number }[] {
  const { tokens } = statement;
  return tokens.flatMap((token, index) => {
    if (token.says !== "COUNT" || tokens[index + 1]?.says !== "(" || statement.blockAt(token.start) !== block) return [];
    const [first, second] = [tokens[index + 2], tokens[index + 3]];
    const close = first?.says === ")" ? index + 2 : first?.says === "*" || first?.kind === "number" ? index + 3 : -1;
    const closing = close < 0 ? undefined : tokens[close];
    if (closing?.says !== ")" || (close === index + 3 && second?.says !== ")")) return [];
    return tokens[close + 1]?.says === "FILTER" ? [] : [{ start: token.start, end: closing.end }];
  });
}
