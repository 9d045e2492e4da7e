import type { TextSpan } from "../../protocol/errors";
import { isClose } from "../statements/closeWords";
import { defaultParameterType, parseDirective } from "../statements/directives";
import { directiveWords, isDirectiveWord } from "../statements/directiveTexts";
import type { SqlToken } from "../statements/sqlTokens";
import { chartLineRemarks } from "./chartLineRemarks";
import type { Remark, Rule } from "./rule";

/** A directive that is misspelled is a comment like any other: nothing happens, and nothing says why. */
export const malformedDirective: Rule = {
  code: "malformed-directive",
  check: (statement) => [
    ...statement.piece.comments.flatMap((comment) => remarkOn(statement.text, comment) ?? []),
    ...chartLineRemarks(statement),
  ],
};

function remarkOn(text: string, comment: SqlToken): Remark | undefined {
  const written = text.slice(comment.start, comment.end);
  const [, lead, word, rest] = /^(--\s*@)(\w+)(.*)$/s.exec(written) ?? [];
  if (lead === undefined || word === undefined || rest === undefined) return undefined;
  const start = comment.start + lead.length;
  const span = { start, end: start + word.length };
  if (!isDirectiveWord(word)) return misspelled(word, span);
  if (rest.trim() === "" && word !== "chart") return remark(span, `Nothing stands behind @${word}, so it says nothing.`);
  return word === "param" ? malformedParameter(written, comment) : undefined;
}

/** Other tools have words of their own: only what is close to one of ours is meant for us. */
function misspelled(word: string, span: TextSpan): Remark | undefined {
  const folded = word.toLowerCase();
  const meant = folded.startsWith("param") ? "param" : directiveWords.find((each) => isClose(folded, each));
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
  const { name, type, defaultText } = directive.declaration;
  if (isType(type)) return defaultText === undefined ? undefined : unfitDefault(written, comment, type, defaultText);
  const from = written.indexOf(type.split(" ")[0] ?? type, written.indexOf(name) + name.length);
  const span = from < 0 ? whole : { start: comment.start + from, end: Math.min(whole.end, comment.start + from + type.length) };
  return remark(
    span,
    `“${type}” is no type of a parameter. Write one such as INTEGER, TIMESTAMP or ${defaultParameterType}, and = before the default.`,
  );
}

/** A default that its type cannot hold is offered, and then refused. Only numbers are judged here: the engine reads times in many forms. */
function unfitDefault(written: string, comment: SqlToken, type: string, defaultText: string): Remark | undefined {
  if (!numberType.test(type) || defaultText === "" || number.test(defaultText)) return undefined;
  const start = comment.start + Math.max(0, written.indexOf(defaultText, written.indexOf("=")));
  const span = { start, end: start + defaultText.length };
  return remark(span, `“${defaultText}” is no ${type.toUpperCase()}, so a run with this default fails.`);
}

const numberType =
  /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|INT[1248]?|SHORT|LONG|DOUBLE|FLOAT[48]?|REAL|(?:DECIMAL|NUMERIC)\b[^[]*)$/i;
const number = /^[-+]?(?:0[xb][\da-f_]+|[\d_]*\.?[\d_]+(?:e[-+]?\d+)?|\d[\d_]*\.|nan|inf(?:inity)?)$/i;

function remark(span: TextSpan, sentence: string): Remark {
  return { severity: "warning", span, sentence, fixes: [] };
}

/** Types that are made of others are the engine's to judge. */
function isType(type: string): boolean {
  const [bare = ""] = /^[^[(]*/.exec(type.toUpperCase()) ?? [];
  return /^(?:STRUCT|MAP|UNION|ENUM|LIST)\b/.test(bare.trim()) || typeNames.has(bare.trim().replace(/\s+/g, " "));
}

const typeNames: ReadonlySet<string> = new Set(
  `BOOLEAN BOOL LOGICAL TINYINT INT1 SMALLINT INT2 SHORT INTEGER INT INT4 SIGNED BIGINT INT8 LONG HUGEINT UTINYINT USMALLINT UINTEGER
  UBIGINT UHUGEINT FLOAT FLOAT4 REAL DOUBLE FLOAT8 DECIMAL DEC NUMERIC VARCHAR CHAR BPCHAR TEXT STRING DATE TIME TIMETZ TIMESTAMP DATETIME
  TIMESTAMPTZ TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_US INTERVAL UUID JSON BLOB BYTEA BINARY VARBINARY BIT BITSTRING BIGNUM VARINT`
    .split(/\s+/)
    .concat("DOUBLE PRECISION", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE", "TIME WITH TIME ZONE", "CHARACTER VARYING"),
);
