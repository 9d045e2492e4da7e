import type { SyntaxToken } from "../analysis/syntaxTokens";
import { isName, namePart } from "../analysis/syntaxTokens";
import type { Fix, Remark, Rule } from "./rule";
import type { RuleStatement } from "./ruleStatement";

/** A cumulative counter has all windows before in it: adding it up counts the same bytes again with each record. */
export const cumulativeSum: Rule = {
  code: "cumulative-sum",
  check(statement) {
    return statement.tokens.flatMap((_token, index) => remark(statement, index) ?? []);
  },
};

const adding = new Set(["SUM", "AVG", "MEAN", "FSUM", "KAHAN_SUM", "SUMKAHAN", "FAVG"]);

function remark(statement: RuleStatement, index: number): Remark | undefined {
  const called = statement.tokens[index];
  if (called?.kind !== "word" || !adding.has(called.says) || statement.tokens[index + 1]?.says !== "(") return undefined;
  const argument = argumentAt(statement, index + 2);
  if (argument === undefined) return undefined;
  const { last, name } = argument;
  const found = /^cumulative_(bytes|packets)_from_(initiator|target)$/i.exec(name);
  if (found === null) return undefined;
  const [, counter = "", side = ""] = found;
  const fixes: Fix[] = [];
  const ofWindow = windowColumn(statement, called, counter.toLowerCase(), side.toLowerCase());
  const function_ = { start: called.start, end: called.end };
  if (ofWindow !== undefined) {
    const span = { start: last.start, end: last.end };
    fixes.push({ title: `Add up ${ofWindow}`, edits: [{ span, text: ofWindow }] });
  }
  fixes.push({ title: "Take the largest of each connection: max", edits: [{ span: function_, text: "max" }] });
  return {
    severity: "warning",
    span: { start: called.start, end: last.end + 1 },
    sentence: `${name} counts from the beginning of the connection: each record of it has the ${counter.toLowerCase()} of those before once more, so ${called.says.toLowerCase()} is too large.`,
    fixes,
  };
}

/** `name)` or `t.name)`, also behind DISTINCT. */
function argumentAt(statement: RuleStatement, from: number): { readonly last: SyntaxToken; readonly name: string } | undefined {
  let index = statement.tokens[from]?.says === "DISTINCT" ? from + 1 : from;
  while (statement.tokens[index + 1]?.says === ".") index += 2;
  const last = statement.tokens[index];
  if (!isName(last) || last === undefined || statement.tokens[index + 1]?.says !== ")") return undefined;
  return { last, name: namePart(statement.text, last).name };
}

/** The counter of one window: of `flows` and of IBM's own table it has different names. */
function windowColumn(statement: RuleStatement, { start, end }: SyntaxToken, counter: string, side: string): string | undefined {
  const block = statement.blockAt(start);
  if (block === undefined) return undefined;
  const named = (name: string): boolean => statement.column(block, [{ name, start, end, quoted: false }]) !== undefined;
  return [`${counter}_from_${side}`, side === "target" ? `${counter}_reply` : counter].find(named);
}
