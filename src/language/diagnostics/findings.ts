import type { AnalyzedText } from "../analysis/analyzedText";
import type { Catalog } from "../catalog/catalog";
import { rules } from ".";
import type { Remark, Rule } from "./rule";
import { RuleStatement } from "./ruleStatement";
import { Suppressions } from "./suppressions";

/** What a rule found, under the rule's code. */
export interface Finding extends Remark {
  readonly code: string;
}

/** What all rules find in a text, in the order of the text, without what comments in it switch off. */
export function findingsIn(analyzed: AnalyzedText, catalog: Catalog): Finding[] {
  const suppressions = new Suppressions(analyzed);
  const found = analyzed.pieces.flatMap((piece) => findingsOf(new RuleStatement(analyzed, piece, catalog), rules));
  return found.filter((finding) => !suppressions.hide(finding)).sort((one, other) => one.span.start - other.span.start);
}

export function findingsOf(statement: RuleStatement, asked: readonly Rule[]): Finding[] {
  return asked.flatMap((rule) => rule.check(statement).map((remark) => ({ ...remark, code: rule.code })));
}
