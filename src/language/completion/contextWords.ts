import type { QueryBlock } from "../analysis/queryBlocks";
import { endsExpression } from "../analysis/selectItems";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import { openBracket } from "../analysis/tokensBefore";
import { type Completion, groups } from "./completion";
import type { Cursor } from "./cursor";
import { keyword } from "./keywords";

/** Words that can stand here alone, because of what stands before; `undefined` where there is more to it. */
export function contextWords({ before, block, clause }: Cursor): Completion[] | undefined {
  const last = before.at(-1);
  if (last?.kind === "word" && last.says === "NOT") return afterNot(before);
  const bracket = openBracket(before, block?.start);
  const called = bracket === undefined ? "" : (before[bracket - 1]?.says ?? "");
  const inWindow = called === "OVER" || (clause?.kind === "window" && called === "AS");
  return inWindow && bracket !== undefined ? windowWords(before.slice(bracket + 1)) : undefined;
}

/** `IS NOT |`, `dstport NOT |`; behind any other NOT an operand is wanted. */
function afterNot(before: readonly SyntaxToken[]): Completion[] | undefined {
  if (before.at(-2)?.says === "IS") return expected(["NULL", "DISTINCT FROM"]);
  return endsOperand(before.slice(0, -1)) ? expected(["IN (", "LIKE", "ILIKE", "BETWEEN"]) : undefined;
}

/** What a window is made of, in its order: parts, order, frame. */
function windowWords(inside: readonly SyntaxToken[]): Completion[] | undefined {
  if (inside.length === 0) return expected(["PARTITION BY", "ORDER BY"]);
  if (!endsOperand(inside)) return undefined;
  const isOrdered = inside.some(({ says }, index) => says === "ORDER" && inside[index + 1]?.says === "BY");
  return isOrdered ? expected(["DESC", "ASC", "NULLS LAST", ...frames]) : expected(["ORDER BY", ...frames]);
}

const frames = [
  "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
  "ROWS BETWEEN 5 PRECEDING AND CURRENT ROW",
  "RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW",
];

function expected(words: readonly string[]): Completion[] {
  return words.map((word) => keyword(word, groups.expected));
}

/** Words that a bracket can begin with: those of a query where it is none of a call, and behind EXISTS hardly anything else. */
export function bracketWords(before: readonly SyntaxToken[]): Completion[] {
  const [opener, last] = before.slice(-2);
  if (last?.says !== "(" || opener === undefined) return [];
  if (opener.says === "FILTER") return expected(["WHERE"]);
  if (opener.says === "EXISTS" || opener.says === "ANY") return expected(["SELECT", "FROM"]);
  const isCall = opener.kind === "quotedName" || (opener.kind === "word" && endsExpression(opener));
  return isCall ? [] : ["SELECT", "FROM"].map((word) => keyword(word));
}

/** Whether the source was named before the SELECT list: `FROM flows SELECT …`. */
export function isFromFirst(block: QueryBlock | undefined): boolean {
  const [first] = block?.clauses.filter(({ kind }) => kind === "from" || kind === "select") ?? [];
  return first?.kind === "from";
}

/** `now() - |`, `TIMESTAMP '…' + |`. */
export function followsTime(before: readonly SyntaxToken[]): boolean {
  if (!["-", "+"].includes(before.at(-1)?.says ?? "")) return false;
  if (before.at(-2)?.kind === "string") return before.at(-3)?.says === "TIMESTAMP" || before.at(-3)?.says === "ZONE";
  return before.at(-2)?.says === ")" && before.at(-4)?.says === "NOW";
}

export function endsOperand(before: readonly SyntaxToken[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last.says === "*") return ["SELECT", "DISTINCT", ",", ".", "("].includes(before.at(-2)?.says ?? "");
  if (last.kind === "word" && afterExpression.has(last.says)) return true;
  return endsExpression(last) && last.says !== "BY";
}

const afterExpression = new Set(["ASC", "DESC", "FIRST", "LAST"]);
