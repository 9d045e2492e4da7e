import { type Comparison, isLiteral, type Operand } from "../analysis/comparisons";
import { columnPath } from "../analysis/selectItems";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import type { TextSpan } from "../../protocol/errors";
import type { SpanEdit } from "../diagnostics/rule";
import type { RuleStatement } from "../diagnostics/ruleStatement";
import { conjuncts, spanOf, withoutBrackets } from "./conjuncts";

/**
 * The edits that turn the comparison with the literal at an offset so that it asks for that value alone, or for all others; none where it
 * does so already. `undefined` where the literal stands in no comparison that is a condition by itself: turned there, it could mean anything.
 */
export function turnComparison(statement: RuleStatement, offset: number, op: "in" | "notIn"): readonly SpanEdit[] | undefined {
  const whole = conditionAround(statement, offset);
  if (whole === undefined) return undefined;
  const span = spanOf(whole);
  const compared = statement.comparisons.find(({ start, end }) => start === span.start && end === span.end);
  const value = compared?.values.find((each) => touches(each, offset));
  if (compared !== undefined && value !== undefined && isLiteral(value)) return turn(statement, compared, value, op);
  return turnDistinct(statement, whole, offset, op);
}

/** The condition that stands at an offset, and that AND joins to the others of a query or its groups. */
function conditionAround(statement: RuleStatement, offset: number): readonly SyntaxToken[] | undefined {
  const block = statement.blockAt(offset);
  const clause = block?.clauses.find(({ kind, start, end }) => (kind === "where" || kind === "having") && start <= offset && offset <= end);
  if (clause === undefined) return undefined;
  return conjuncts(statement.tokensIn(clause))
    .map(withoutBrackets)
    .find((part) => touches(spanOf(part), offset));
}

function turn(statement: RuleStatement, compared: Comparison, value: Operand, op: "in" | "notIn"): readonly SpanEdit[] | undefined {
  const { operator, negated, operatorSpan, left, values } = compared;
  if (!(operator === "=" || operator === "<>" || operator === "in")) return undefined;
  const isOne = operator === "=" || (operator === "in" && !negated);
  if (op === "notIn") return isOne ? withoutValue(compared, value) : [];
  const onlyOne = { span: compared, text: `${statement.textOf(left)} = ${statement.textOf(value)}` };
  if (isOne) return values.length === 1 ? [] : [edit(onlyOne)];
  return operator === "<>" ? [edit({ span: operatorSpan, text: "=" })] : [edit(onlyOne)];
}

function withoutValue({ operator, operatorSpan, values }: Comparison, value: Operand): readonly SpanEdit[] {
  if (operator === "=") return [edit({ span: operatorSpan, text: "<>" })];
  const at = values.indexOf(value);
  const [before, after] = [values[at - 1], values[at + 1]];
  if (after !== undefined) return [edit({ span: { start: value.start, end: after.start }, text: "" })];
  if (before !== undefined) return [edit({ span: { start: before.end, end: value.end }, text: "" })];
  return [edit({ span: operatorSpan, text: "NOT IN" })];
}

/** `srcaddr IS DISTINCT FROM '10.0.0.1'`: how a value is left out that a column may have none of. */
function turnDistinct(
  statement: RuleStatement,
  condition: readonly SyntaxToken[],
  offset: number,
  op: "in" | "notIn",
): readonly SpanEdit[] | undefined {
  const literal = condition.at(-1);
  if (literal === undefined || !touches(literal, offset)) return undefined;
  const says = condition.map((token) => token.says).join(" ");
  const found = / IS (NOT )?DISTINCT FROM $/.exec(` ${says}`);
  if (found === null) return undefined;
  const operator = condition.slice(found[1] === undefined ? -4 : -5, -1);
  if (columnPath(statement.text, condition.slice(0, -1 - operator.length)) === undefined) return undefined;
  const isOne = found[1] !== undefined;
  if (isOne === (op === "in")) return [];
  return [edit({ span: spanOf(operator), text: isOne ? "IS DISTINCT FROM" : "=" })];
}

function touches({ start, end }: TextSpan, offset: number): boolean {
  return start <= offset && offset <= end;
}

function edit({ span: { start, end }, text }: SpanEdit): SpanEdit {
  return { span: { start, end }, text };
}
