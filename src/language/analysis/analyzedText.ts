import type { SqlToken } from "../statements/sqlTokens";
import { type StatementPiece, statementPieces } from "../statements/statementPieces";
import { readStatement, type StatementSyntax } from "./statementSyntax";

/** A `.flowsql` text cut into statements, each read when it is first asked for. */
export class AnalyzedText {
  readonly tokens: readonly SqlToken[];
  readonly pieces: readonly StatementPiece[];
  private readonly read = new Map<StatementPiece, StatementSyntax>();

  constructor(readonly text: string) {
    const { tokens, pieces } = statementPieces(text);
    this.tokens = tokens;
    this.pieces = pieces;
  }

  syntaxOf(piece: StatementPiece): StatementSyntax {
    const known = this.read.get(piece);
    if (known !== undefined) return known;
    const syntax = readStatement(this.text, piece);
    this.read.set(piece, syntax);
    return syntax;
  }

  /** The statement in which `offset` stands: behind the semicolon before it and up to its own. */
  pieceAt(offset: number): StatementPiece | undefined {
    return this.pieces.find((piece) => piece.from <= offset && offset <= piece.to);
  }

  /** The token that `offset` touches; between two of them the one that begins there, unless that is a symbol. */
  tokenAt(offset: number): SqlToken | undefined {
    const index = this.indexAt(offset);
    const at = this.tokens[index];
    const before = this.tokens[index - 1];
    const touches = at !== undefined && at.start <= offset;
    if (before?.end === offset && (!touches || at.kind === "symbol")) return before;
    return touches ? at : undefined;
  }

  /** The first token that ends behind `offset`. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tokens[middle] as SqlToken).end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
