import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import type { Cte } from "../analysis/queryBlocks";
import { parseDirective } from "../statements/directives";
import type { SqlToken } from "../statements/sqlTokens";
import type { StatementPiece } from "../statements/statementPieces";

/** A statement, or a common table expression in it, as an outline shows it. */
export interface StatementSymbol {
  readonly kind: "statement" | "cte";
  readonly name: string;
  /** All of it, with the comments above a statement. */
  readonly span: TextSpan;
  /** What stands for it: its name. Lies in `span`. */
  readonly selection: TextSpan;
  readonly children: readonly StatementSymbol[];
}

/** The statements of a text, by `-- @name`, else by their first words. */
export function statementSymbols(analyzed: AnalyzedText): StatementSymbol[] {
  return analyzed.pieces.map((piece) => {
    const { text } = analyzed;
    const [start, end] = [piece.tokens[0]?.start ?? piece.from, piece.tokens.at(-1)?.end ?? piece.to];
    const span = { start: piece.comments[0]?.start ?? start, end: text[piece.to] === ";" ? piece.to + 1 : end };
    const ctes = analyzed.syntaxOf(piece).blocks.flatMap((block) => block.ctes.map((cte) => cteSymbol(cte)));
    return {
      kind: "statement",
      span,
      children: ctes,
      ...(givenName(text, piece) ?? { name: firstWords(text, start, end), selection: { start, end } }),
    };
  });
}

/** The last name counts, as with the tab of a result. */
function givenName(text: string, { comments }: StatementPiece): Pick<StatementSymbol, "name" | "selection"> | undefined {
  const found = comments.flatMap((comment) => nameIn(text, comment) ?? []);
  return found.at(-1);
}

function nameIn(text: string, { start, end }: SqlToken): Pick<StatementSymbol, "name" | "selection"> | undefined {
  const directive = parseDirective(text.slice(start, end));
  return directive?.kind === "name" ? { name: directive.name, selection: { start, end } } : undefined;
}

function cteSymbol({ name, query }: Cte): StatementSymbol {
  // The bracket that closes the query stands behind it.
  const end = query === undefined ? name.end : query.end;
  return { kind: "cte", name: name.name, span: { start: name.start, end: Math.max(end, name.end) }, selection: name, children: [] };
}

function firstWords(text: string, start: number, end: number): string {
  const line = text
    .slice(start, Math.min(end, start + 4 * longestName))
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= longestName ? line : `${line.slice(0, longestName - 1)}…`;
}

const longestName = 60;
