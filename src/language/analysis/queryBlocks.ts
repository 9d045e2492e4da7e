import type { NamePart, SyntaxToken } from "./syntaxTokens";

export type ClauseKind =
  | "with"
  | "select"
  | "from"
  /** The condition of a join. */
  | "on"
  /** The columns of a join. */
  | "using"
  | "where"
  | "groupBy"
  | "having"
  | "qualify"
  | "window"
  | "orderBy"
  | "limit"
  | "values";

/** A clause from behind its keyword up to the next one. Offsets. */
export interface Clause {
  readonly kind: ClauseKind;
  /** Where its keyword begins. */
  readonly keyword: number;
  /** Behind its keyword. */
  readonly start: number;
  end: number;
}

export interface Cte {
  readonly name: NamePart;
  readonly columns: readonly NamePart[];
  readonly recursive: boolean;
  query?: QueryBlock;
}

/** Something that rows come from. */
export interface Source {
  readonly kind: "relation" | "function" | "query" | "file";
  /** Of a relation or a table function: `schema.name` has two. */
  readonly path: readonly NamePart[];
  readonly query?: QueryBlock;
  alias?: NamePart;
  columns: readonly NamePart[];
  readonly start: number;
  end: number;
}

/** One expression of a SELECT list. */
export interface SelectItem {
  readonly start: number;
  readonly end: number;
  /** Given by `AS name`, `name: …`, or a bare name behind the expression. */
  readonly alias?: NamePart;
  /** Its tokens without the alias. */
  readonly expression: readonly SyntaxToken[];
  /** Set where the whole expression is the name of a column: `t.name` has two parts. */
  readonly column?: readonly NamePart[];
  /** `*` or `t.*`, and what EXCLUDE leaves out, in lower case. */
  readonly star?: { readonly of?: NamePart; readonly excluded: ReadonlySet<string> };
}

/** One SELECT, or FROM-first query, with what is nested in it. */
export interface QueryBlock {
  readonly start: number;
  end: number;
  /** The block around it. */
  readonly parent?: QueryBlock;
  /** How it stands in its parent. */
  readonly role: "statement" | "cte" | "source" | "expression" | "operand";
  /** The first of the blocks that UNION and the like join; their common table expressions are those of this one. */
  readonly leader?: QueryBlock;
  readonly ctes: Cte[];
  readonly clauses: Clause[];
  readonly sources: Source[];
  items: readonly SelectItem[];
  /** Of a query in brackets that is an operand: what is in the brackets. */
  operand?: QueryBlock;
}
