import { isUnicodeSpace, type SqlToken, tokenizeSql } from "../../../language/statements/sqlTokens";
import { outlineStatements } from "../../../language/statements/statementOutline";
import { FlowLogError, type TextSpan } from "../../../protocol/errors";

/** One statement as the engine gets it, with the way back to the text that the request carried. */
export class StatementSource {
  /** Without comments; offsets are into `sql`. */
  readonly tokens: readonly SqlToken[];

  private constructor(
    /** As long as the statement in the request's text. */
    readonly sql: string,
    private readonly start: number,
  ) {
    this.tokens = tokenizeSql(sql).filter((token) => token.kind !== "comment");
  }

  /** Rejects a text that is not exactly one statement. */
  static from(text: string): StatementSource {
    const [first, second] = outlineStatements(text);
    if (first === undefined) throw new FlowLogError({ kind: "statementFailed" }, "There is no statement to run.");
    if (second !== undefined) {
      const sentence = "This text holds several statements: run them one at a time.";
      throw new FlowLogError({ kind: "statementRefused", span: second.span }, sentence);
    }
    const { start, end } = first.span;
    const nul = text.indexOf("\0", start);
    if (nul >= 0 && nul < end) {
      const span = { start: nul, end: nul + 1 };
      throw new FlowLogError({ kind: "statementFailed", span }, "The statement holds a NUL character: remove it.");
    }
    return new StatementSource(withPlainSpaces(text.slice(start, end)), start);
  }

  textOf(token: SqlToken): string {
    return this.sql.slice(token.start, token.end);
  }

  /** The word in lower case; `undefined` for any other token. */
  wordAt(index: number): string | undefined {
    const token = this.tokens[index];
    return token?.kind === "word" ? this.textOf(token).toLowerCase() : undefined;
  }

  symbolAt(index: number): string | undefined {
    const token = this.tokens[index];
    return token?.kind === "symbol" ? this.textOf(token) : undefined;
  }

  /** The name that a bare or quoted token spells. */
  nameAt(index: number): string | undefined {
    const token = this.tokens[index];
    if (token?.kind === "word") return this.textOf(token);
    if (token?.kind === "quotedName") return this.textOf(token).slice(1, -1).replaceAll('""', '"');
    return undefined;
  }

  /** Where tokens stand in the request's text. */
  spanOf(first: SqlToken, last: SqlToken = first): TextSpan {
    return { start: this.start + first.start, end: this.start + last.end };
  }

  /**
   * The first and last token that the engine means by an offset into `sql`: a name with its qualifiers is one, and what is
   * missing at the end is told of the last one.
   */
  tokensAt(offset: number): readonly [SqlToken, SqlToken] | undefined {
    const index = this.tokens.findIndex((token) => token.end > offset);
    const first = this.tokens[index] ?? this.tokens.at(-1);
    if (first === undefined || (index >= 0 && first.start !== offset)) return undefined;
    let last = index;
    while (this.nameAt(last) !== undefined && this.symbolAt(last + 1) === "." && this.nameAt(last + 2) !== undefined) last += 2;
    return [first, this.tokens[last] ?? first];
  }

  /** Where a parameter is used first; `undefined` when it is not, or is a question mark. */
  parameterSpan(name: string): TextSpan | undefined {
    const spelled = `$${name}`.toLowerCase();
    const token = this.tokens.find((candidate) => candidate.kind === "parameter" && this.textOf(candidate).toLowerCase() === spelled);
    return token && this.spanOf(token);
  }
}

/** The engine replaces Unicode spaces by plain ones itself, but counts its positions after that: so they go before. */
function withPlainSpaces(sql: string): string {
  let result = "";
  let from = 0;
  for (const token of tokenizeSql(sql)) {
    result += plainSpaces(sql.slice(from, token.start)) + sql.slice(token.start, token.end);
    from = token.end;
  }
  return result + plainSpaces(sql.slice(from));
}

function plainSpaces(gap: string): string {
  return Array.from(gap, (character) => (isUnicodeSpace(character.charCodeAt(0)) ? " " : character)).join("");
}
