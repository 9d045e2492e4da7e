import { ProfileColumn, type ColumnProfile } from "../../src/protocol/chart";
import type {
  SelectionParams,
  ColumnFilter,
  CopiedText,
  CopyFormat,
  FoundCell,
  ResultPage,
  ResultSummary,
  SelectionSums,
  SortKey,
  Cell,
} from "../../src/protocol/query";
import { SumSelection, ArrangeResult, CopySelection, FindInResult, GetCell, GetRows } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import type { Host } from "../host";
import { PageCache, type LoadedCell } from "./pageCache";

export interface ResultDataEvents {
  readonly loaded: (start: number, end: number) => void;
  readonly failed: (error: unknown) => void;
}

interface Arrangement {
  /** Absent as long as the rows are as the statement gave them. */
  readonly viewId: string | undefined;
  readonly rowCount: number;
  readonly sort: readonly SortKey[];
  readonly filters: readonly ColumnFilter[];
}

/** A result as the server has it: rows are fetched when they are looked at, and all work over the whole result is done there. */
export class ResultData {
  private cache: PageCache;
  private arrangement: Arrangement;
  private arranging = new AbortController();

  constructor(
    private readonly host: Host,
    readonly summary: ResultSummary,
    private readonly events: ResultDataEvents,
  ) {
    this.arrangement = { viewId: undefined, rowCount: summary.rowCount, sort: [], filters: [] };
    this.cache = this.emptyCache();
  }

  /** Rows that are left after filtering. */
  get rowCount(): number {
    return this.arrangement.rowCount;
  }

  get viewId(): string | undefined {
    return this.arrangement.viewId;
  }

  /** How the rows are sorted and filtered now. */
  get order(): Pick<GridViewState, "sort" | "filters"> {
    const { sort, filters } = this.arrangement;
    return { sort, filters };
  }

  /** What requests about the rows as they are arranged now carry. */
  get names(): { readonly resultId: string; readonly viewId?: string } {
    const { viewId } = this.arrangement;
    return { resultId: this.summary.resultId, ...(viewId === undefined ? {} : { viewId }) };
  }

  /** Sorts and filters the whole result. The rows are other ones afterwards. An order that was still being made is given up. */
  async arrange(sort: readonly SortKey[], filters: readonly ColumnFilter[]): Promise<void> {
    this.arranging.abort();
    const { signal } = (this.arranging = new AbortController());
    const { viewId, rowCount } = await this.host.request(ArrangeResult, { resultId: this.summary.resultId, sort, filters }, signal);
    this.arrangement = { viewId, rowCount, sort, filters };
    this.cache.dispose();
    this.cache = this.emptyCache();
  }

  /** Cells from both ends, column by column, so that columns can be as wide as they need before anything is shown. */
  async sampleCells(count: number): Promise<readonly (readonly Cell[])[]> {
    const { signal } = new AbortController();
    const first = Math.min(count, this.rowCount);
    const last = Math.min(count, this.rowCount - first);
    const ends = [this.fetch(0, first, signal), ...(last === 0 ? [] : [this.fetch(this.rowCount - last, last, signal)])];
    const pages = await Promise.all(ends);
    return this.summary.columns.map((_, column) => pages.flatMap((page) => page.cells[column] ?? []));
  }

  want(firstRow: number, lastRow: number): void {
    this.cache.want(firstRow, lastRow);
  }

  retry(): void {
    this.cache.retry();
  }

  has(row: number): boolean {
    return this.cache.has(row);
  }

  cell(row: number, column: number): LoadedCell | undefined {
    return this.cache.cell(row, column);
  }

  /** All cells of a row, column by column; long texts are cut. */
  async row(row: number): Promise<readonly Cell[]> {
    const columns = [...this.summary.columns.keys()];
    if (this.has(row)) return columns.map((column) => this.cell(row, column)?.value ?? null);
    const { cells } = await this.fetch(row, 1, new AbortController().signal);
    return columns.map((column) => cells[column]?.[0] ?? null);
  }

  /** A cell with all of its text. */
  async wholeCell(row: number, column: number, signal?: AbortSignal): Promise<Cell> {
    const loaded = this.cell(row, column);
    if (loaded !== undefined && !loaded.cut) return loaded.value;
    return (await this.host.request(GetCell, { ...this.names, row, column }, signal)).value;
  }

  copy(selection: Omit<SelectionParams, "resultId" | "viewId">, format: CopyFormat): Promise<CopiedText> {
    return this.host.request(CopySelection, { ...this.names, ...selection, format });
  }

  sums(selection: Omit<SelectionParams, "resultId" | "viewId">, signal: AbortSignal): Promise<SelectionSums> {
    return this.host.request(SumSelection, { ...this.names, ...selection }, signal);
  }

  find(
    text: string,
    columns: readonly number[],
    from: { readonly row: number; readonly column: number },
    backwards: boolean,
    signal: AbortSignal,
  ): Promise<FoundCell | null> {
    return this.host.request(FindInResult, { ...this.names, text, columns, from, backwards }, signal);
  }

  /** What a column's values are like, over the rows that are left after filtering. */
  profile(column: number, signal: AbortSignal): Promise<ColumnProfile> {
    return this.host.request(ProfileColumn, { ...this.names, column }, signal);
  }

  dispose(): void {
    this.arranging.abort();
    this.cache.dispose();
  }

  private fetch(start: number, count: number, signal: AbortSignal): Promise<ResultPage> {
    return this.host.request(GetRows, { ...this.names, start, count }, signal);
  }

  private emptyCache(): PageCache {
    // About as many cells to a page however wide the result is.
    const blockRows = Math.max(50, Math.min(200, Math.floor(20_000 / Math.max(1, this.summary.columns.length))));
    return new PageCache({
      rowCount: this.rowCount,
      blockRows,
      maxBlocks: 40,
      maxRequests: 3,
      fetch: (start, count, signal) => this.fetch(start, count, signal),
      loaded: this.events.loaded,
      failed: this.events.failed,
    });
  }
}
