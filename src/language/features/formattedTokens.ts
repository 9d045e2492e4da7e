import { isReserved } from "../analysis/syntaxTokens";
import type { SqlToken } from "../statements/sqlTokens";

export interface TokenizedText {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
}

/**
 * The tokens of a statement with the white space that a formatter put between them: so whatever the formatter thinks of a word, it
 * cannot change what the statement says. Nothing where the formatter has other tokens.
 */
export function rejoined(original: TokenizedText, formatted: TokenizedText): string | undefined {
  if (original.tokens.length !== formatted.tokens.length) return undefined;
  const parts: string[] = [];
  for (let index = 0; index < original.tokens.length; index++) {
    const [was, now] = [original.tokens[index], formatted.tokens[index]];
    if (was === undefined || now?.kind !== was.kind) return undefined;
    const [written, given] = [textOf(original, was), textOf(formatted, now)];
    if (!alike(was, written, given)) return undefined;
    if (index > 0) parts.push(spaceBefore(index, original, formatted));
    parts.push(was.kind === "comment" ? given : isKeyword(original, index) ? written.toUpperCase() : written);
  }
  return parts.join("");
}

/** A comment of several lines may be indented otherwise. */
function alike({ kind }: SqlToken, written: string, given: string): boolean {
  if (kind === "word") return written.toUpperCase() === given.toUpperCase();
  return kind === "comment" ? written.replace(/\s+/g, " ").trim() === given.replace(/\s+/g, " ").trim() : written === given;
}

function spaceBefore(index: number, original: TokenizedText, formatted: TokenizedText): string {
  const between = (text: TokenizedText): string => text.text.slice(text.tokens[index - 1]?.end, text.tokens[index]?.start);
  const given = between(formatted);
  const [before, here] = [original.tokens[index - 1], original.tokens[index]];
  if (before === undefined || here === undefined || before.kind === "comment" || here.kind === "comment") return given;
  const touched = before.end === here.start;
  if (belongTogether(original, before, here)) return touched ? "" : given === "" ? " " : given;
  if (before.kind !== "word" || (given.includes("\n") && saysAt(original, index) !== "BY")) return given;
  if (saysAt(original, index) === "BY") return " ";
  if (original.text[here.start] !== "(") return given;
  if (spacedBeforeBracket.has(saysAt(original, index - 1))) return " ";
  return isKeyword(original, index - 1) ? given : "";
}

/** What means something else with or without a space between: `->`, `- -1`, `X'1F'`. */
function belongTogether(text: TokenizedText, before: SqlToken, here: SqlToken): boolean {
  if (here.kind === "string" && before.kind === "word") return true;
  return isOperator(text, before) && isOperator(text, here);
}

function isOperator({ text }: TokenizedText, { kind, start }: SqlToken): boolean {
  return kind === "symbol" && operatorCharacters.includes(text.charAt(start));
}

/** Whether a word is one of SQL's, by its neighbours where it may also be a name. */
function isKeyword(text: TokenizedText, index: number): boolean {
  const token = text.tokens[index];
  if (token?.kind !== "word") return false;
  const [before, after] = [saysAt(text, index - 1), saysAt(text, index + 1)];
  if (before === "." || after === "." || before === "AS") return before === "AS" && after === "(" ? false : startsQuery(text, index);
  const word = textOf(text, token).toUpperCase();
  if (callable.has(word)) return after !== "(";
  return isReserved(word) || (phrases[word]?.(before, after) ?? false);
}

/** `CREATE VIEW v AS SELECT` and `WITH a AS MATERIALIZED`, where no name follows AS. */
function startsQuery(text: TokenizedText, index: number): boolean {
  return ["SELECT", "FROM", "WITH", "VALUES", "MATERIALIZED", "NOT"].includes(saysAt(text, index)) && saysAt(text, index - 1) === "AS";
}

function saysAt(text: TokenizedText, index: number): string {
  const token = text.tokens[index];
  return token === undefined ? "" : textOf(text, token).toUpperCase();
}

function textOf({ text }: TokenizedText, { start, end }: SqlToken): string {
  return text.slice(start, end);
}

type Neighbours = (before: string, after: string) => boolean;

const frameEdges = new Set(["UNBOUNDED", "CURRENT", "BETWEEN"]);
const always: Neighbours = () => true;

/** Words that are keywords only beside certain others. */
const phrases: Readonly<Record<string, Neighbours>> = {
  BY: (before) => ["GROUP", "ORDER", "PARTITION", "UNION", "ALL"].includes(before),
  PARTITION: (_before, after) => after === "BY",
  NULLS: (_before, after) => after === "FIRST" || after === "LAST",
  NAME: (before, after) => before === "BY" && ["SELECT", "FROM", "(", "VALUES"].includes(after),
  MATERIALIZED: (before) => before === "NOT",
  ESCAPE: (_before, after) => after.startsWith("'"),
  FIRST: (before) => before === "NULLS",
  LAST: (before) => before === "NULLS",
  OVER: (_before, after) => after === "(",
  FILTER: (before, after) => before === ")" && after === "(",
  RECURSIVE: (before) => before === "WITH",
  EXCLUDE: (before) => before === "*",
  INTERVAL: (before, after) => before !== "." && /^['\d(]/.test(after),
  ROWS: (_before, after) => frameEdges.has(after) || /^\d/.test(after),
  RANGE: (_before, after) => frameEdges.has(after),
  UNBOUNDED: always,
  PRECEDING: (before) => before === "UNBOUNDED" || /^\d/.test(before),
  FOLLOWING: (before) => before === "UNBOUNDED" || /^\d/.test(before),
  CURRENT: (_before, after) => after === "ROW",
  ROW: (before) => before === "CURRENT",
  VIEW: (before) => ["CREATE", "TEMP", "TEMPORARY", "REPLACE", "DROP"].includes(before),
  TEMP: (before) => before === "CREATE" || before === "REPLACE",
  REPLACE: (before) => before === "OR" || before === "*" || before === ")",
  EXPLAIN: (before) => before === "",
};

/** Keywords that are functions with a bracket behind them. */
const callable = new Set(["LEFT", "RIGHT", "ANY", "ARRAY", "REPLACE"]);
const spacedBeforeBracket = new Set(["FILTER", "OVER", "IN", "AS", "MATERIALIZED", "VALUES", "USING", "EXCLUDE"]);
const operatorCharacters = "+-*/<>=~!@#%^&|`:.?";
