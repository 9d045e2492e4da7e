import { tcpFlagNames } from "../../base/network/tcpFlags";
import type { Comparison } from "../analysis/comparisons";
import type { Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A record carries all flags of its window together, so a test for one of them has to look at its bit. */
export const flagsEquality: Rule = {
  code: "flags-equality",
  check(statement) {
    return statement.comparisons.flatMap((comparison) => remark(statement, comparison) ?? []);
  },
};

function remark(statement: RuleStatement, { left, operator, values, negated, ...span }: Comparison): Remark | undefined {
  const [value] = values;
  if (value?.kind !== "number" || values.length > 1 || !["=", "<>", "in"].includes(operator)) return undefined;
  const flags = tcpFlagNames(value.value) ?? "";
  if (flags === "" || statement.columnOf(left)?.meaning !== "tcpFlags") return undefined;
  const column = statement.textOf(left);
  const not = operator === "<>" || negated;
  const bits = `(${column} & ${value.value}) ${not ? "<>" : "="} ${value.value}`;
  const call = `${not ? "NOT " : ""}has_flags(${column}, '${flags}')`;
  const place = { start: span.start, end: span.end };
  const texts = !flags.includes(" ") && statement.catalog.functions.has("has_flags") ? [call, bits] : [bits];
  return {
    severity: "warning",
    span: place,
    sentence: `${column} holds all flags that were seen in the window: ${value.value} finds only records with ${flags.replaceAll(" ", "-")} and nothing else. Test the bits.`,
    fixes: texts.map((text) => ({ title: `Write ${text}`, edits: [{ span: place, text }] })),
  };
}
