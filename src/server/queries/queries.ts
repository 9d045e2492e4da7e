import { randomUUID } from "node:crypto";
import type { AggregatedResult, AggregateParams, ColumnProfile, PointsParams, PointsResult, ProfileParams } from "../../protocol/chart";
import { FlowLogError } from "../../protocol/errors";
import type {
  ArrangeParams,
  Arrangement,
  Cell,
  CellParams,
  CopiedText,
  CopyParams,
  ExportParams,
  ExportReport,
  FindParams,
  FoundCell,
  QueryProgress,
  ResultPage,
  ResultSummary,
  RowsParams,
  RunQueryParams,
  SelectionParams,
  SelectionSums,
} from "../../protocol/query";
import type { QuerySession, ResultEngine, RunOutcome, Selection, StatementToCheck, StoredResult } from "../engines/resultEngine";
import { check, checkAggregation, checkPoints, checkShift } from "./aggregationChecks";
import { HeldResult } from "./heldResult";

export interface QueriesOptions {
  /** Rows that a result may have; the default is 50,000,000. */
  readonly resultRowLimit?: number;
  /** Called when a statement has made or dropped something of the user's own. */
  readonly onDefinitionsChanged?: () => void;
}

const defaultRowLimit = 50_000_000;
const longestPage = 2000;
const clipboardBytes = 20 * 1024 * 1024;

interface Owner {
  readonly session: Promise<QuerySession>;
  readonly resultIds: Set<string>;
}

/** Runs statements for their owners and keeps the results by id, until they are disposed of. */
export class Queries {
  private readonly owners = new Map<string, Owner>();
  private readonly results = new Map<string, HeldResult>();
  private readonly closing = new AbortController();
  private readonly working = new Set<Promise<unknown>>();
  private readonly rowLimit: number;
  private readonly onDefinitionsChanged: () => void;
  /** Ids of another process, or of this one before it was restarted, name nothing here. */
  private readonly prefix = randomUUID();
  private made = 0;

  constructor(
    private readonly engine: ResultEngine,
    options: QueriesOptions = {},
  ) {
    this.rowLimit = options.resultRowLimit ?? defaultRowLimit;
    this.onDefinitionsChanged = options.onDefinitionsChanged ?? (() => undefined);
  }

  async run(params: RunQueryParams, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<ResultSummary> {
    const { sql, parameters = {}, shiftSeconds } = params;
    if (shiftSeconds !== undefined) checkShift(shiftSeconds);
    const session = await this.owner(params.ownerId).session;
    const statement = { sql, parameters, rowLimit: this.rowLimit, ...(shiftSeconds === undefined ? {} : { shiftSeconds }) };
    const outcome = await session.run(statement, signal, report);
    if (outcome.gave.kind === "done") this.onDefinitionsChanged();
    return this.summary(params.ownerId, outcome);
  }

  /** Looks at the statements of a text without running them: see `ResultEngine.check`. */
  async check(
    statements: readonly StatementToCheck[],
    signal: AbortSignal,
    report: (index: number, problem: FlowLogError | undefined) => void,
  ): Promise<void> {
    await this.untilClosed(signal, (either) => this.engine.check(statements, either, report));
  }

  async arrange(params: ArrangeParams, signal: AbortSignal): Promise<Arrangement> {
    return this.result(params.resultId).arrange(params.sort, params.filters, signal);
  }

  async rows(params: RowsParams, signal: AbortSignal): Promise<ResultPage> {
    const view = this.view(params);
    check(isIndex(params.start) && isIndex(params.count) && params.count <= longestPage, `A page has at most ${longestPage} rows.`);
    const columns = params.columns ?? view.columns.map((_column, index) => index);
    checkColumns(view, columns);
    return view.rows(params.start, params.count, columns, signal);
  }

  async cell(params: CellParams, signal: AbortSignal): Promise<{ readonly value: Cell }> {
    const view = this.view(params);
    checkColumns(view, [params.column]);
    checkRow(view, params.row);
    return { value: await view.cell(params.row, params.column, signal) };
  }

  async copy(params: CopyParams, signal: AbortSignal): Promise<CopiedText> {
    const view = this.view(params);
    return view.copy(selectionIn(view, params), params.format, clipboardBytes, signal);
  }

  async sums(params: SelectionParams, signal: AbortSignal): Promise<SelectionSums> {
    const view = this.view(params);
    return view.sums(selectionIn(view, params), signal);
  }

  async find(params: FindParams, signal: AbortSignal): Promise<FoundCell | null> {
    const view = this.view(params);
    checkColumns(view, params.columns);
    check(Number.isInteger(params.from.row) && Number.isInteger(params.from.column), "A search begins at a cell.");
    return params.text === "" ? null : view.find(params, signal);
  }

  async aggregate(params: AggregateParams, signal: AbortSignal): Promise<AggregatedResult> {
    const view = this.view(params);
    checkAggregation(params.aggregation, (column) => checkColumns(view, [column]));
    return this.untilClosed(signal, (either) => view.aggregate(params.aggregation, either));
  }

  async points(params: PointsParams, signal: AbortSignal): Promise<PointsResult> {
    const view = this.view(params);
    checkPoints(params, (column) => checkColumns(view, [column]));
    return this.untilClosed(signal, (either) => view.points(params, either));
  }

  async profile(params: ProfileParams, signal: AbortSignal): Promise<ColumnProfile> {
    const view = this.view(params);
    checkColumns(view, [params.column]);
    return this.untilClosed(signal, (either) => view.profile(params.column, either));
  }

  async export(params: ExportParams, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<ExportReport> {
    const view = this.view(params);
    const columns = params.columns ?? view.columns.map((_column, index) => index);
    checkColumns(view, columns);
    check(columns.length > 0, "There is no column to save.");
    return { path: params.path, ...(await view.export({ path: params.path, format: params.format, columns }, signal, report)) };
  }

  async disposeResult(resultId: string): Promise<void> {
    const result = this.result(resultId);
    this.results.delete(resultId);
    for (const owner of this.owners.values()) owner.resultIds.delete(resultId);
    await result.drop();
  }

  /** An owner that ran nothing has nothing to drop. */
  async disposeOwner(ownerId: string): Promise<void> {
    const owner = this.owners.get(ownerId);
    if (owner === undefined) return;
    this.owners.delete(ownerId);
    const session = await owner.session.catch(() => undefined);
    await session?.close();
    for (const resultId of owner.resultIds) {
      const result = this.results.get(resultId);
      this.results.delete(resultId);
      await result?.drop();
    }
  }

  /** Stops what runs and drops everything. */
  async dispose(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.owners.keys()].map((ownerId) => this.disposeOwner(ownerId)));
    await Promise.allSettled(this.working);
    this.engine.dispose();
  }

  /** What may take long beside the statements is stopped with them, and waited for before the engine goes. */
  private async untilClosed<T>(signal: AbortSignal, work: (either: AbortSignal) => Promise<T>): Promise<T> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    either.throwIfAborted();
    const working = work(either);
    this.working.add(working);
    return working.finally(() => this.working.delete(working));
  }

  private owner(ownerId: string): Owner {
    const known = this.owners.get(ownerId);
    if (known !== undefined) return known;
    const owner = { session: this.engine.openSession(), resultIds: new Set<string>() };
    this.owners.set(ownerId, owner);
    owner.session.catch(() => this.owners.delete(ownerId));
    return owner;
  }

  private async summary(ownerId: string, { gave, elapsedMs }: RunOutcome): Promise<ResultSummary> {
    const resultId = `${this.prefix}-${++this.made}`;
    if (gave.kind === "done") return { resultId, kind: "done", message: gave.message, columns: [], rowCount: 0, elapsedMs };
    const { result, cut } = gave;
    const owner = this.owners.get(ownerId);
    if (owner === undefined) {
      await result.drop();
      throw new FlowLogError({ kind: "gone" }, "This query was closed while it ran.");
    }
    owner.resultIds.add(resultId);
    this.results.set(resultId, new HeldResult(resultId, result));
    const columns = result.columns.map(({ name, type, meaning }) => ({ name, type, meaning }));
    return { resultId, kind: "rows", columns, rowCount: result.rowCount, ...(cut ? { cut: this.cut() } : {}), elapsedMs };
  }

  private cut(): { readonly rows: number; readonly sentence: string } {
    const rows = this.rowLimit;
    const sentence = `Only the first ${rows.toLocaleString("en-US")} rows are here: a result may have no more. Narrow the query, or aggregate in it.`;
    return { rows, sentence };
  }

  private result(resultId: string): HeldResult {
    const result = this.results.get(resultId);
    if (result === undefined) throw new FlowLogError({ kind: "gone" }, "This result is gone: run the statement again.");
    return result;
  }

  private view({ resultId, viewId }: { readonly resultId: string; readonly viewId?: string }): StoredResult {
    return this.result(resultId).view(viewId);
  }
}

function selectionIn(view: StoredResult, { startRow, endRow, columns }: SelectionParams): Selection {
  checkColumns(view, columns);
  check(columns.length > 0 && startRow <= endRow, "Nothing is selected.");
  checkRow(view, startRow);
  checkRow(view, endRow);
  return { startRow, endRow, columns };
}

function checkColumns(view: StoredResult, columns: readonly number[]): void {
  for (const column of columns) check(isIndex(column) && column < view.columns.length, `The result has no column ${column}.`);
}

function checkRow(view: StoredResult, row: number): void {
  check(isIndex(row) && row < view.rowCount, `The result has no row ${row}.`);
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
