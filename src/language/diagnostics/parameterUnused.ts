import { endOfLine } from "../statements/sqlTokens";
import { startOfLine } from "../statements/textLines";
import { type Declaration, declarationsOf, isCounted, parametersUsed } from "./parameterUse";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A declaration that no statement uses is a parameter that was renamed, or misspelled. */
export const parameterUnused: Rule = {
  code: "parameter-unused",
  check(statement) {
    const { analyzed, piece, text } = statement;
    const meant = statement.isFirst ? analyzed.pieces : [piece];
    const used = new Set(meant.flatMap((each) => [...parametersUsed(text, each).keys()]));
    const unused = ({ declaration: { name } }: Declaration): boolean => !isCounted(name) && !used.has(name.toLowerCase());
    return declarationsOf(text, piece)
      .filter(unused)
      .map((declaration) => remark(statement, declaration));
  },
};

function remark(statement: RuleStatement, { declaration: { name }, comment, nameSpan }: Declaration): Remark {
  const { text } = statement;
  const where = statement.isFirst ? "no statement of this file uses it" : "the statement below does not use it";
  const start = startOfLine(text, comment.start);
  const end = endOfLine(text, comment.end);
  const behind = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
  return {
    severity: "warning",
    span: nameSpan,
    sentence: `$${name} is declared, and ${where}.`,
    fixes: [{ title: "Remove the line", edits: [{ span: { start, end: behind }, text: "" }] }],
    unnecessary: true,
  };
}
