import { isName, type NamePart, namePart, queryStarts, type SyntaxToken } from "./syntaxTokens";

/** Goes through the tokens of a statement. */
export class TokenCursor {
  protected at = 0;

  constructor(
    readonly text: string,
    readonly tokens: readonly SyntaxToken[],
  ) {}

  get current(): SyntaxToken | undefined {
    return this.tokens[this.at];
  }

  peek(ahead: number): SyntaxToken | undefined {
    return this.tokens[this.at + ahead];
  }

  advance(count = 1): void {
    this.at += count;
  }

  says(...words: readonly string[]): boolean {
    return this.current !== undefined && words.includes(this.current.says) && this.current.kind !== "quotedName";
  }

  /** Takes the token if it says `word`. */
  take(word: string): boolean {
    if (!this.says(word)) return false;
    this.at++;
    return true;
  }

  takeName(): NamePart | undefined {
    const token = this.current;
    if (token === undefined || !isName(token)) return undefined;
    this.at++;
    return namePart(this.text, token);
  }

  /** Names in brackets, divided by commas. */
  takeNames(): NamePart[] {
    const names: NamePart[] = [];
    if (!this.take("(")) return names;
    while (this.current !== undefined && !this.take(")")) {
      const name = this.takeName();
      if (name !== undefined) names.push(name);
      else if (this.says("SELECT", "FROM", "WHERE")) break;
      else this.at++;
    }
    return names;
  }

  opensQuery(token: SyntaxToken | undefined): boolean {
    return token?.kind === "word" && queryStarts.has(token.says);
  }
}
