import type { AnalyzedText } from "../analysis/analyzedText";
import { endOfLine, type SqlToken } from "../statements/sqlTokens";
import { lineBreakOf, startOfLine } from "../statements/textLines";
import type { Finding, Fix } from "./rule";

interface Switch {
  /** Empty: every rule. */
  readonly codes: ReadonlySet<string>;
  /** Where it holds; absent: in the whole text. */
  readonly line?: { readonly start: number; readonly end: number };
}

/**
 * Comments that switch rules off: `-- flowlog-disable-next-line code` for what begins on the line below, `-- flowlog-disable code` for
 * the whole text. Several codes are divided by commas or spaces; without one every rule is meant.
 */
export class Suppressions {
  private readonly switches: readonly Switch[];

  constructor(private readonly analyzed: AnalyzedText) {
    const { text, tokens } = analyzed;
    this.switches = tokens.flatMap((token) => (token.kind === "comment" ? (readSwitch(text, token) ?? []) : []));
  }

  hide({ code, span }: Finding): boolean {
    return this.switches.some(({ codes, line }) => {
      const meant = codes.size === 0 || codes.has(code);
      return meant && (line === undefined || (line.start <= span.start && span.start <= line.end));
    });
  }

  /** The comments that would switch a finding off. */
  fixes(finding: Finding): Fix[] {
    const { text } = this.analyzed;
    const nextLine = this.lineFix(finding);
    const wholeText = { span: { start: 0, end: 0 }, text: `-- flowlog-disable ${finding.code}${lineBreakOf(text)}` };
    const forText = { title: `Disable ${finding.code} in this file`, edits: [wholeText] };
    return nextLine === undefined ? [forText] : [nextLine, forText];
  }

  private lineFix({ code, span }: Finding): Fix | undefined {
    const { text } = this.analyzed;
    const start = startOfLine(text, span.start);
    const title = `Disable ${code} for this line`;
    const above = this.commentAt(text[start - 2] === "\r" ? start - 3 : start - 2);
    if (above !== undefined && nextLinePattern.test(text.slice(above.start, above.end))) {
      return { title, edits: [{ span: { start: above.end, end: above.end }, text: `, ${code}` }] };
    }
    // A line that begins inside a text or a comment has no place for one above it.
    const before = this.analyzed.tokens[this.analyzed.indexAt(start)];
    if (before !== undefined && before.start < start) return undefined;
    const indent = /^[ \t]*/.exec(text.slice(start, span.start))?.[0] ?? "";
    const comment = `${indent}-- flowlog-disable-next-line ${code}${lineBreakOf(text)}`;
    return { title, edits: [{ span: { start, end: start }, text: comment }] };
  }

  /** The comment that ends a line, by an offset in the line above its break. */
  private commentAt(offset: number): SqlToken | undefined {
    if (offset < 0) return undefined;
    const token = this.analyzed.tokens[this.analyzed.indexAt(offset)];
    return token?.kind === "comment" && token.start <= offset ? token : undefined;
  }
}

const nextLinePattern = /^--\s*flowlog-disable-next-line\b/;
const pattern = /^--\s*flowlog-disable(-next-line)?(?![\w-])(.*)$/s;

function readSwitch(text: string, token: SqlToken): Switch | undefined {
  const [, nextLine, rest] = pattern.exec(text.slice(token.start, token.end).trimEnd()) ?? [];
  if (rest === undefined) return undefined;
  // What stands behind a second pair of dashes is for people.
  const [listed = ""] = rest.split("--");
  const codes = new Set(listed.split(/[\s,]+/).filter((code) => code !== ""));
  if (nextLine === undefined) return { codes };
  const start = behindBreak(text, endOfLine(text, token.end));
  return { codes, line: { start, end: endOfLine(text, start) } };
}

function behindBreak(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}
