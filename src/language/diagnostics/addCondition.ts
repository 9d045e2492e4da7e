import type { Clause, ClauseKind, QueryBlock } from "../analysis/queryBlocks";
import { lineBreakOf, startOfLine } from "../statements/textLines";
import type { SpanEdit } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Behind which clauses a new one has its place, the nearest first. A SELECT may stand behind FROM or before it. */
const before: Readonly<Record<"where" | "having", readonly ClauseKind[]>> = {
  where: ["from", "select"],
  having: ["groupBy", "where", "from", "select"],
};
const keywords = { where: "WHERE", having: "HAVING" } as const;

/** The edits that narrow a query by one more condition, on its rows or on its groups; none where it has no place for one. */
export function addCondition(
  statement: RuleStatement,
  block: QueryBlock,
  condition: string,
  kind: "where" | "having" = "where",
): readonly SpanEdit[] {
  const clause = block.clauses.find((each) => each.kind === kind);
  if (clause !== undefined) return joined(statement, clause, condition);
  const place = lastOf(block, before[kind]);
  const last = place && statement.tokensIn(place).at(-1);
  if (place === undefined || last === undefined || !block.clauses.some((each) => each.kind === "from")) return [];
  const { text } = statement;
  const indent = text.slice(startOfLine(text, place.keyword), place.keyword);
  // On a line of its own where the clause before it stands so.
  const lead = indent.trim() === "" && block.clauses.length > 1 ? `${lineBreakOf(text)}${indent}` : " ";
  return [{ span: { start: last.end, end: last.end }, text: `${lead}${keywords[kind]} ${condition}` }];
}

function joined(statement: RuleStatement, clause: Clause, condition: string): readonly SpanEdit[] {
  const inside = statement.tokensIn(clause);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return [];
  const at = { start: last.end, end: last.end };
  if (!hasBareOr(inside.map(({ says }) => says))) return [{ span: at, text: ` AND ${condition}` }];
  return [
    { span: { start: first.start, end: first.start }, text: "(" },
    { span: at, text: `) AND ${condition}` },
  ];
}

/** The last clause of these kinds, in the order of the text. The conditions of joins stand inside FROM. */
function lastOf(block: QueryBlock, kinds: readonly ClauseKind[]): Clause | undefined {
  return block.clauses.filter(({ kind }) => kinds.includes(kind)).sort((one, other) => other.start - one.start)[0];
}

/** An OR outside brackets, or one that BETWEEN and CASE may hide: brackets around do no harm. */
function hasBareOr(words: readonly string[]): boolean {
  let open = 0;
  return words.some((says) => {
    if (says === "(") open++;
    else if (says === ")") open--;
    return open === 0 && says === "OR";
  });
}
