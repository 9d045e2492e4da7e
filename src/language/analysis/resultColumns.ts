import type { QueryBlock } from "./queryBlocks";
import { same, type Scope, type ScopeColumn } from "./scope";
import type { StatementSyntax } from "./statementSyntax";

/** The columns that a statement gives, as far as they can be told. */
export interface ResultColumns {
  readonly columns: readonly ScopeColumn[];
  /** There are no others, and no two have the same name: what is not among them does not exist. */
  readonly complete: boolean;
}

export function resultColumns({ tokens, blocks }: StatementSyntax, scope: Scope): ResultColumns {
  const query = blocks.find(({ role }) => role === "statement");
  if (query === undefined) return { columns: [], complete: false };
  const columns = scope.outputOf(query).filter(({ name }) => name !== "");
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const reshaped = tokens.some(({ says }) => reshapingWords.has(says));
  const complete = !reshaped && columns.length > 0 && names.size === columns.length && knowsOutput(scope, query);
  return { columns, complete };
}

export function columnNamed({ columns }: ResultColumns, name: string): ScopeColumn | undefined {
  return columns.find((column) => same(column.name, name));
}

/** Whether every column that a query gives is known with its name. */
export function knowsOutput(scope: Scope, query: QueryBlock, depth = 0): boolean {
  // A recursive query meets itself.
  if (depth > 20 || query.clauses.some(({ kind }) => kind === "values")) return false;
  if (query.operand !== undefined) return knowsOutput(scope, query.operand, depth + 1);
  const named = query.items.every(({ alias, column, star, expression }) => {
    return alias !== undefined || column !== undefined || (star !== undefined && expression.length <= 3);
  });
  return (
    named &&
    scope.sourcesOf(query).every(({ relation, cte, source }) => {
      const inner = cte?.query ?? source.query;
      return relation !== undefined || source.columns.length > 0 || (inner !== undefined && knowsOutput(scope, inner, depth + 1));
    })
  );
}

/** These make columns out of values, or of nothing that can be read here. */
export const reshapingWords: ReadonlySet<string> = new Set([
  "PIVOT",
  "PIVOT_WIDER",
  "UNPIVOT",
  "PIVOT_LONGER",
  "SUMMARIZE",
  "DESCRIBE",
  "SHOW",
  "COLUMNS",
  "UNNEST",
]);
