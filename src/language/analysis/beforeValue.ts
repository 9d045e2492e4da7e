import { isReserved, type NamePart, type SyntaxToken } from "./syntaxTokens";
import { openBracket, pathEndingAt } from "./tokensBefore";

/**
 * What a value is for, read backwards from where it stands or is to stand: the rest of the statement may be missing. Whole comparisons, in
 * statements that are written, are read by `comparisons.ts`.
 */

/** `column operator |`: what a value is wanted for. */
export interface BegunComparison {
  readonly column: readonly NamePart[];
  /** Upper case: `=`, `LIKE`, `IN`, `BETWEEN`; `&` takes the bits of a value. */
  readonly operator: string;
  /** The type that the column is cast to before: `start_time::DATE = |`. */
  readonly cast?: string;
  /** The function that is called with it, in lower case: `ip_kind(srcaddr) = |`. */
  readonly called?: string;
}

/** A value for an argument of a function: `ip_in(srcaddr, |`. */
export interface BegunArgument {
  /** Lower case. */
  readonly called: string;
  /** From 0. */
  readonly index: number;
  /** The column that is the first argument, if it is one. */
  readonly column: readonly NamePart[];
}

const comparing = new Set(["=", "<", ">", "!", "~"]);
const arithmetic = new Set(["+", "-", "*", "/", "%", "|", "&", "^"]);
const likeWords = new Set(["LIKE", "ILIKE", "GLOB"]);

/** What the value at the cursor is compared with, if it is. */
export function comparisonBefore(text: string, before: readonly SyntaxToken[]): BegunComparison | undefined {
  const last = before.length - 1;
  return (
    symbolComparison(text, before, last) ??
    wordComparison(text, before, last) ??
    listComparison(text, before) ??
    caseComparison(text, before, last)
  );
}

function of(text: string, before: readonly SyntaxToken[], columnAt: number, operator: string): BegunComparison | undefined {
  if (before[columnAt]?.says === ")") return ofCall(text, before, columnAt, operator);
  if (before[columnAt - 1]?.says === ":" && before[columnAt - 2]?.says === ":") {
    const compared = of(text, before, columnAt - 3, operator);
    return compared && { ...compared, cast: before[columnAt]?.says ?? "" };
  }
  const { parts, first } = pathEndingAt(text, before, columnAt);
  // The end of `bytes / packets` is no column that is compared.
  return parts.length === 0 || arithmetic.has(before[first - 1]?.says ?? "") ? undefined : { column: parts, operator };
}

/** `called(column, …) operator |`. */
function ofCall(text: string, before: readonly SyntaxToken[], closing: number, operator: string): BegunComparison | undefined {
  const opening = openBracket(before.slice(0, closing));
  const called = opening === undefined ? undefined : before[opening - 1];
  if (opening === undefined || called?.kind !== "word" || isReserved(called.says)) return undefined;
  const behind = before.findIndex((token, index) => index > opening && (token.says === "," || index === closing));
  const { parts, first } = pathEndingAt(text, before, behind - 1);
  return first === opening + 1 && parts.length > 0 ? { column: parts, operator, called: called.says.toLowerCase() } : undefined;
}

function symbolComparison(text: string, before: readonly SyntaxToken[], last: number): BegunComparison | undefined {
  let first = last;
  if (before[last]?.says === "&" && before[last - 1]?.says !== "&") return of(text, before, last - 1, "&");
  while (comparing.has(before[first]?.says ?? "")) first--;
  if (first === last) return undefined;
  const operator = before
    .slice(first + 1)
    .map((token) => token.says)
    .join("");
  return of(text, before, first, operator);
}

function wordComparison(text: string, before: readonly SyntaxToken[], last: number): BegunComparison | undefined {
  const token = before[last];
  const word = token?.kind === "word" ? token.says : "";
  if (likeWords.has(word) || word === "BETWEEN") return of(text, before, last - (before[last - 1]?.says === "NOT" ? 2 : 1), word);
  if (word === "FROM" && before[last - 1]?.says === "DISTINCT") {
    const is = before[last - 2]?.says === "NOT" ? last - 3 : last - 2;
    return before[is]?.says === "IS" ? of(text, before, is - 1, "=") : undefined;
  }
  if (word !== "AND") return undefined;
  const between = before.findLastIndex(
    (token, index) => index < last && (token.says === "BETWEEN" || token.says === "AND" || token.says === "WHERE"),
  );
  return before[between]?.says === "BETWEEN"
    ? of(text, before, between - (before[between - 1]?.says === "NOT" ? 2 : 1), "BETWEEN")
    : undefined;
}

/** `column IN ('a', |`. */
function listComparison(text: string, before: readonly SyntaxToken[]): BegunComparison | undefined {
  const bracket = openBracket(before);
  if (bracket === undefined || before[bracket - 1]?.says !== "IN") return undefined;
  if (!["(", ","].includes(before.at(-1)?.says ?? "")) return undefined;
  return of(text, before, bracket - (before[bracket - 2]?.says === "NOT" ? 3 : 2), "IN");
}

/** `CASE column WHEN |`. */
function caseComparison(text: string, before: readonly SyntaxToken[], last: number): BegunComparison | undefined {
  if (before[last]?.says !== "WHEN") return undefined;
  const opening = before.findLastIndex((token) => token.says === "CASE");
  const { parts, first } = pathEndingAt(text, before, opening + 1);
  return opening >= 0 && first === opening + 1 && parts.length === 1 && before[opening + 2]?.says === "WHEN"
    ? { column: parts, operator: "=" }
    : undefined;
}

/** Which argument of which call stands at the cursor. */
export function argumentBefore(text: string, before: readonly SyntaxToken[]): BegunArgument | undefined {
  const bracket = openBracket(before);
  const called = bracket === undefined ? undefined : before[bracket - 1];
  if (bracket === undefined || called?.kind !== "word") return undefined;
  let index = 0;
  let open = 0;
  for (const token of before.slice(bracket + 1)) {
    if (["(", "[", "{"].includes(token.says)) open++;
    else if ([")", "]", "}"].includes(token.says)) open--;
    else if (token.says === "," && open === 0) index++;
  }
  const comma = before.findIndex((token, at) => at > bracket && token.says === ",");
  const { parts, first } = pathEndingAt(text, before, comma - 1);
  return { called: called.says.toLowerCase(), index, column: comma > 0 && first === bracket + 1 ? parts : [] };
}
