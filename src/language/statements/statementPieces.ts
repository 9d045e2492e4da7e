import { endOfLine, type SqlToken, tokenizeSql } from "./sqlTokens";

/** A statement as a stretch of tokens. */
export interface StatementPiece {
  /** Comments above the statement that belong to it. */
  readonly comments: readonly SqlToken[];
  /** All but comments and the semicolon; at least one. */
  readonly tokens: readonly SqlToken[];
  /** Behind the semicolon of the statement above, or 0. */
  readonly from: number;
  /** Where its semicolon stands, or the end of the text. */
  readonly to: number;
}

/**
 * Cuts a text at its semicolons; what is empty or only comments is no statement. A comment belongs to the statement below it,
 * unless it stands on the line on which the one above ends. Never fails, and takes time in proportion to the text.
 */
export function statementPieces(text: string): { readonly tokens: readonly SqlToken[]; readonly pieces: readonly StatementPiece[] } {
  const all = tokenizeSql(text);
  const found: StatementPiece[] = [];
  let comments: SqlToken[] = [];
  let tokens: SqlToken[] = [];
  let from = 0;
  // Where the line ends on which the statement above ends; looked for only ahead of where it was, so that all of it stays linear.
  let upperLineEnd = -1;
  const close = (to: number): void => {
    if (tokens.length > 0) found.push({ comments, tokens, from, to });
    comments = [];
    tokens = [];
  };
  for (const token of all) {
    if (token.kind === "symbol" && text[token.start] === ";") {
      close(token.start);
      from = token.end;
      if (token.end > upperLineEnd) upperLineEnd = endOfLine(text, token.end);
    } else if (token.kind !== "comment") tokens.push(token);
    else if (tokens.length === 0 && token.start > upperLineEnd) comments.push(token);
  }
  close(text.length);
  return { tokens: all, pieces: found };
}
