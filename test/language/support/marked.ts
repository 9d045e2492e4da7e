import { AnalyzedText } from "../../../src/language/analysis/analyzedText";
import type { TextSpan } from "../../../src/protocol/errors";

/** A text whose cursor was marked by `|`. */
export interface MarkedText {
  readonly text: string;
  readonly offset: number;
  readonly analyzed: AnalyzedText;
}

export function marked(withCursor: string): MarkedText {
  const offset = withCursor.indexOf("|");
  if (offset < 0) throw new Error(`No | in ${withCursor}`);
  const text = withCursor.slice(0, offset) + withCursor.slice(offset + 1);
  return { text, offset, analyzed: new AnalyzedText(text) };
}

/** The text with `«` and `»` around spans that do not overlap. */
export function bracketed(text: string, spans: readonly TextSpan[]): string {
  const sorted = [...spans].sort((one, other) => other.start - one.start);
  return sorted.reduce((result, { start, end }) => `${result.slice(0, start)}«${result.slice(start, end)}»${result.slice(end)}`, text);
}
