import type { TextSpan } from "../../protocol/errors";
import { AnalyzedText } from "../analysis/analyzedText";
import { blockAt } from "../analysis/statementSyntax";
import { isReserved, queryStarts, type SyntaxToken } from "../analysis/syntaxTokens";
import type { Fix } from "./rule";

/** What to say of a word that the engine refuses because the statement above does not end, and how to end it. */
export interface MissingSemicolon {
  readonly sentence: string;
  readonly fix: Fix;
}

const statementStarts: ReadonlySet<string> = new Set([
  ...queryStarts,
  "CREATE",
  "DROP",
  "EXPLAIN",
  "SHOW",
  "INSERT",
  "UPDATE",
  "DELETE",
  "SET",
]);

/**
 * Two statements without a semicolon between them are one to the engine, which refuses the first word of the second. That is
 * told where the word begins a line, and what stands before it could stand alone.
 */
export function missingSemicolon(analyzed: AnalyzedText, { start }: TextSpan): MissingSemicolon | undefined {
  const { text } = analyzed;
  const piece = analyzed.pieceAt(start);
  const refused = piece && analyzed.syntaxOf(piece).tokens.find((token) => token.start === start);
  if (piece === undefined || refused === undefined || !statementStarts.has(refused.says)) return undefined;
  if (text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() !== "") return undefined;
  const end = endOfWhole(text.slice(piece.from, start), refused);
  if (end === undefined) return undefined;
  const span = { start: piece.from + end, end: piece.from + end };
  return {
    sentence: "The statement before this one may lack its “;”.",
    fix: { title: "End the statement before this one with ;", edits: [{ span, text: ";" }] },
  };
}

/** Where a text ends that is one whole query; `undefined` where it is none, or the refused word may only stand in the wrong place. */
function endOfWhole(before: string, refused: SyntaxToken): number | undefined {
  const analyzed = new AnalyzedText(before);
  const [piece] = analyzed.pieces;
  const syntax = piece && analyzed.syntaxOf(piece);
  const last = syntax?.tokens.at(-1);
  if (syntax === undefined || last === undefined || !endsQuery(syntax.tokens)) return undefined;
  const clauses = blockAt(syntax, last.end)?.clauses.map(({ kind }) => kind) ?? [];
  if (!clauses.some((kind) => kind === "select" || kind === "from" || kind === "values")) return undefined;
  // `SELECT … WHERE … FROM` has its clauses in the wrong order.
  return refused.says === "FROM" && !clauses.includes("from") ? undefined : last.end;
}

/** No bracket is open, and the last token calls for nothing behind it. */
function endsQuery(tokens: readonly SyntaxToken[]): boolean {
  const [last, before] = [tokens.at(-1), tokens.at(-2)?.says ?? ""];
  const open = tokens.reduce((count, { says }) => count + (opening.has(says) ? 1 : closing.has(says) ? -1 : 0), 0);
  if (open !== 0 || last === undefined) return false;
  if (last.says === "*") return ["SELECT", "DISTINCT", ",", "."].includes(before);
  if (last.says === "ALL") return before === "BY";
  if (last.kind === "symbol") return closing.has(last.says);
  return last.kind !== "word" || !isReserved(last.says) || closingWords.has(last.says);
}

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);

/** Reserved words that a query may end with. */
const closingWords = new Set(["END", "NULL", "TRUE", "FALSE", "ASC", "DESC", "NOTNULL", "ISNULL"]);
