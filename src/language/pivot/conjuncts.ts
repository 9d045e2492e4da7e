import type { TextSpan } from "../../protocol/errors";
import { same } from "../analysis/scope";
import { isName, namePart, type SyntaxToken } from "../analysis/syntaxTokens";
import type { ColumnOrigin } from "./resultColumns";

/** What is compared, without the rest: a column by its path, anything else by how it is written. */
export type Compared = Pick<ColumnOrigin, "sql" | "path">;

/** Conditions that AND joins at the top of a clause, each from its first to its last token. Where an OR divides them, all is one. */
export function conjuncts(tokens: readonly SyntaxToken[]): readonly (readonly SyntaxToken[])[] {
  return splitAt(tokens, "OR").length > 1 ? [tokens] : splitAt(tokens, "AND");
}

/** Whether a condition is about nothing but some columns or expressions: what such a condition is replaced by. */
export function isAbout(text: string, condition: readonly SyntaxToken[], compared: readonly Compared[]): boolean {
  const inside = withoutBrackets(condition);
  const parts = splitAt(inside, "OR").flatMap((part) => splitAt(part, "AND"));
  return parts.every((part) => {
    if (withoutBrackets(part).length < part.length) return isAbout(text, part, compared);
    return compared.some((each) => isComparison(text, part, each));
  });
}

function isComparison(text: string, tokens: readonly SyntaxToken[], compared: Compared): boolean {
  let open = 0;
  for (const [index, { says, kind }] of tokens.entries()) {
    if (says === "(") open++;
    else if (says === ")") open--;
    if (open > 0 || index === 0) continue;
    if (kind === "symbol" && "=<>!".includes(says)) {
      const behind = tokens.slice(index).findIndex((token) => !(token.kind === "symbol" && "=<>!".includes(token.says)));
      const other = tokens.slice(index + Math.max(1, behind));
      return isSame(text, tokens.slice(0, index), compared)
        ? isValue(other)
        : isSame(text, other, compared) && isValue(tokens.slice(0, index));
    }
    if (comparing.has(says)) return isSame(text, tokens.slice(0, index), compared);
  }
  return false;
}

const comparing = new Set(["IN", "NOT", "BETWEEN", "IS", "LIKE", "ILIKE", "ISNULL", "NOTNULL"]);

/** Something that names no column by itself: a comparison of two columns is about both. */
function isValue(tokens: readonly SyntaxToken[]): boolean {
  return (
    tokens.length > 0 &&
    !(tokens.length % 2 === 1 && tokens.every((token, index) => (index % 2 === 0 ? isName(token) : token.says === ".")))
  );
}

export function isSame(text: string, tokens: readonly SyntaxToken[], { sql, path }: Compared): boolean {
  if (path !== undefined) {
    const names = tokens.filter((_, index) => index % 2 === 0);
    if (!names.every(isName) || !tokens.every((token, index) => index % 2 === 0 || token.says === ".")) return false;
    const written = names.map((token) => namePart(text, token).name);
    const shorter = Math.min(written.length, path.length);
    return (
      shorter > 0 &&
      Array.from({ length: shorter }, (_, index) => index + 1).every((back) => same(written.at(-back) ?? "", path.at(-back) ?? ""))
    );
  }
  const spelled = (written: string): string => written.replaceAll(/\s+/g, "").toLowerCase();
  const written = text.slice(tokens[0]?.start, tokens.at(-1)?.end);
  return spelled(written) === spelled(sql) || `(${spelled(written)})` === spelled(sql);
}

export function withoutBrackets(tokens: readonly SyntaxToken[]): readonly SyntaxToken[] {
  if (tokens[0]?.says !== "(") return tokens;
  let open = 0;
  const end = tokens.findIndex(({ says }) => {
    if (says === "(") open++;
    else if (says === ")") open--;
    return open === 0;
  });
  return end === tokens.length - 1 ? withoutBrackets(tokens.slice(1, -1)) : tokens;
}

/** Parts between a word outside brackets and CASE; the AND of BETWEEN divides nothing. */
function splitAt(tokens: readonly SyntaxToken[], word: "AND" | "OR"): SyntaxToken[][] {
  const parts: SyntaxToken[][] = [[]];
  let [open, between] = [0, 0];
  for (const token of tokens) {
    const { says } = token;
    if (opening.has(says)) open++;
    else if (closing.has(says)) open--;
    if (open === 0 && says === "BETWEEN") between++;
    if (open === 0 && says === word && !(word === "AND" && between > 0)) parts.push([]);
    else {
      if (open === 0 && says === "AND") between--;
      parts.at(-1)?.push(token);
    }
  }
  return parts.filter((part) => part.length > 0);
}

const opening = new Set(["(", "[", "{", "CASE"]);
const closing = new Set([")", "]", "}", "END"]);

export function spanOf(tokens: readonly SyntaxToken[]): TextSpan {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}
