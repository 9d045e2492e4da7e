import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import type { SqlToken } from "../statements/sqlTokens";
import type { StatementPiece } from "../statements/statementPieces";

/** A parameter's name, without its `$`. */
export interface ParameterUse extends TextSpan {
  readonly name: string;
  /** In a `-- @param` line. */
  readonly declares: boolean;
}

/** The parameter at an offset, with all of its uses; `?` has no name. */
export function parameterAt(
  analyzed: AnalyzedText,
  offset: number,
): { readonly at: ParameterUse; readonly uses: ParameterUse[] } | undefined {
  const { pieces } = analyzed;
  for (const piece of pieces) {
    if (offset < (piece.comments[0]?.start ?? piece.from) || offset > piece.to) continue;
    const at = usesIn(analyzed.text, piece).find(({ start, end, declares }) => start - (declares ? 0 : 1) <= offset && offset <= end);
    if (at === undefined) continue;
    const uses = meaningTheSame(analyzed, piece, at.name).flatMap((each) => usesIn(analyzed.text, each));
    return { at, uses: uses.filter(({ name }) => sameParameter(name, at.name)) };
  }
  return undefined;
}

/** The names of parameters in a statement and in the comments above it. */
export function usesIn(text: string, { comments, tokens }: StatementPiece): ParameterUse[] {
  const declared = comments.flatMap((comment) => declarationIn(text, comment) ?? []);
  const used = tokens.filter(({ kind, start }) => kind === "parameter" && text[start] === "$");
  return [...declared, ...used.map(({ start, end }) => ({ name: text.slice(start + 1, end), start: start + 1, end, declares: false }))];
}

/** What is declared above the first statement holds for all that do not declare it anew. */
function meaningTheSame({ text, pieces }: AnalyzedText, piece: StatementPiece, name: string): readonly StatementPiece[] {
  const declares = (each: StatementPiece): boolean => usesIn(text, each).some((use) => use.declares && sameParameter(use.name, name));
  const [first] = pieces;
  if (first === undefined || !declares(first) || (piece !== first && declares(piece))) return [piece];
  return [first, ...pieces.slice(1).filter((each) => !declares(each))];
}

function declarationIn(text: string, { start, end }: SqlToken): ParameterUse | undefined {
  const [before, lead, name] = /^(--\s*@param\s+\$?)([\p{L}\p{N}_]+)/u.exec(text.slice(start, end)) ?? [];
  if (before === undefined || lead === undefined || name === undefined) return undefined;
  return { name, start: start + lead.length, end: start + before.length, declares: true };
}

export function sameParameter(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
