import { lineBreakOf, startOfLine } from "../statements/textLines";
import { declarationsOf, isCounted, parametersUsed } from "./parameterUse";
import type { Remark, Rule, SpanEdit } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A parameter without a `-- @param` line is a text, whatever it is compared with. */
export const parameterUndeclared: Rule = {
  code: "parameter-undeclared",
  check(statement) {
    const { analyzed, piece, text } = statement;
    const [first] = analyzed.pieces;
    const declared = new Set(
      [...(first === undefined ? [] : declarationsOf(text, first)), ...declarationsOf(text, piece)].map(({ declaration }) =>
        declaration.name.toLowerCase(),
      ),
    );
    const missing = [...parametersUsed(text, piece)].filter(([name]) => !isCounted(name) && !declared.has(name));
    return missing.map(([, token]) => remark(statement, text.slice(token.start + 1, token.end), token.start));
  },
};

function remark(statement: RuleStatement, name: string, start: number): Remark {
  const type = typeOf(statement, name);
  const line = `-- @param ${name}${type === undefined ? "" : ` ${type}`}`;
  return {
    severity: "information",
    span: { start, end: start + name.length + 1 },
    sentence: `Nothing declares $${name}, so its value is a text. Write “${line}” above the statement.`,
    fixes: [{ title: `Declare it: ${line}`, edits: [lineAbove(statement, line)] }],
  };
}

/** The type of a column that it is compared with; a text needs none. */
function typeOf(statement: RuleStatement, name: string): string | undefined {
  for (const { left, values } of statement.comparisons) {
    const compared = values.some((value) => value.kind === "parameter" && value.name.toLowerCase() === name.toLowerCase());
    const type = compared ? statement.columnOf(left)?.type : undefined;
    if (type !== undefined && type !== "" && type !== "VARCHAR") return type;
  }
  return undefined;
}

function lineAbove({ text, piece }: RuleStatement, line: string): SpanEdit {
  const at = piece.tokens[0]?.start ?? 0;
  const start = startOfLine(text, at);
  const lineBreak = lineBreakOf(text);
  if (text.slice(start, at).trim() === "") return { span: { start, end: start }, text: `${line}${lineBreak}` };
  // Behind another statement on its line.
  return { span: { start: at, end: at }, text: `${lineBreak}${line}${lineBreak}` };
}
