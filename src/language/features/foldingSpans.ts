import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import { endOfLine, type SqlToken } from "../statements/sqlTokens";

/** A stretch of text of which only the first line has to be seen. Those on one line are among them. */
export interface FoldingSpan extends TextSpan {
  readonly kind: "code" | "comment";
}

/** Statements, what stands in brackets (so every member of a WITH too), and comments of several lines. */
export function foldingSpans({ text, tokens, pieces }: AnalyzedText): FoldingSpan[] {
  const statements = pieces.map((piece): FoldingSpan => {
    return { kind: "code", start: piece.tokens[0]?.start ?? piece.from, end: piece.tokens.at(-1)?.end ?? piece.to };
  });
  return [...statements, ...bracketSpans(text, tokens), ...commentSpans(text, tokens)];
}

/** Up to what stands before the closing bracket, so that a bracket on a line of its own stays in sight. */
function bracketSpans(text: string, tokens: readonly SqlToken[]): FoldingSpan[] {
  const found: FoldingSpan[] = [];
  let open: number[] = [];
  tokens.forEach(({ kind, start, end }, index) => {
    const character = kind === "symbol" ? text.charAt(start) : "";
    if (character !== "" && opening.includes(character)) open.push(end - 1);
    // Brackets do not reach from one statement into the next.
    else if (character === ";") open = [];
    else if (character !== "" && closing.includes(character)) {
      const from = open.pop();
      if (from !== undefined) found.push({ kind: "code", start: from, end: tokens[index - 1]?.end ?? start });
    }
  });
  return found;
}

/** Comments on lines that follow each other are one. */
function commentSpans(text: string, tokens: readonly SqlToken[]): FoldingSpan[] {
  const found: FoldingSpan[] = [];
  let last: FoldingSpan | undefined;
  for (const { kind, start, end } of tokens) {
    if (kind !== "comment") {
      last = undefined;
      continue;
    }
    if (last !== undefined && isNextLine(text, last.end, start)) last = { ...last, end };
    else last = { kind: "comment", start, end };
    if (found.at(-1)?.start === last.start) found.pop();
    found.push(last);
  }
  return found;
}

function isNextLine(text: string, end: number, start: number): boolean {
  const between = text.slice(endOfLine(text, end), start);
  return between.split(/\r\n|\r|\n/).length === 2;
}

const opening = "([{";
const closing = ")]}";
