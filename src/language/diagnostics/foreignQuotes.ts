import type { SqlToken } from "../statements/sqlTokens";
import { textLiteral } from "../statements/textLiterals";
import { writtenName } from "../analysis/syntaxTokens";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** Backticks of Spark and Athena, and the curly quotes that texts get in documents and chats, come along when a query is pasted. */
export const foreignQuotes: Rule = {
  code: "foreign-quotes",
  check(statement) {
    const { piece, text } = statement;
    const from = piece.tokens[0]?.start ?? piece.from;
    const to = piece.tokens.at(-1)?.end ?? piece.to;
    const written = withoutLiterals(text.slice(from, to), from, statement);
    return Array.from(written.matchAll(quoted), (match) => remark(statement, from + match.index, match));
  },
};

/** A mark with nothing behind it that closes it is found as well, and then there is nothing to mend it by. */
const quoted = /`([^`\n]+)`|[“”„]([^“”„\n]*)[“”]|[‘’‚]([^‘’‚\n]*)[‘’]|[`“”„‘’‚]/g;

function remark(statement: RuleStatement, start: number, [written, name, doubled, single]: RegExpExecArray): Remark {
  const span = { start, end: start + written.length };
  const right = name === undefined ? textOrName(statement, start, doubled, single) : writtenName(name);
  const isName = name !== undefined || right?.startsWith("'") === false;
  const sentence = written.startsWith("`")
    ? "Backticks are no quotes here: a name that needs quotes has double ones."
    : `Curly quotes are no quotes to SQL: ${isName ? "a name that needs quotes has straight double ones" : "a text has straight single ones"}.`;
  const fixes = right === undefined ? [] : [{ title: `Write ${right}`, edits: [{ span, text: right }] }];
  return { severity: "error", span, sentence, fixes, unreadable: true };
}

/** In double ones is a name where there is a column of it, else a text as in `double-quoted-text`. */
function textOrName(statement: RuleStatement, start: number, doubled: string | undefined, single: string | undefined): string | undefined {
  const inside = doubled ?? single;
  if (inside === undefined) return undefined;
  const block = statement.blockAt(start);
  const part = { name: inside, start, end: start + inside.length, quoted: true };
  const isColumn = doubled !== undefined && block !== undefined && statement.column(block, [part]) !== undefined;
  return isColumn ? writtenName(inside) : textLiteral(inside);
}

/** The same length, with blanks for what is in straight quotes and comments. */
function withoutLiterals(written: string, from: number, { analyzed }: RuleStatement): string {
  const to = from + written.length;
  let result = "";
  let at = from;
  for (const token of analyzed.tokens) {
    if (token.end <= from || !isLiteral(token)) continue;
    if (token.start >= to) break;
    result += written.slice(at - from, token.start - from) + " ".repeat(token.end - token.start);
    at = token.end;
  }
  return (result + written.slice(Math.max(0, at - from))).slice(0, written.length);
}

function isLiteral({ kind }: SqlToken): boolean {
  return kind === "string" || kind === "quotedName" || kind === "comment";
}
