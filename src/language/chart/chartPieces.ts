import type { TextSpan } from "../../protocol/errors";

/** A word, a name in double quotes, or one of `= , ( )`. */
export interface ChartPiece {
  readonly kind: "word" | "name" | "symbol";
  /** A name without its quotes. */
  readonly text: string;
  readonly span: TextSpan;
  /** A name whose closing quote is not there. */
  readonly open: boolean;
}

/** A line about a chart, piece by piece. */
export class ChartPieces {
  private readonly pieces: readonly ChartPiece[];
  private at = 0;

  /** Reads a comment from `start` on; spans are counted from `offset`, where the comment begins. */
  constructor(comment: string, start: number, offset = 0) {
    this.pieces = cut(comment, start, offset);
  }

  get all(): readonly ChartPiece[] {
    return this.pieces;
  }

  get next(): ChartPiece | undefined {
    return this.pieces[this.at];
  }

  take(): ChartPiece | undefined {
    const piece = this.pieces[this.at];
    if (piece !== undefined) this.at++;
    return piece;
  }

  /** Takes the next piece if it is this symbol. */
  takeSymbol(symbol: string): ChartPiece | undefined {
    return this.next?.kind === "symbol" && this.next.text === symbol ? this.take() : undefined;
  }

  /** Goes behind a value that means nothing, so that what follows it is read all the same. Gives its last piece. */
  skipValue(): ChartPiece | undefined {
    let last = this.takeSymbol("=");
    do {
      if (this.next?.kind !== "symbol") last = this.take() ?? last;
      last = this.skipBrackets() ?? last;
    } while (this.takeSymbol(",") !== undefined);
    return last;
  }

  /** Goes behind `( … )`. */
  skipBrackets(): ChartPiece | undefined {
    let last = this.takeSymbol("(");
    for (let depth = last === undefined ? 0 : 1; depth > 0 && this.next !== undefined;) {
      last = this.take();
      if (last?.kind === "symbol") depth += last.text === "(" ? 1 : last.text === ")" ? -1 : 0;
    }
    return last;
  }
}

function cut(comment: string, start: number, offset: number): ChartPiece[] {
  return Array.from(comment.slice(start).matchAll(/"(?:[^"]|"")*"?|[=,()]|[^\s=,()"]+/g), ({ 0: written, index }): ChartPiece => {
    const span = { start: offset + start + index, end: offset + start + index + written.length };
    if (written.startsWith('"')) return { ...quotedName(written), span };
    return { kind: /^[=,()]$/.test(written) ? "symbol" : "word", text: written, span, open: false };
  });
}

function quotedName(written: string): Omit<ChartPiece, "span"> {
  const closed = /^"(?:[^"]|"")*"$/.test(written);
  const text = closed ? written.slice(1, -1) : written.slice(1).trimEnd();
  return { kind: "name", text: text.replaceAll('""', '"'), open: !closed };
}
