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

const flagNames: readonly (readonly [bit: number, name: string])[] = [
  [1, "FIN"],
  [2, "SYN"],
  [4, "RST"],
  [8, "PSH"],
  [16, "ACK"],
  [32, "URG"],
];

function remark(statement: RuleStatement, { left, operator, values, negated, ...span }: Comparison): Remark | undefined {
  const [value] = values;
  if (value?.kind !== "number" || values.length > 1 || !["=", "<>", "in"].includes(operator)) return undefined;
  const flags = namesOf(value.value);
  if (flags === "" || statement.columnOf(left)?.meaning !== "tcpFlags") return undefined;
  const column = statement.textOf(left);
  const not = operator === "<>" || negated;
  const bits = `(${column} & ${value.value}) ${not ? "<>" : "="} ${value.value}`;
  const call = `${not ? "NOT " : ""}has_flags(${column}, '${flags}')`;
  const place = { start: span.start, end: span.end };
  const texts = statement.catalog.functions.has("has_flags") ? [call, bits] : [bits];
  const shown = flags.replaceAll(",", "-");
  return {
    severity: "warning",
    span: place,
    sentence: `${column} holds all flags that were seen in the window: ${value.value} finds only records with ${shown} and nothing else. Test the bits.`,
    fixes: texts.map((text) => ({ title: `Write ${text}`, edits: [{ span: place, text }] })),
  };
}

/** `SYN,ACK` of 18; empty where there is no flag, or a bit that is none. */
function namesOf(flags: number): string {
  if (!Number.isInteger(flags) || flags <= 0 || flags > 63) return "";
  return flagNames
    .filter(([bit]) => (flags & bit) !== 0)
    .map(([, name]) => name)
    .join(",");
}
