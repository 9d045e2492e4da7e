import { comparisonBefore } from "../analysis/beforeValue";
import { type Scope, type ScopeColumn } from "../analysis/scope";
import type { QueryBlock } from "../analysis/queryBlocks";
import { columnPath } from "../analysis/selectItems";
import { blockAt, type StatementSyntax } from "../analysis/statementSyntax";
import type { NamePart, SyntaxToken } from "../analysis/syntaxTokens";

/** What a literal is compared with: the column that says what it means. */
export class ComparedColumns {
  constructor(
    private readonly text: string,
    private readonly syntax: StatementSyntax,
    private readonly scope: Scope,
  ) {}

  /** The column beside the literal that is the token of this number. */
  of(index: number): ScopeColumn | undefined {
    const { tokens } = this.syntax;
    const literal = tokens[index];
    const block = literal && blockAt(this.syntax, literal.start);
    if (block === undefined) return undefined;
    // Lists are seldom longer; and so a statement of any length costs the same for each of its literals.
    const before = tokens.slice(Math.max(0, index - nearTokens), index);
    return this.column(block, comparisonBefore(this.text, before)?.column ?? summed(this.text, before) ?? this.behind(index));
  }

  private column(block: QueryBlock, path: readonly NamePart[] | undefined): ScopeColumn | undefined {
    return path === undefined || path.length === 0 ? undefined : this.scope.resolve(block, path);
  }

  /** `443 = dstport`. */
  private behind(index: number): readonly NamePart[] | undefined {
    const { tokens } = this.syntax;
    let next = index + 1;
    while (comparing.has(tokens[next]?.says ?? "")) next++;
    if (next === index + 1) return undefined;
    const dotted = tokens[next + 1]?.says === ".";
    return columnPath(this.text, tokens.slice(next, next + (dotted ? 3 : 1)));
  }
}

const nearTokens = 500;
const comparing = new Set(["=", "<", ">", "!"]);

/** `sum(bytes) > `: what an aggregate of one column gives is of that column's kind. */
function summed(text: string, before: readonly SyntaxToken[]): readonly NamePart[] | undefined {
  let last = before.length - 1;
  while (comparing.has(before[last]?.says ?? "")) last--;
  if (last === before.length - 1 || before[last]?.says !== ")") return undefined;
  const opening = before.findLastIndex((token, index) => index < last && token.says === "(");
  const called = before[opening - 1]?.says ?? "";
  return keepsUnit.has(called) ? columnPath(text, before.slice(opening + 1, last)) : undefined;
}

const keepsUnit = new Set(["SUM", "MIN", "MAX", "AVG", "MEDIAN", "ANY_VALUE", "FIRST", "LAST", "MODE"]);
