import { AnalyzedText } from "../analysis/analyzedText";
import type { Catalog } from "../catalog/catalog";
import { RuleStatement } from "../diagnostics/ruleStatement";

/** The one statement of a text, where it reads rows; else a sentence that says why no conditions can be put into it. */
export function readingStatement(sql: string, catalog: Catalog): RuleStatement | string {
  const analyzed = new AnalyzedText(sql);
  const [piece, more] = analyzed.pieces;
  if (piece === undefined || more !== undefined) return "Conditions can be put into one statement only.";
  const statement = new RuleStatement(analyzed, piece, catalog);
  const first = statement.tokens.find(({ says }) => says !== "(");
  if (first !== undefined && reading.has(first.says)) return statement;
  return "Conditions can be put only into a statement that reads rows, such as a SELECT.";
}

const reading = new Set([
  "SELECT",
  "FROM",
  "WITH",
  "VALUES",
  "TABLE",
  "PIVOT",
  "PIVOT_WIDER",
  "UNPIVOT",
  "PIVOT_LONGER",
  "DESCRIBE",
  "DESC",
  "SHOW",
  "SUMMARIZE",
]);
