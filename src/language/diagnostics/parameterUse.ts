import type { TextSpan } from "../../protocol/errors";
import type { ParameterDeclaration } from "../../protocol/query";
import { parseDirective } from "../statements/directives";
import type { SqlToken } from "../statements/sqlTokens";
import type { StatementPiece } from "../statements/statementPieces";

/** A `-- @param` line, with where the name stands in it. */
export interface Declaration {
  readonly declaration: ParameterDeclaration;
  readonly comment: SqlToken;
  readonly nameSpan: TextSpan;
}

export function declarationsOf(text: string, piece: StatementPiece): Declaration[] {
  return piece.comments.flatMap((comment) => {
    const written = text.slice(comment.start, comment.end);
    const directive = parseDirective(written);
    if (directive?.kind !== "parameter") return [];
    const { declaration } = directive;
    const start = comment.start + written.indexOf(declaration.name, written.search(/@param\s/) + "@param ".length);
    return [{ declaration, comment, nameSpan: { start, end: start + declaration.name.length } }];
  });
}

/** The named parameters of a statement, in lower case; those that are only counted (`?`, `$1`) have no declaration to miss. */
export function parametersUsed(text: string, piece: StatementPiece): ReadonlyMap<string, SqlToken> {
  const found = new Map<string, SqlToken>();
  for (const token of piece.tokens) {
    if (token.kind !== "parameter") continue;
    const name = text.slice(token.start + 1, token.end).toLowerCase();
    if (!found.has(name)) found.set(name, token);
  }
  return found;
}

/** `?`, `$1`: named by its place. */
export function isCounted(name: string): boolean {
  return /^\d*$/.test(name);
}
