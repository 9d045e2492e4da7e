import type { TextSpan } from "../../protocol/errors";
import type { RuleStatement } from "./ruleStatement";

export type Severity = "error" | "warning" | "information";

/** Text that takes the place of a span; offsets are into the text as it is before any edit of the same fix. */
export interface SpanEdit {
  readonly span: TextSpan;
  readonly text: string;
}

/** A way to mend what was found. */
export interface Fix {
  /** An order: `Write 'rejected'`. */
  readonly title: string;
  readonly edits: readonly SpanEdit[];
}

/** What a rule says of one place. */
export interface Remark {
  readonly severity: Severity;
  readonly span: TextSpan;
  /** Says what is wrong and what it does to the result. */
  readonly sentence: string;
  /** Best first; may be empty. */
  readonly fixes: readonly Fix[];
  /** The text there does nothing, and may be shown faded. */
  readonly unnecessary?: boolean;
  /** The engine cannot read the statement because of this: what it says of it is about something else, and is left out. */
  readonly unreadable?: boolean;
}

/** What a rule found, under the rule's code. */
export interface Finding extends Remark {
  readonly code: string;
}

/**
 * The contract of the diagnostics shelf: one mistake that flow logs invite, told before the statement runs. A rule reads a
 * statement and what is known of the names in it, and nothing else; it never throws. A doubt is a reason to be silent: a mark
 * on a right statement costs more than a missing one on a wrong statement.
 */
export interface Rule {
  /** Names it in comments that switch it off, and its page: `docs/rules/<code>.md`. */
  readonly code: string;
  check(statement: RuleStatement): readonly Remark[];
}
