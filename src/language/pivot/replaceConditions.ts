import type { QueryBlock } from "../analysis/queryBlocks";
import type { SpanEdit } from "../diagnostics/rule";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { type Compared, conjuncts, isAbout, spanOf } from "./conjuncts";

/**
 * The edits by which a condition takes the place of those that a clause has on the same columns: the first of them is replaced, and what
 * else is about them goes. None where there is nothing to replace.
 */
export function replaceConditions(
  statement: RuleStatement,
  block: QueryBlock,
  kind: "where" | "having",
  compared: readonly Compared[],
  sql: string,
): readonly SpanEdit[] {
  const clause = block.clauses.find((each) => each.kind === kind);
  if (clause === undefined) return [];
  const parts = conjuncts(statement.tokensIn(clause));
  const edits: SpanEdit[] = [];
  for (const [index, part] of parts.entries()) {
    if (!isAbout(statement.text, part, compared)) continue;
    const before = parts[index - 1];
    if (edits.length === 0) edits.push({ span: spanOf(part), text: sql });
    else edits.push({ span: { start: before === undefined ? spanOf(part).start : spanOf(before).end, end: spanOf(part).end }, text: "" });
  }
  return edits;
}

/** The text with all of these done. */
export function withEdits(text: string, edits: readonly SpanEdit[]): string {
  return [...edits]
    .sort((one, other) => other.span.start - one.span.start)
    .reduce((made, { span, text: put }) => made.slice(0, span.start) + put + made.slice(span.end), text);
}
