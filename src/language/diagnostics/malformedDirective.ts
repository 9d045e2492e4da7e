import type { TextSpan } from "../../protocol/errors";
import { defaultParameterType, parseDirective } from "../statements/directives";
import type { SqlToken } from "../statements/sqlTokens";
import type { Remark, Rule } from "./rule";

/** A directive that is misspelled is a comment like any other: nothing happens, and nothing says why. */
export const malformedDirective: Rule = {
  code: "malformed-directive",
  check: ({ text, piece }) => piece.comments.flatMap((comment) => remarkOn(text, comment) ?? []),
};

function remarkOn(text: string, comment: SqlToken): Remark | undefined {
  const written = text.slice(comment.start, comment.end);
  const [, lead, word, rest] = /^(--\s*@)(\w+)(.*)$/s.exec(written) ?? [];
  if (lead === undefined || word === undefined || rest === undefined) return undefined;
  const start = comment.start + lead.length;
  const span = { start, end: start + word.length };
  if (!directiveWords.includes(word)) return misspelled(word, span);
  if (rest.trim() === "") return remark(span, `Nothing stands behind @${word}, so it says nothing.`);
  return word === "param" ? malformedParameter(written, comment) : undefined;
}

/** Other tools have words of their own: only what is close to one of ours is meant for us. */
function misspelled(word: string, span: TextSpan): Remark | undefined {
  const meant = directiveWords.find((each) => isClose(word.toLowerCase(), each));
  if (meant === undefined) return undefined;
  const fixes = [{ title: `Write @${meant}`, edits: [{ span, text: meant }] }];
  return { ...remark(span, `@${word} is no directive, so this line is a comment and nothing more. Did you mean @${meant}?`), fixes };
}

function malformedParameter(written: string, comment: SqlToken): Remark | undefined {
  const directive = parseDirective(written);
  const whole = { start: comment.start, end: comment.start + written.trimEnd().length };
  if (directive === undefined)
    return remark(whole, "This declares no parameter: behind @param stands a name of letters, digits and _, then the type.");
  if (directive.kind !== "parameter") return undefined;
  const { name, type } = directive.declaration;
  if (isType(type)) return undefined;
  const from = written.indexOf(type.split(" ")[0] ?? type, written.indexOf(name) + name.length);
  const span = from < 0 ? whole : { start: comment.start + from, end: Math.min(whole.end, comment.start + from + type.length) };
  return remark(
    span,
    `“${type}” is no type of a parameter. Write one such as INTEGER, TIMESTAMP or ${defaultParameterType}, and = before the default.`,
  );
}

function remark(span: TextSpan, sentence: string): Remark {
  return { severity: "warning", span, sentence, fixes: [] };
}

/** Types that are made of others are the engine's to judge. */
function isType(type: string): boolean {
  const [bare = ""] = /^[^[(]*/.exec(type.toUpperCase()) ?? [];
  return /^(?:STRUCT|MAP|UNION|ENUM|LIST)\b/.test(bare.trim()) || typeNames.has(bare.trim().replace(/\s+/g, " "));
}

/** One letter more, less, another or in the wrong place, or two of them in a long word. */
function isClose(word: string, meant: string): boolean {
  if (word === `${meant}s` || (meant === "param" && word.startsWith("param"))) return true;
  return distance(word, meant) <= (meant.length > 4 ? 2 : 1) || sorted(word) === sorted(meant);
}

function sorted(word: string): string {
  return Array.from(word).sort().join("");
}

function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(one).entries()) {
    const line = [row + 1];
    for (const [column, against] of Array.from(other).entries()) {
      const changed = (above[column] ?? 0) + (letter === against ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}

export const directiveWords: readonly string[] = ["name", "about", "param", "chart"];

const typeNames: ReadonlySet<string> = new Set(
  `BOOLEAN BOOL LOGICAL TINYINT INT1 SMALLINT INT2 SHORT INTEGER INT INT4 SIGNED BIGINT INT8 LONG HUGEINT UTINYINT USMALLINT UINTEGER
  UBIGINT UHUGEINT FLOAT FLOAT4 REAL DOUBLE FLOAT8 DECIMAL DEC NUMERIC VARCHAR CHAR BPCHAR TEXT STRING DATE TIME TIMETZ TIMESTAMP DATETIME
  TIMESTAMPTZ TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_US INTERVAL UUID JSON BLOB BYTEA BINARY VARBINARY BIT BITSTRING BIGNUM VARINT`
    .split(/\s+/)
    .concat("DOUBLE PRECISION", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE", "TIME WITH TIME ZONE", "CHARACTER VARYING"),
);
