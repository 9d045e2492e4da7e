import type { QueryBlock } from "../analysis/queryBlocks";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import { addCondition } from "../diagnostics/addCondition";
import type { SpanEdit } from "../diagnostics/rule";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { type Compared, conjuncts, isAbout, spanOf } from "./conjuncts";
import { isWiderThan, type ValueRange } from "./wideBounds";

/** A condition that is to be put into a clause. */
export interface PutCondition {
  readonly sql: string;
  /** What it is about. */
  readonly compared: readonly Compared[];
  /** Where it is nothing but a range: which. */
  readonly range?: ValueRange;
}

/**
 * The edits by which a clause gets conditions; none where the query has no place for them. With `replace` they take the place of all that
 * the clause asks about the same columns, with `add` a range takes the place of wider ones, which would say nothing beside it.
 */
export function putConditions(
  statement: RuleStatement,
  block: QueryBlock,
  kind: "where" | "having",
  conditions: readonly PutCondition[],
  mode: "add" | "replace",
): readonly SpanEdit[] {
  const compared = conditions.flatMap((each) => each.compared);
  const inTheWay = (part: readonly SyntaxToken[]): boolean =>
    mode === "replace"
      ? isAbout(statement.text, part, compared)
      : conditions.some(({ range }) => range !== undefined && isWiderThan(statement.text, part, range));
  const replaced = replaceConditions(statement, block, kind, inTheWay, conditions.map(({ sql }) => sql).join(" AND "));
  return replaced.length > 0
    ? replaced
    : addCondition(
        statement,
        block,
        conditions.map(({ sql }) => sql),
        kind,
      );
}

/** The first condition in the way is replaced, and the others go. */
export function replaceConditions(
  statement: RuleStatement,
  block: QueryBlock,
  kind: "where" | "having",
  inTheWay: (part: readonly SyntaxToken[]) => boolean,
  sql: string,
): readonly SpanEdit[] {
  const clause = block.clauses.find((each) => each.kind === kind);
  if (clause === undefined) return [];
  const parts = conjuncts(statement.tokensIn(clause));
  const edits: SpanEdit[] = [];
  for (const [index, part] of parts.entries()) {
    if (!inTheWay(part)) continue;
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
