import type { QueryBlock } from "../analysis/queryBlocks";
import { lineBreakOf, startOfLine } from "../statements/textLines";
import type { SpanEdit } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** The edits that narrow a query by one more condition; none where it has no place for a WHERE. */
export function addCondition(statement: RuleStatement, block: QueryBlock, condition: string): readonly SpanEdit[] {
  const where = block.clauses.find(({ kind }) => kind === "where");
  if (where !== undefined) {
    const inside = statement.tokensIn(where);
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) return [];
    const at = { start: last.end, end: last.end };
    if (!hasBareOr(inside.map(({ says }) => says))) return [{ span: at, text: ` AND ${condition}` }];
    return [
      { span: { start: first.start, end: first.start }, text: "(" },
      { span: at, text: `) AND ${condition}` },
    ];
  }
  const from = block.clauses.find(({ kind }) => kind === "from");
  const last = from === undefined ? undefined : statement.tokensIn(from).at(-1);
  if (from === undefined || last === undefined) return [];
  const { text } = statement;
  const lineStart = startOfLine(text, from.keyword);
  const indent = text.slice(lineStart, from.keyword);
  // On a line of its own where FROM stands so.
  const lead = indent.trim() === "" && block.clauses.length > 1 ? `${lineBreakOf(text)}${indent}` : " ";
  return [{ span: { start: last.end, end: last.end }, text: `${lead}WHERE ${condition}` }];
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
