import type { Clause, ClauseKind, QueryBlock } from "../analysis/queryBlocks";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import { lineBreakOf, startOfLine } from "../statements/textLines";
import type { SpanEdit } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Behind which clauses a new one has its place, the nearest first. A SELECT may stand behind FROM or before it. */
const before: Readonly<Record<"where" | "having", readonly ClauseKind[]>> = {
  where: ["from", "select"],
  having: ["groupBy", "where", "from", "select"],
};
const keywords = { where: "WHERE", having: "HAVING" } as const;

/** A line that would be longer is broken before the condition: what is written is to be seen. */
const longestLine = 100;

/** The edits that narrow a query by more conditions, on its rows or on its groups; none where it has no place for them. */
export function addCondition(
  statement: RuleStatement,
  block: QueryBlock,
  condition: string | readonly string[],
  kind: "where" | "having" = "where",
): readonly SpanEdit[] {
  const conditions = typeof condition === "string" ? [condition] : condition;
  const clause = block.clauses.find((each) => each.kind === kind);
  if (clause !== undefined) return joined(statement, clause, conditions);
  const place = lastOf(block, before[kind]);
  const last = place && statement.tokensIn(place).at(-1);
  if (place === undefined || last === undefined || !block.clauses.some((each) => each.kind === "from")) return [];
  const { text } = statement;
  const indent = text.slice(startOfLine(text, place.keyword), place.keyword);
  // On a line of its own where the clause before it stands so.
  const ownLine = indent.trim() === "" && block.clauses.length > 1;
  const line = `${lineBreakOf(text)}${indent}`;
  const isLong = ownLine && `${indent}${keywords[kind]} ${conditions.join(" AND ")}`.length > longestLine;
  const written = conditions.join(isLong ? `${line}  AND ` : " AND ");
  return [{ span: { start: last.end, end: last.end }, text: `${ownLine ? line : " "}${keywords[kind]} ${written}` }];
}

function joined(statement: RuleStatement, clause: Clause, conditions: readonly string[]): readonly SpanEdit[] {
  const inside = statement.tokensIn(clause);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return [];
  const at = { start: last.end, end: last.end };
  const lead = leadOf(statement.text, clause, inside, conditions);
  const added = conditions.map((condition) => `${lead}AND ${condition}`).join("");
  if (!hasBareOr(inside.map(({ says }) => says))) return [{ span: at, text: added }];
  return [
    { span: { start: first.start, end: first.start }, text: "(" },
    { span: at, text: `)${added}` },
  ];
}

/** What stands before a further AND: a new line where the clause has several, or its line would become too long. */
function leadOf(text: string, { keyword }: Clause, inside: readonly SyntaxToken[], conditions: readonly string[]): string {
  const end = inside.at(-1)?.end ?? keyword;
  const begin = startOfLine(text, end);
  if (begin <= keyword && end - begin + ` AND ${conditions.join(" AND ")}`.length <= longestLine) return " ";
  const indentOf = (offset: number): string => /^[ \t]*/.exec(text.slice(startOfLine(text, offset), offset))?.[0] ?? "";
  const isFirstOfLine = ({ start }: SyntaxToken): boolean => text.slice(startOfLine(text, start), start).trim() === "";
  const like = inside.find((token) => (token.says === "AND" || token.says === "OR") && isFirstOfLine(token));
  return `${lineBreakOf(text)}${like === undefined ? `${indentOf(keyword)}  ` : indentOf(like.start)}`;
}

/** The last clause of these kinds, in the order of the text. The conditions of joins stand inside FROM. */
function lastOf(block: QueryBlock, kinds: readonly ClauseKind[]): Clause | undefined {
  return block.clauses.filter(({ kind }) => kinds.includes(kind)).sort((one, other) => other.start - one.start)[0];
}

/** An OR outside brackets, or one that BETWEEN and CASE may hide: brackets around do no harm. */
function hasBareOr(words: readonly string[]): boolean {
  let open = 0;
  return words.some((says) => {
    if (says === "(") open++;
    else if (says === ")") open--;
    return open === 0 && says === "OR";
  });
}
