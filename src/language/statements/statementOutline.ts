import type { WrittenChart } from "../../protocol/chart";
import type { ParameterDeclaration, StatementOutline } from "../../protocol/query";
import { parseChartLine } from "../chart/chartLine";
import { defaultParameterType, type Directive, parseDirective } from "./directives";
import type { SqlToken } from "./sqlTokens";
import { statementFingerprint } from "./statementFingerprint";
import { statementPieces } from "./statementPieces";

/**
 * The statements of a text in order. Semicolons divide them; what is empty or only comments is none. A comment belongs to the
 * statement below it, unless it stands on the line on which the one above ends. `-- @param` lines above the first statement hold
 * for the whole text. Never fails: a statement that is broken or never ends is one as well.
 */
export function outlineStatements(text: string): StatementOutline[] {
  const shared = new Map<string, ParameterDeclaration>();
  return statementPieces(text).pieces.map(({ comments, tokens }, index) => {
    const written = comments.map((comment) => text.slice(comment.start, comment.end));
    const directives = written.flatMap((comment) => parseDirective(comment) ?? []);
    const declared = index === 0 ? shared : new Map(shared);
    for (const directive of directives) {
      if (directive.kind === "parameter") declared.set(directive.declaration.name.toLowerCase(), directive.declaration);
    }
    const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
    const name = nameAmong(directives);
    const chart = chartAmong(written);
    return {
      span,
      fingerprint: statementFingerprint(text, tokens),
      ...(name === undefined ? {} : { name }),
      parameters: parametersOf(text, tokens, declared),
      ...(chart === undefined ? {} : { chart }),
    };
  });
}

function nameAmong(directives: readonly Directive[]): string | undefined {
  return directives.findLast((directive) => directive.kind === "name")?.name;
}

function chartAmong(comments: readonly string[]): WrittenChart | undefined {
  return comments.flatMap((comment) => parseChartLine(comment) ?? []).at(-1)?.chart;
}

function parametersOf(
  text: string,
  tokens: readonly SqlToken[],
  declared: ReadonlyMap<string, ParameterDeclaration>,
): ParameterDeclaration[] {
  const found = new Map<string, ParameterDeclaration>();
  let unnamed = 0;
  for (const token of tokens) {
    if (token.kind !== "parameter") continue;
    const name = text[token.start] === "?" ? String(++unnamed) : text.slice(token.start + 1, token.end);
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, { ...(declared.get(key) ?? { type: defaultParameterType }), name });
  }
  return [...found.values()];
}
