import type { Comparison, Operand } from "../analysis/comparisons";
import { same, type ScopeColumn } from "../analysis/scope";
import { valueMeaning } from "../catalog/columnValueTexts";
import { columnValues } from "../schema/columnValues";
import { protocolNames } from "../../base/network/protocolNames";
import { textLiteral } from "../statements/textLiterals";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A value that was written without quotes is the name of a column to the engine, and an address three numbers in a row. */
export const bareText: Rule = {
  code: "bare-text",
  check: (statement) => [...statement.comparisons.flatMap((comparison) => bareWords(statement, comparison)), ...bareAddresses(statement)],
};

function bareWords(statement: RuleStatement, { left, values }: Comparison): Remark[] {
  const column = statement.columnOf(left);
  return column === undefined ? [] : values.flatMap((value) => bareWord(statement, column, value) ?? []);
}

function bareWord(statement: RuleStatement, column: ScopeColumn, value: Operand): Remark | undefined {
  if (value.kind !== "name" || value.path.length !== 1 || value.path[0]?.quoted !== false) return undefined;
  const block = statement.blockAt(value.start);
  if (block === undefined || !statement.knowsColumns(block) || statement.columnOf(value) !== undefined) return undefined;
  const word = value.path[0].name;
  const meant = meantBy(statement, column, word);
  if (meant === undefined) return undefined;
  const span = { start: value.start, end: value.end };
  return {
    severity: "error",
    span,
    sentence: `“${word}” is read as the name of a column, because it has no quotes. Did you mean ${meant}?`,
    fixes: [{ title: `Write ${meant}`, edits: [{ span, text: meant }] }],
  };
}

/** The value of a column that a word says, as a statement writes it. */
function meantBy({ catalog }: RuleStatement, column: ScopeColumn, word: string): string | undefined {
  if (column.meaning === "protocol") return Object.keys(protocolNames).find((number) => same(valueMeaning(column, number) ?? "", word));
  const seen = catalog.statistics.get(column.flowColumn ?? "")?.top.map(({ value }) => value) ?? [];
  const known = column.values ?? [...(columnValues.get(column.flowColumn ?? "") ?? []), ...seen];
  const value = known.includes(word) ? word : known.find((each) => same(each, word));
  return value === undefined ? undefined : textLiteral(value);
}

const address = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/;

/** `10`, `.0`, `.0` and `.1` touch each other: nothing but an address is written so. */
function bareAddresses({ text, tokens }: RuleStatement): Remark[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== "number" || tokens[index - 1]?.end === token.start) return [];
    const [written] = address.exec(text.slice(token.start, token.start + 18)) ?? [];
    if (written === undefined) return [];
    const span = { start: token.start, end: token.start + written.length };
    const literal = textLiteral(written);
    const sentence = `An address is a text, and has quotes: ${literal}.`;
    return [
      { severity: "error", span, sentence, fixes: [{ title: `Write ${literal}`, edits: [{ span, text: literal }] }], unreadable: true },
    ];
  });
}
