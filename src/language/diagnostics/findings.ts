import type { AnalyzedText } from "../analysis/analyzedText";
import type { Catalog } from "../catalog/catalog";
import { rules } from ".";
import type { Finding, Rule } from "./rule";
import { RuleStatement } from "./ruleStatement";
import { Suppressions } from "./suppressions";

/**
 * What all rules find in a text, in the order of the text, without what comments in it switch off: statement by statement, for whoever has
 * something else to do in between.
 */
export function* findingsByStatement(analyzed: AnalyzedText, catalog: Catalog): Generator<Finding[]> {
  const suppressions = new Suppressions(analyzed);
  for (const piece of analyzed.pieces) {
    const found = findingsOf(new RuleStatement(analyzed, piece, catalog), rules);
    yield found.filter((finding) => !suppressions.hide(finding)).sort((one, other) => one.span.start - other.span.start);
  }
}

export function findingsOf(statement: RuleStatement, asked: readonly Rule[]): Finding[] {
  return asked.flatMap((rule) => rule.check(statement).map((remark) => ({ ...remark, code: rule.code })));
}
