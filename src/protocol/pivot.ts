import { RequestType } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";
import type { Cell, ResultColumn } from "./query";

/** From a value to the next question: conditions put into a statement, statements about a value, and the panel about one. */

/** A condition on a column of a result, by the column's name. Times are ISO 8601 UTC. */
export type NarrowTerm =
  | { readonly column: string; readonly op: "in" | "notIn"; readonly values: readonly Cell[] }
  /** From `from` on, and before `to`. */
  | { readonly column: string; readonly op: "range"; readonly from: Cell; readonly to: Cell };

export interface NarrowParams {
  /** Exactly one statement that reads. */
  readonly sql: string;
  readonly columns: readonly Pick<ResultColumn, "name" | "type">[];
  readonly terms: readonly NarrowTerm[];
  readonly mode: "add" | "replace";
}

export interface NarrowedStatement {
  readonly sql: string;
  /** Where the conditions stand now: among those of the rows read, of the groups, or around the whole statement. */
  readonly how: "where" | "having" | "around";
}

/** What can be asked about. */
export type PivotSubject =
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "port"; readonly port: number; readonly protocol?: number }
  | { readonly kind: "interface"; readonly id: string }
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "instance"; readonly id: string };

export interface PivotStatementParams {
  readonly question: "source" | "destination" | "either" | "conversation" | "around";
  readonly subject: PivotSubject;
  readonly row: Readonly<Record<string, Cell>>;
}

/** Puts conditions into a statement. Values become literals in one place and are never spliced. */
export const NarrowSql = new RequestType<NarrowParams, NarrowedStatement, ErrorData>("flowlog/pivot/narrow");
/** A statement about a value, with `-- @name`. */
export const PivotStatement = new RequestType<PivotStatementParams, { readonly sql: string }, ErrorData>("flowlog/pivot/statement");
