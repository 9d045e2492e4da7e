import type { StatementPiece } from "../statements/statementPieces";
import { BlockReader } from "./blockReader";
import type { Clause, QueryBlock } from "./queryBlocks";
import { type SyntaxToken, syntaxTokens } from "./syntaxTokens";

/** What a statement is made of, as far as it can be told: a statement that is broken or still being written has blocks as well. */
export interface StatementSyntax {
  readonly tokens: readonly SyntaxToken[];
  /** Every block; outer ones stand before those inside. */
  readonly blocks: readonly QueryBlock[];
}

/** Never fails. */
export function readStatement(text: string, piece: StatementPiece): StatementSyntax {
  const tokens = syntaxTokens(text, piece.tokens);
  return { tokens, blocks: new BlockReader(text, withoutStrayBrackets(tokens), piece).read() };
}

/** A bracket that closes nothing must not close the query that it stands in. */
function withoutStrayBrackets(tokens: readonly SyntaxToken[]): readonly SyntaxToken[] {
  let open = 0;
  return tokens.filter(({ says }) => {
    if (says === "(") open++;
    if (says !== ")") return true;
    open--;
    if (open >= 0) return true;
    open = 0;
    return false;
  });
}

/** The innermost block around an offset. */
export function blockAt(syntax: StatementSyntax, offset: number): QueryBlock | undefined {
  return syntax.blocks.findLast((block) => block.start <= offset && offset <= block.end);
}

/** The clause of a block in which an offset stands, behind its keyword. */
export function clauseAt(block: QueryBlock, offset: number): Clause | undefined {
  return block.clauses.findLast((clause) => clause.start <= offset && offset <= clause.end);
}
