import type { TextSpan } from "../../protocol/errors";
import { AnalyzedText } from "../analysis/analyzedText";
import type { Clause, QueryBlock } from "../analysis/queryBlocks";
import { blockAt, clauseAt, type StatementSyntax } from "../analysis/statementSyntax";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import type { SqlToken } from "../statements/sqlTokens";

/** What the cursor stands in, before anything is looked up. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
  /** The token that is being written. */
  readonly written?: SqlToken;
  /** `quote`: inside a text literal; `name`: inside a quoted name. */
  readonly inside: "code" | "quote" | "name" | "comment";
  readonly insert: TextSpan;
  readonly replace: TextSpan;
  readonly syntax?: StatementSyntax;
  readonly block?: QueryBlock;
  readonly clause?: Clause;
  /** The tokens of the statement that end before what is being written. */
  readonly before: readonly SyntaxToken[];
}

/** Looks at the cursor; `analyzed` is the text as it stands. */
export function cursorAt(analyzed: AnalyzedText, offset: number): Cursor {
  const written = writtenToken(analyzed, offset);
  if (written !== undefined && isOpenBeyondLine(analyzed.text, written, offset)) return closedCursor(analyzed.text, written, offset);
  const inside = insideOf(written);
  const { insert, replace } = spans(analyzed.text, written, offset, inside);
  const { text } = analyzed;
  if (inside === "comment") return { text, offset, inside, insert, replace, before: [], ...(written === undefined ? {} : { written }) };
  const piece = analyzed.pieceAt(offset);
  const from = written?.start ?? offset;
  if (piece === undefined) return { text, offset, inside, insert, replace, before: [] };
  const syntax = analyzed.syntaxOf(piece);
  const block = blockAt(syntax, from);
  const clause = block && clauseAt(block, from);
  return {
    text,
    offset,
    inside,
    insert,
    replace,
    syntax,
    before: syntax.tokens.filter((token) => token.end <= from),
    ...(written === undefined ? {} : { written }),
    ...(block === undefined ? {} : { block }),
    ...(clause === undefined ? {} : { clause }),
  };
}

/** A quote that is not closed on its line takes what follows for its own: the text is read as if it were closed at the cursor. */
function closedCursor(text: string, { kind, start }: SqlToken, offset: number): Cursor {
  const mark = kind === "string" ? "'" : '"';
  const patched = `${text.slice(0, offset)}${mark}${text.slice(offset)}`;
  const cursor = cursorAt(new AnalyzedText(patched), offset);
  const span = { start: cursor.insert.start, end: offset };
  return { ...cursor, text, written: { kind, start, end: offset }, insert: span, replace: span };
}

function isOpenBeyondLine(text: string, token: SqlToken, offset: number): boolean {
  if (token.kind !== "string" && token.kind !== "quotedName") return false;
  return isClosed(text, token) ? /[\r\n]/.test(text.slice(offset, token.end)) : token.end > offset;
}

function writtenToken(analyzed: AnalyzedText, offset: number): SqlToken | undefined {
  const index = analyzed.indexAt(offset);
  const around = analyzed.tokens[index];
  if (around !== undefined && around.start < offset) return around.kind === "symbol" ? undefined : around;
  const token = analyzed.tokens[index - 1];
  if (token?.end !== offset) return undefined;
  if (token.kind === "symbol") return analyzed.text[token.start] === "$" ? { ...token, kind: "parameter" } : undefined;
  // Behind what is closed nothing is being written.
  return isClosed(analyzed.text, token) ? undefined : token;
}

function isClosed(text: string, { kind, start, end }: SqlToken): boolean {
  if (kind === "comment") return text.startsWith("/*", start) && text.endsWith("*/", end);
  if (kind !== "string" && kind !== "quotedName") return false;
  return end > start + 1 && text[end - 1] === (kind === "string" ? "'" : '"');
}

function insideOf(written: SqlToken | undefined): Cursor["inside"] {
  if (written?.kind === "comment") return "comment";
  if (written?.kind === "string") return "quote";
  return written?.kind === "quotedName" ? "name" : "code";
}

function spans(
  text: string,
  written: SqlToken | undefined,
  offset: number,
  inside: Cursor["inside"],
): { readonly insert: TextSpan; readonly replace: TextSpan } {
  if (written === undefined) return { insert: { start: offset, end: offset }, replace: { start: offset, end: offset } };
  // What is between the quotes of a text is exchanged; a quoted name is exchanged with its quotes.
  if (inside === "quote") {
    const start = Math.min(text.indexOf("'", written.start) + 1, offset);
    const end = isClosed(text, written) ? written.end - 1 : offset;
    return { insert: { start, end: offset }, replace: { start, end: Math.max(end, offset) } };
  }
  return { insert: { start: written.start, end: offset }, replace: { start: written.start, end: Math.max(written.end, offset) } };
}
