import type { WrittenChart } from "../../protocol/chart";
import type { TextSpan } from "../../protocol/errors";
import type { SqlToken } from "../statements/sqlTokens";
import { type StatementPiece, statementPieces } from "../statements/statementPieces";
import { lineBreakOf, startOfLine } from "../statements/textLines";
import { chartLineStart } from "./chartLine";
import { formatChartLine } from "./formatChartLine";

/**
 * The edit that keeps a chart above the statement which a cursor at `offset` means: in the place of its `-- @chart` line, else below its
 * other directives, else right above it. `undefined` where the text has no statement.
 */
export function writeChartLine(
  text: string,
  offset: number,
  chart: WrittenChart,
): { readonly span: TextSpan; readonly text: string } | undefined {
  const { pieces } = statementPieces(text);
  const piece = pieces.findLast((each) => startOf(each) <= offset) ?? pieces[0];
  const first = piece?.tokens[0];
  if (piece === undefined || first === undefined) return undefined;
  const line = formatChartLine(chart);
  const written = ({ start, end }: SqlToken): string => text.slice(start, end);
  const own = piece.comments.findLast((comment) => chartLineStart(written(comment)) !== undefined);
  if (own !== undefined) return { span: { start: own.start, end: own.end }, text: line };
  const lineBreak = lineBreakOf(text);
  const directive = piece.comments.findLast((comment) => /^--\s*@\w/.test(written(comment)));
  if (directive !== undefined) {
    const at = { start: directive.end, end: directive.end };
    return { span: at, text: `${lineBreak}${indentBefore(text, directive.start) ?? ""}${line}` };
  }
  const indent = indentBefore(text, first.start);
  const at = { start: first.start, end: first.start };
  // Something else stands on the line before the statement, perhaps the end of the one above: the comment would be that one's.
  if (indent === undefined) return { span: at, text: `${lineBreak}${line}${lineBreak}` };
  return { span: at, text: `${line}${lineBreak}${indent}` };
}

function startOf({ comments, tokens, to }: StatementPiece): number {
  return comments[0]?.start ?? tokens[0]?.start ?? to;
}

/** The white space that a line begins with, if there is nothing else before an offset. */
function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(startOfLine(text, offset), offset);
  return before.trim() === "" ? before : undefined;
}
