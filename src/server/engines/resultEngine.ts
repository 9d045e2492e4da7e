import type { Disposable } from "../../base/disposable";
import type { AggregatedResult, Aggregation, ColumnProfile, PointsParams, PointsResult } from "../../protocol/chart";
import type { FlowLogError } from "../../protocol/errors";
import type {
  Cell,
  ColumnFilter,
  CopiedText,
  CopyFormat,
  ExportFormat,
  FoundCell,
  QueryProgress,
  ResultColumn,
  ResultPage,
  SelectionSums,
  SortKey,
} from "../../protocol/query";

/**
 * The contract of the engines shelf, query side: who answers SQL. (Where rows live is the other side: `engine.ts`.) Every method
 * rejects with a `FlowLogError` for what a user can do something about, and with the signal's reason once that is aborted.
 */
export interface ResultEngine extends Disposable {
  /** A session sees its own temporary tables and runs one statement after the other; sessions run side by side. */
  openSession(): Promise<QuerySession>;
  /**
   * Looks at the statements of one text without running them, apart from everything that runs.
   *
   * @param statements In their order: what one of them creates, those behind it may read.
   * @param report Told, for each that is wanted, what a run would fail with before its first row; `undefined` for none.
   */
  check(
    statements: readonly StatementToCheck[],
    signal: AbortSignal,
    report: (index: number, problem: FlowLogError | undefined) => void,
  ): Promise<void>;
}

export interface StatementToCheck {
  readonly sql: string;
  /** False: what it creates counts, but whether it is right is known or nobody asks. */
  readonly wanted: boolean;
}

export interface QuerySession {
  /** Runs exactly one statement, after those that were given to this session before. */
  run(statement: StatementToRun, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<RunOutcome>;
  /** Stops what runs and drops the temporary tables. Results stay. */
  close(): Promise<void>;
}

export interface StatementToRun {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Rows that the result may have; the rest is cut off. */
  readonly rowLimit: number;
  /** Runs it as if all flows had happened so many seconds later. `invalidRequest` where it reads no relation of flows. */
  readonly shiftSeconds?: number;
}

export interface ParameterValue {
  /** A type of the engine, as a user wrote it. */
  readonly type: string;
  /** Cast to the type by the engine; `null` is NULL. */
  readonly text: string | null;
}

export interface RunOutcome {
  /** From when it began to run: waiting for its turn does not count. */
  readonly elapsedMs: number;
  readonly gave: GivenMessage | GivenRows;
}

/** A statement without rows: what it did, as a sentence. */
export interface GivenMessage {
  readonly kind: "done";
  readonly message: string;
}

export interface GivenRows {
  readonly kind: "rows";
  readonly result: StoredResult;
  /** There were more rows than the limit. */
  readonly cut: boolean;
}

/** Rows `startRow` to `endRow` inclusive, of the columns named, in that order. */
export interface Selection {
  readonly startRow: number;
  readonly endRow: number;
  readonly columns: readonly number[];
}

/** A result that the engine keeps, in its order, until it is dropped. Rows and columns are counted from 0. */
export interface StoredResult {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  rows(start: number, count: number, columns: readonly number[], signal: AbortSignal): Promise<ResultPage>;
  /** The whole value. The row exists. */
  cell(row: number, column: number, signal: AbortSignal): Promise<Cell>;
  /** A reading of the whole result of its own. Rows that sort alike keep their order; NULL comes last, whichever way it is sorted. */
  arrange(sort: readonly SortKey[], filters: readonly ColumnFilter[], signal: AbortSignal): Promise<StoredResult>;
  /** At most `limitBytes` of text. */
  copy(selection: Selection, format: CopyFormat, limitBytes: number, signal: AbortSignal): Promise<CopiedText>;
  sums(selection: Selection, signal: AbortSignal): Promise<SelectionSums>;
  /** The next match behind `from`, or before it, row by row and in the order of `columns`; wraps around. */
  find(search: Search, signal: AbortSignal): Promise<FoundCell | null>;
  /** Groups of all rows. */
  aggregate(aggregation: Aggregation, signal: AbortSignal): Promise<AggregatedResult>;
  points(request: PointsRequest, signal: AbortSignal): Promise<PointsResult>;
  profile(column: number, signal: AbortSignal): Promise<ColumnProfile>;
  /** Writes a whole file or none: an existing one is replaced at the very end. */
  export(destination: Destination, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<ExportedFile>;
  /** Frees its rows. Nothing else may be asked of it afterwards. */
  drop(): Promise<void>;
}

/** What is asked of the rows as points. */
export type PointsRequest = Omit<PointsParams, "resultId" | "viewId">;

export interface Search {
  /** Part of a cell's text, in any case. */
  readonly text: string;
  readonly columns: readonly number[];
  readonly from: { readonly row: number; readonly column: number };
  readonly backwards: boolean;
}

export interface Destination {
  /** Absolute. */
  readonly path: string;
  readonly format: ExportFormat;
  readonly columns: readonly number[];
}

export interface ExportedFile {
  readonly rows: number;
  readonly bytes: number;
}
