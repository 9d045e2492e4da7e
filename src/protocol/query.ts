import { ProgressType, RequestType } from "vscode-jsonrpc";
import type { WrittenChart } from "./chartSpec";
import type { ErrorData, TextSpan } from "./errors";

export interface ParameterDeclaration {
  /** Without the `$`. */
  readonly name: string;
  /** DuckDB type; `VARCHAR` where nothing declares another one. */
  readonly type: string;
  /** Text of the default, where a `-- @param` line gives one. */
  readonly defaultText?: string;
  /** A query from whose rows the value can be chosen, where a `-- @param … from …` line gives one. */
  readonly choicesSql?: string;
}

/** One statement of a `.flowsql` text. */
export interface StatementOutline {
  /** The statement itself, without leading comments and without its semicolon. */
  readonly span: TextSpan;
  /** The same for statements that differ only in white space, comments and the case of words. */
  readonly fingerprint: string;
  /** From `-- @name …` above it. */
  readonly name?: string;
  readonly parameters: readonly ParameterDeclaration[];
  /** From `-- @chart …` above it; the last line counts. */
  readonly chart?: WrittenChart;
}

export interface RunQueryParams {
  /** Whose temporary tables are seen: all runs of one owner share them. The document's URI, or any other id. */
  readonly ownerId: string;
  /** Exactly one statement. */
  readonly sql: string;
  /** Values by parameter name, as text; `null` is NULL. Bound with the declared type, never spliced. */
  readonly parameters?: Readonly<Record<string, { readonly type: string; readonly text: string | null }>>;
  /**
   * Runs the statement as if all flows had happened so many seconds later: the rows of an earlier period, at the times of this one.
   * Error: `invalidRequest` where the statement reads no relation of flows.
   */
  readonly shiftSeconds?: number;
  /** For `QueryProgress`. */
  readonly progressToken?: string;
}

export interface ExplainParams extends RunQueryParams {
  /** The first line of the text. */
  readonly title: string;
}

export interface ExplainedStatement {
  /** The plan as a tree of lines, with the share, time and rows of each step. */
  readonly text: string;
}

export interface QueryProgress {
  /** 0 to 100, absent while it cannot be told. */
  readonly percent?: number;
  readonly elapsedMs: number;
}

/** What a column's values are, so that they can be shown and used as what they are. */
export type ColumnMeaning =
  | "text"
  | "boolean"
  | "integer"
  | "decimal"
  | "time"
  | "date"
  | "interval"
  | "nested"
  | "blob"
  | "address"
  | "port"
  | "protocol"
  | "bytes"
  | "packets"
  | "tcpFlags"
  | "action"
  | "object";

export interface ResultColumn {
  readonly name: string;
  /** As DuckDB spells it: `UBIGINT`. */
  readonly type: string;
  readonly meaning: ColumnMeaning;
}

/** A result without its cells. It lives in the server until it is disposed of or the server ends. */
export interface ResultSummary {
  readonly resultId: string;
  /** `done`: a statement without rows (CREATE VIEW, DROP …); `message` says what it did. */
  readonly kind: "rows" | "done";
  readonly message?: string;
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** Set where the result was cut: the budget in rows and a sentence that says so. */
  readonly cut?: { readonly rows: number; readonly sentence: string };
  readonly elapsedMs: number;
}

/**
 * A cell on the wire. INTEGER and smaller, and DOUBLE, are numbers; every wider integer and DECIMAL is a string of digits;
 * TIMESTAMP is ISO 8601 UTC (`2026-03-14T15:00:02Z`); nested values are JSON text. Non-finite doubles are strings.
 */
export type Cell = string | number | boolean | null;

export interface SortKey {
  readonly column: number;
  readonly descending: boolean;
}

/**
 * A condition on one column. `contains` is case-insensitive on the cell's text; the comparisons take text that is cast to the
 * column's type; `in` takes several.
 */
export type ColumnFilter = {
  readonly column: number;
  /** Another column of the same type: the condition has to hold of either of both; one that leaves out (`!=`, `notIn`, `isNotNull`), of both. */
  readonly orColumn?: number;
} & (
  | { readonly op: "contains" | "=" | "!=" | "<" | "<=" | ">" | ">="; readonly text: string }
  | { readonly op: "in" | "notIn"; readonly texts: readonly string[] }
  | { readonly op: "isNull" | "isNotNull" }
);

/** Of two columns such a filter has to hold of both, and any other of one of them. */
export function leavesOut({ op }: Pick<ColumnFilter, "op">): boolean {
  return op === "!=" || op === "notIn" || op === "isNotNull";
}

export interface ArrangeParams {
  readonly resultId: string;
  readonly sort: readonly SortKey[];
  readonly filters: readonly ColumnFilter[];
}

/** A sorted and filtered reading of a whole result. Names the result itself when nothing is sorted or filtered. */
export interface Arrangement {
  readonly viewId: string;
  readonly rowCount: number;
}

/** Rows are counted in the arrangement, from 0. */
export interface RowsParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly start: number;
  /** At most 2,000. */
  readonly count: number;
  /** Indices of the columns wanted; absent: all. */
  readonly columns?: readonly number[];
}

export interface ResultPage {
  readonly start: number;
  /** `cells[c][r]`: column by column, in the order asked for. Text longer than 1,000 characters is cut. */
  readonly cells: readonly (readonly Cell[])[];
  /** `[c, r]` of the cells that were cut; `GetCell` has them whole. */
  readonly cut: readonly (readonly [number, number])[];
}

export interface CellParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly row: number;
  readonly column: number;
}

/** A rectangle: rows `startRow` to `endRow` inclusive, of the columns named in their order on the screen. */
export interface SelectionParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly startRow: number;
  readonly endRow: number;
  readonly columns: readonly number[];
}

export type CopyFormat = "tsv" | "tsvWithHeaders" | "csv" | "json" | "markdown" | "sqlInList";

export interface CopyParams extends SelectionParams {
  readonly format: CopyFormat;
}

export interface CopiedText {
  readonly text: string;
  /** Set where the selection was larger than the clipboard gets: 20 MiB. */
  readonly cut?: { readonly rows: number; readonly sentence: string };
}

/** Over the numeric cells of a selection; sums are exact, as digits. */
export interface SelectionSums {
  readonly cells: number;
  readonly nulls: number;
  readonly numbers: number;
  readonly sum?: string;
  readonly average?: number;
  readonly min?: string;
  readonly max?: string;
  readonly distinct: number;
}

export interface FindParams {
  readonly resultId: string;
  readonly viewId?: string;
  /** Case-insensitive, in the cell's text. */
  readonly text: string;
  /** In their order on the screen. */
  readonly columns: readonly number[];
  /** Begin behind (or, backwards, before) this cell; wraps around. `column` is an index into the result. */
  readonly from: { readonly row: number; readonly column: number };
  readonly backwards: boolean;
}

export interface FoundCell {
  readonly row: number;
  readonly column: number;
  /** Cells that match, in all. */
  readonly matches: number;
}

export type ExportFormat = "csv" | "json" | "ndjson" | "parquet";

export interface ExportParams {
  readonly resultId: string;
  readonly viewId?: string;
  readonly format: ExportFormat;
  /** Absolute; an existing file is replaced only when the export has succeeded. */
  readonly path: string;
  readonly columns?: readonly number[];
  readonly progressToken?: string;
}

export interface ExportReport {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export const queryProgress = new ProgressType<QueryProgress>();
/** Splits a text into its statements. Never fails: a broken statement is one as well. */
export const OutlineStatements = new RequestType<{ readonly text: string }, readonly StatementOutline[], ErrorData>(
  "flowlog/query/outline",
);
/** Cancelling interrupts the statement. Errors: `statementFailed` with the span in `sql`, `statementRefused`, `parameterMissing`. */
export const RunQuery = new RequestType<RunQueryParams, ResultSummary, ErrorData>("flowlog/query/run");
/** Runs a query for its plan. Fails as `RunQuery` does. */
export const ExplainStatement = new RequestType<ExplainParams, ExplainedStatement, ErrorData>("flowlog/query/explain");
export const ArrangeResult = new RequestType<ArrangeParams, Arrangement, ErrorData>("flowlog/query/arrange");
export const GetRows = new RequestType<RowsParams, ResultPage, ErrorData>("flowlog/query/rows");
export const GetCell = new RequestType<CellParams, { readonly value: Cell }, ErrorData>("flowlog/query/cell");
export const CopySelection = new RequestType<CopyParams, CopiedText, ErrorData>("flowlog/query/copy");
export const SumSelection = new RequestType<SelectionParams, SelectionSums, ErrorData>("flowlog/query/sums");
export const FindInResult = new RequestType<FindParams, FoundCell | null, ErrorData>("flowlog/query/find");
export const ExportResult = new RequestType<ExportParams, ExportReport, ErrorData>("flowlog/query/export");
export const DisposeResult = new RequestType<{ readonly resultId: string }, null, ErrorData>("flowlog/query/dispose");
/** Drops the temporary tables and all results of an owner. */
export const DisposeOwner = new RequestType<{ readonly ownerId: string }, null, ErrorData>("flowlog/query/disposeOwner");
