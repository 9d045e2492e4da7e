import type { TextSpan } from "../../protocol/errors";
import type { AnalyzedText } from "../analysis/analyzedText";
import type { QueryBlock } from "../analysis/queryBlocks";
import type { SyntaxToken } from "../analysis/syntaxTokens";
import type { SqlToken } from "../statements/sqlTokens";

/** What a selection at an offset grows to, step by step: the token, its expression, the clause, the query, the statement. */
export function selectionSpans(analyzed: AnalyzedText, offset: number): TextSpan[] {
  const { text } = analyzed;
  const token = analyzed.tokenAt(offset);
  const spans = token === undefined ? [] : tokenSpans(text, token);
  const piece = analyzed.pieces.find((each) => (each.comments[0]?.start ?? each.from) <= offset && offset <= each.to);
  if (piece !== undefined) {
    const { tokens, blocks } = analyzed.syntaxOf(piece);
    const [start, end] = [tokens[0]?.start ?? offset, tokens.at(-1)?.end ?? offset];
    spans.push(...bracketSpans(tokens, offset), ...blocks.flatMap((block) => blockSpans(block)));
    spans.push({ start, end }, { start, end: text[piece.to] === ";" ? piece.to + 1 : end });
    spans.push({ start: piece.comments[0]?.start ?? start, end: text[piece.to] === ";" ? piece.to + 1 : end });
  }
  const around = spans.map((span) => trimmed(text, span)).filter(({ start, end }) => start < end && start <= offset && offset <= end);
  return growing(around);
}

function tokenSpans(text: string, token: SqlToken): TextSpan[] {
  const { kind, start, end } = token;
  const quoted = (kind === "string" || kind === "quotedName") && end - start > 2 && `'"`.includes(text.charAt(start));
  return quoted ? [{ start: start + 1, end: end - 1 }, token] : [token];
}

/** What stands in the brackets around an offset, without them and with them and the name before. */
function bracketSpans(tokens: readonly SyntaxToken[], offset: number): TextSpan[] {
  const found: TextSpan[] = [];
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (["(", "[", "{"].includes(token.says)) open.push(index);
    if (![")", "]", "}"].includes(token.says)) return;
    const from = open.pop();
    const bracket = from === undefined ? undefined : tokens[from];
    if (from === undefined || bracket === undefined || bracket.start > offset || offset > token.end) return;
    found.push({ start: bracket.end, end: token.start }, { start: bracket.start, end: token.end });
    const before = tokens[from - 1];
    if (before?.kind === "word" && before.end === bracket.start) found.push({ start: before.start, end: token.end });
  });
  return found;
}

function blockSpans({ start, end, items, sources, clauses, ctes }: QueryBlock): TextSpan[] {
  return [
    ...items,
    ...sources,
    ...clauses.map((clause) => ({ start: clause.start, end: clause.end })),
    ...clauses.map((clause) => ({ start: clause.keyword, end: clause.end })),
    ...ctes.map(({ name, query }) => ({ start: name.start, end: query === undefined ? name.end : query.end + 1 })),
    { start, end },
  ];
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan {
  const inside = text.slice(start, end);
  const lead = inside.length - inside.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, inside.trimEnd().length) };
}

/** The spans that hold all smaller ones, the smallest first. */
function growing(spans: readonly TextSpan[]): TextSpan[] {
  const found: TextSpan[] = [];
  for (const { start, end } of [...spans].sort((one, other) => one.end - one.start - (other.end - other.start))) {
    const last = found.at(-1);
    const larger = last === undefined || (start <= last.start && last.end <= end && end - start > last.end - last.start);
    if (larger) found.push({ start, end });
  }
  return found;
}
