import type { FlowTerm, PivotSubject } from "../../protocol/pivot";
import type { AnalyzedText } from "../analysis/analyzedText";
import { type SyntaxToken, syntaxTokens } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import type { SpanEdit } from "../diagnostics/rule";
import { RuleStatement } from "../diagnostics/ruleStatement";
import { tokenizeSql } from "../statements/sqlTokens";
import { conjuncts, withoutBrackets } from "./conjuncts";
import { type FlowCondition, flowConditions } from "./narrowFlows";
import { putConditions, replaceConditions } from "./putConditions";
import { turnComparison } from "./turnComparison";

type Op = "in" | "notIn";

/**
 * The edits by which the statement around an offset asks for a value that is written there alone, or leaves it out. A condition that is
 * nothing but a comparison with the value is turned around; else each query that reads flows for the result gets a condition more, as the
 * pivot panel writes it. None where the statement does so already, or has no place for it.
 */
export function narrowWritten(
  analyzed: AnalyzedText,
  offset: number,
  subject: PivotSubject,
  op: Op,
  catalog: Catalog,
): readonly SpanEdit[] {
  const piece = analyzed.pieces.find((each) => (each.comments[0]?.start ?? each.from) <= offset && offset <= each.to);
  if (piece === undefined) return [];
  const statement = new RuleStatement(analyzed, piece, catalog);
  const wanted = conditionsFor(statement, { op, subject });
  const opposite = conditionsFor(statement, { op: op === "in" ? "notIn" : "in", subject });
  if (wanted.length > 0 && wanted.every((each) => isThere(statement, each))) return [];
  const turned = opposite.flatMap((each, index) => {
    const now = wanted[index];
    return now !== undefined && isThere(statement, each) ? [...replaced(statement, each, now)] : [];
  });
  if (turned.length > 0) return turned;
  return turnComparison(statement, offset, op) ?? added(statement, wanted);
}

function conditionsFor(statement: RuleStatement, term: FlowTerm): readonly FlowCondition[] {
  const found = flowConditions(statement, term);
  // Where one query cannot take it, the others would tell only of a part.
  return found.every(({ takesConditions }) => takesConditions) ? found : [];
}

function added(statement: RuleStatement, wanted: readonly FlowCondition[]): readonly SpanEdit[] {
  const made = wanted.map(({ block, condition }) => putConditions(statement, block, "where", [condition], "add"));
  return made.every((edits) => edits.length > 0) ? made.flat() : [];
}

/** Whether a query has a condition already, as it would be written. */
function isThere(statement: RuleStatement, { block, condition }: FlowCondition): boolean {
  const where = block.clauses.find(({ kind }) => kind === "where");
  if (where === undefined) return false;
  const there = new Set(conjuncts(statement.tokensIn(where)).map((part) => spelled(statement.text, part)));
  return partsOf(condition.sql).every((part) => there.has(part));
}

function replaced(statement: RuleStatement, { block, condition }: FlowCondition, now: FlowCondition): readonly SpanEdit[] {
  const parts = new Set(partsOf(condition.sql));
  const isPart = (tokens: readonly SyntaxToken[]): boolean => parts.has(spelled(statement.text, tokens));
  return replaceConditions(statement, block, "where", isPart, now.condition.sql);
}

function partsOf(sql: string): readonly string[] {
  return conjuncts(syntaxTokens(sql, tokenizeSql(sql))).map((part) => spelled(sql, part));
}

function spelled(text: string, tokens: readonly SyntaxToken[]): string {
  return withoutBrackets(tokens)
    .map(({ says, start, end }) => (says === "" ? text.slice(start, end) : says))
    .join(" ");
}
