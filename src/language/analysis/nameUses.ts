import type { TextSpan } from "../../protocol/errors";
import type { ClauseKind, QueryBlock } from "./queryBlocks";
import { type StatementSyntax, blockAt, clauseAt } from "./statementSyntax";
import { isName, type NamePart, namePart } from "./syntaxTokens";

/** A name where an expression may name a column: what it means, if anything, the scope of its block says. */
export interface NameUse extends TextSpan {
  readonly path: readonly NamePart[];
  readonly block: QueryBlock;
  /** The clause of the block in which it stands. */
  readonly clause: ClauseKind;
  /** Index of its first token in the statement. */
  readonly index: number;
}

/** The names in the expressions of a statement. Functions, aliases that AS gives, and what FROM reads are none of them. */
export function readNameUses(text: string, syntax: StatementSyntax): NameUse[] {
  const { tokens } = syntax;
  const found: NameUse[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || !isName(token)) continue;
    const first = index;
    const path = [namePart(text, token)];
    while (tokens[index + 1]?.says === "." && isName(tokens[index + 2])) {
      const part = tokens[index + 2];
      if (part !== undefined) path.push(namePart(text, part));
      index += 2;
    }
    const before = tokens[first - 1]?.says;
    if (before === "." || before === "AS" || tokens[index + 1]?.says === "(") continue;
    const block = blockAt(syntax, token.start);
    const clause = block === undefined ? undefined : clauseAt(block, token.start)?.kind;
    if (block === undefined || clause === undefined || notExpressions.has(clause)) continue;
    found.push({ path, block, clause, index: first, start: token.start, end: tokens[index]?.end ?? token.end });
  }
  return found;
}

const notExpressions: ReadonlySet<ClauseKind> = new Set<ClauseKind>(["with", "from", "using"]);
