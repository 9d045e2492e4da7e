import type { NameUse } from "../analysis/nameUses";
import type { NamePart } from "../analysis/syntaxTokens";
import type { Remark, Rule } from "./rule";
import { textLiteral } from "../statements/textLiterals";
import type { RuleStatement } from "./ruleStatement";

/** In SQL double quotes are around names. Spark, and IBM's examples, have texts in them. */
export const doubleQuotedText: Rule = {
  code: "double-quoted-text",
  check(statement) {
    return statement.nameUses.flatMap((use) => remark(statement, use) ?? []);
  },
};

function remark(statement: RuleStatement, use: NameUse): Remark | undefined {
  const [part, more] = use.path;
  if (part === undefined || more !== undefined || !part.quoted || part.name === "" || isKey(statement, use)) return undefined;
  if (statement.column(use.block, use.path) !== undefined || isAlias(use, part)) return undefined;
  // A name that has to be quoted may be one of a file or a view that is not known here; an address is none.
  const value = isValue(statement, use);
  const certain = statement.knowsColumns(use.block) ? value || !/^\w+$/.test(part.name) : isPlainlyText(part.name, value);
  if (!certain) return undefined;
  const span = { start: part.start, end: part.end };
  const text = textLiteral(part.name);
  return {
    severity: "error",
    span,
    sentence: `“${part.name}” is read as the name of a column, because it is in double quotes. Did you mean the text ${text}?`,
    fixes: [{ title: `Write ${text}`, edits: [{ span, text }] }],
  };
}

/** `{"key": 1}`. */
function isKey({ tokens }: RuleStatement, { index }: NameUse): boolean {
  return tokens[index + 1]?.says === ":";
}

/** `count(*) "records"`. */
function isAlias({ block }: NameUse, part: NamePart): boolean {
  return block.items.some(({ alias }) => alias?.start === part.start);
}

/** Stands where a comparison has its value. */
function isValue({ comparisons }: RuleStatement, { start }: NameUse): boolean {
  return comparisons.some(({ values }) => values.some((value) => value.start === start));
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]*)(?:\/\d{1,3})?$/;
const actionOrStatus = /^(?:accept(?:ed)?|reject(?:ed)?|ok|nodata|skipdata)$/i;

/** What nobody calls a column: an address, punctuation, and an action in the place of a value. */
function isPlainlyText(text: string, isCompared: boolean): boolean {
  return address.test(text) || !/[\p{L}\p{N}]/u.test(text) || (isCompared && actionOrStatus.test(text));
}
