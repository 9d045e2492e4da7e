import type { TextSpan } from "../../protocol/errors";

export type CompletionKind =
  "column" | "relation" | "cte" | "alias" | "function" | "keyword" | "operator" | "value" | "type" | "parameter" | "snippet" | "directive";

/** Something that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is written. With `snippet` it has places to fill in: `count(${1})`, `$0`. */
  readonly text: string;
  readonly snippet?: boolean;
  /** Behind the label, dim: what the value means, what the column is. */
  readonly description?: string;
  /** Markdown, made when the item is looked at: a list has hundreds of them, and is made at each letter. Empty for none. */
  readonly documentation?: () => string;
  /** What the letters typed are compared with; the label where it is absent. */
  readonly filter?: string;
  /** What is changed before it in the same line of thought: `srcaddr = ` becomes `ip_in(srcaddr, `. Offsets into the text as it is. */
  readonly also?: readonly { readonly span: TextSpan; readonly text: string }[];
  /** Lower stands higher; equal ones keep their order. */
  readonly group: number;
  /** What is to be written next is known as well: ask again as soon as this is in. */
  readonly again?: boolean;
}

export interface CompletionList {
  /** What is written already of it, up to the cursor. */
  readonly insert: TextSpan;
  /** The same up to the end of the word that the cursor stands in. */
  readonly replace: TextSpan;
  readonly items: readonly Completion[];
  /** The statement cannot end here: what is proposed may open by itself, and Enter may take it. */
  readonly unfinished: boolean;
}

/** What stands in the order of a list, first to last. */
export const groups = {
  expected: 0,
  values: 1,
  columns: 2,
  aliases: 3,
  operators: 4,
  ownFunctions: 5,
  keywords: 6,
  functions: 7,
  snippets: 8,
} as const;
