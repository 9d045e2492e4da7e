import type { AnalyzedText } from "../analysis/analyzedText";
import type { QueryBlock } from "../analysis/queryBlocks";
import { writtenName } from "../analysis/syntaxTokens";
import type { Catalog } from "../catalog/catalog";
import { textLiteral } from "../statements/textLiterals";
import { addCondition } from "../diagnostics/addCondition";
import type { SpanEdit } from "../diagnostics/rule";
import { RuleStatement } from "../diagnostics/ruleStatement";

/**
 * The edits that make the statement at an offset leave an address out. Beside `=` the operator is turned around; else the query
 * gets a condition more on the addresses of its flows. None where it leaves it out already, or has no flows.
 */
export function excludeAddress(analyzed: AnalyzedText, offset: number, address: string, catalog: Catalog): readonly SpanEdit[] {
  const piece = analyzed.pieces.find((each) => (each.comments[0]?.start ?? each.from) <= offset && offset <= each.to);
  if (piece === undefined) return [];
  const statement = new RuleStatement(analyzed, piece, catalog);
  const beside = statement.comparisons.find(({ values }) => values.some(({ start, end }) => start <= offset && offset <= end));
  if (beside?.operator === "=") return [{ span: beside.operatorSpan, text: "<>" }];
  if (beside?.operator === "<>") return [];
  const here = statement.blockAt(offset);
  const { blocks } = statement.syntax;
  for (const block of here === undefined ? blocks : [here, ...blocks]) {
    const columns = addressColumns(statement, block);
    if (columns.length === 0) continue;
    return addCondition(statement, block, columns.map((column) => `${column} <> ${textLiteral(address)}`).join(" AND "));
  }
  return [];
}

/** The columns of source and destination, as the block names them. */
function addressColumns({ scope }: RuleStatement, block: QueryBlock): string[] {
  const sources = scope.sourcesOf(block);
  for (const { name, columns } of sources) {
    const found = columns.filter(
      ({ flowColumn, meaning }) => meaning === "address" && (flowColumn === "srcaddr" || flowColumn === "dstaddr"),
    );
    const lead = sources.length > 1 && name !== "" ? `${writtenName(name)}.` : "";
    if (found.length > 0) return found.map((column) => `${lead}${writtenName(column.name)}`);
  }
  return [];
}
