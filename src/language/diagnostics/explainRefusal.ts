import { FlowLogError, type TextSpan } from "../../protocol/errors";
import { AnalyzedText } from "../analysis/analyzedText";
import type { Catalog } from "../catalog/catalog";
import { engineHint } from "./engineHint";
import { findingsByStatement } from "./findings";
import { missingSemicolon } from "./missingSemicolon";
import { nearNames } from "./nearNames";
import type { Finding, Fix } from "./rule";

/** What is known of a statement that the engine refused, beyond the engine's own sentence. */
export type Explanation =
  /** A rule says what is wrong and how to mend it; the engine has nothing to add. */
  | { readonly finding: Finding }
  | {
      /** Names that are most likely meant, nearest first. */
      readonly near: readonly string[];
      /** To be said behind the engine's sentence. */
      readonly hint?: string;
      /** Ways to mend it that are more than another name. */
      readonly fixes?: readonly Fix[];
    };

/** A statement in a text. */
interface Refused {
  readonly statement: TextSpan;
  /** Where the engine's trouble lies, where it says so. */
  readonly place: TextSpan | undefined;
}

/** The one place that decides what is said beside the engine: in the marks of an editor and above the result of a run alike. */
export function explainRefusal(
  analyzed: AnalyzedText,
  { statement, place }: Refused,
  findings: readonly Finding[],
  catalog: Catalog,
): Explanation {
  const isInside = ({ span }: Finding): boolean => span.start >= statement.start && span.end <= statement.end;
  const saysSame = ({ severity, span }: Finding): boolean => severity === "error" && span.start === place?.start && span.end === place.end;
  const finding = findings.find((each) => each.unreadable === true && isInside(each)) ?? findings.find(saysSame);
  if (finding !== undefined) return { finding };
  if (place === undefined) return { near: [] };
  const lacking = missingSemicolon(analyzed, place);
  if (lacking !== undefined) return { near: [], hint: lacking.sentence, fixes: [lacking.fix] };
  const hint = engineHint(analyzed, place, catalog);
  return { near: nearNames(analyzed, place, catalog), ...(hint === undefined ? {} : { hint }) };
}

/** An error of a statement that ran, as it is to be told: with what an editor says of it, and the names that can stand there. */
export function explainFailure(error: FlowLogError, sql: string, catalog: Catalog): FlowLogError {
  if (error.data.kind !== "statementFailed") return error;
  const analyzed = new AnalyzedText(sql);
  const refused = { statement: { start: 0, end: sql.length }, place: error.data.span };
  const explained = explainRefusal(analyzed, refused, [...findingsByStatement(analyzed, catalog)].flat(), catalog);
  const told = (sentence: string, candidates: readonly string[], data = error.data): FlowLogError =>
    new FlowLogError({ ...data, candidates }, sentence, { cause: error });
  if ("finding" in explained) return told(explained.finding.sentence, [], { ...error.data, span: explained.finding.span });
  // Names travel by themselves. Those of the engine are the nearest however far they are, and no match for a reason.
  if (explained.near.length > 0) return told(error.message, explained.near);
  return explained.hint === undefined ? error : told(`${error.message} ${explained.hint}`, []);
}
