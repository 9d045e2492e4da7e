import type { AnalyzedText } from "../analysis/analyzedText";
import type { Comparison } from "../analysis/comparisons";
import type { Catalog } from "../catalog/catalog";
import { RuleStatement } from "../diagnostics/ruleStatement";
import { conjuncts, spanOf, withoutBrackets } from "./conjuncts";

/**
 * What all rows have in common by the conditions around an offset, by column: `srcaddr = 'a' AND dstaddr = 'b'` gives a value that stands
 * there its other side, as the row of a result does.
 */
export function writtenRow(analyzed: AnalyzedText, offset: number, catalog: Catalog): Readonly<Record<string, string | number>> {
  const piece = analyzed.pieceAt(offset);
  if (piece === undefined) return {};
  const statement = new RuleStatement(analyzed, piece, catalog);
  const where = statement.blockAt(offset)?.clauses.find(({ kind }) => kind === "where");
  if (where === undefined || offset < where.start || offset > where.end) return {};
  const spans = conjuncts(statement.tokensIn(where)).map((part) => spanOf(withoutBrackets(part)));
  const isCondition = ({ start, end }: Comparison): boolean => spans.some((span) => span.start === start && span.end === end);
  return Object.fromEntries(statement.comparisons.filter(isCondition).flatMap((each) => cellOf(statement, each)));
}

function cellOf(statement: RuleStatement, { operator, left, values }: Comparison): readonly (readonly [string, string | number])[] {
  const [value] = values;
  if (operator !== "=" || (value?.kind !== "text" && value?.kind !== "number")) return [];
  const column = statement.columnOf(left);
  const name = column?.flowColumn ?? column?.valuesLike ?? column?.name;
  return name === undefined ? [] : [[name, value.value]];
}
