import type { Comparison } from "../analysis/comparisons";
import { clauseAt } from "../analysis/statementSyntax";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** `x = NULL` is neither true nor false, so such a condition keeps nothing. */
export const nullComparison: Rule = {
  code: "null-comparison",
  check(statement) {
    return statement.comparisons.flatMap((comparison) => remark(statement, comparison) ?? []);
  },
};

function remark(statement: RuleStatement, comparison: Comparison): Remark | undefined {
  const { operator, operatorSpan, values, left } = comparison;
  const [value] = values;
  if (value?.kind !== "null" || (operator !== "=" && operator !== "<>") || !isCondition(statement, operatorSpan.start)) return undefined;
  const written = operator === "=" ? "IS NULL" : "IS NOT NULL";
  const turned = value.start < left.start;
  const rewritten = turned
    ? { span: { start: value.start, end: left.end }, text: `${statement.textOf(left)} ${written}` }
    : { span: { start: operatorSpan.start, end: value.end }, text: written };
  return {
    severity: "warning",
    span: turned ? { start: value.start, end: left.end } : { start: operatorSpan.start, end: value.end },
    sentence: `A comparison with NULL is never true: ask ${written}.`,
    fixes: [{ title: `Write ${written}`, edits: [rewritten] }],
  };
}

/** An argument of a table function in FROM is given with the same sign. */
function isCondition(statement: RuleStatement, offset: number): boolean {
  const block = statement.blockAt(offset);
  const clause = block === undefined ? undefined : clauseAt(block, offset);
  return clause !== undefined && clause.kind !== "from" && clause.kind !== "with";
}
