import { type NamePart, namePart, type SyntaxToken } from "./syntaxTokens";

/** The bracket that is open behind these tokens: its place among them. */
export function openBracket(before: readonly SyntaxToken[], from = 0): number | undefined {
  let closed = 0;
  for (let index = before.length - 1; index >= 0; index--) {
    const token = before[index];
    if (token === undefined || token.start < from) return undefined;
    if (token.says === ")") closed++;
    else if (token.says === "(" && closed-- === 0) return index;
  }
  return undefined;
}

/** The name that ends at a token: `f.srcaddr` has two parts. */
export function pathEndingAt(
  text: string,
  tokens: readonly SyntaxToken[],
  last: number,
): { readonly parts: readonly NamePart[]; readonly first: number } {
  const parts: NamePart[] = [];
  let first = last + 1;
  for (let index = last; index >= 0; index -= 2) {
    const token = tokens[index];
    if (token === undefined || (token.kind !== "word" && token.kind !== "quotedName")) break;
    parts.unshift(namePart(text, token));
    first = index;
    if (tokens[index - 1]?.says !== ".") break;
  }
  return { parts, first };
}
