import type { Cell, ResultPage } from "../../src/protocol/query";

export interface PageCacheOptions {
  readonly rowCount: number;
  readonly blockRows: number;
  /** Blocks kept; the one that was not looked at for longest goes first. */
  readonly maxBlocks: number;
  /** Requests under way at the same time. */
  readonly maxRequests: number;
  readonly fetch: (start: number, count: number, signal: AbortSignal) => Promise<ResultPage>;
  /** Rows `start` to `end` (inclusive) can be shown now. */
  readonly loaded: (start: number, end: number) => void;
  readonly failed: (error: unknown) => void;
}

/** A cell that is here. */
export interface LoadedCell {
  readonly value: Cell;
  /** Only the beginning of a long text. */
  readonly cut: boolean;
}

interface Block {
  readonly page: ResultPage;
  readonly cut: ReadonlySet<string>;
}

/** Rows of a result around the place that is looked at. Requests for rows that were scrolled past are cancelled. */
export class PageCache {
  /** In the order of use, the latest last. */
  private readonly blocks = new Map<number, Block>();
  private readonly requests = new Map<number, AbortController>();
  private readonly broken = new Set<number>();
  private wanted: readonly number[] = [];
  private disposed = false;

  constructor(private readonly options: PageCacheOptions) {}

  /** Undefined while the row is not here. */
  cell(row: number, column: number): LoadedCell | undefined {
    const index = Math.floor(row / this.options.blockRows);
    const block = this.blocks.get(index);
    const at = row - index * this.options.blockRows;
    const value = block?.page.cells[column]?.[at];
    return block === undefined || value === undefined ? undefined : { value, cut: block.cut.has(cutKey(column, at)) };
  }

  has(row: number): boolean {
    return this.blocks.has(Math.floor(row / this.options.blockRows));
  }

  /** Says which rows are on the screen. Fetches what is missing of them, nearest first, and then a little around them. */
  want(firstRow: number, lastRow: number): void {
    const { blockRows, rowCount } = this.options;
    if (rowCount === 0 || this.disposed) return;
    const lastBlock = Math.floor((rowCount - 1) / blockRows);
    const block = (row: number): number => Math.max(0, Math.min(lastBlock, Math.floor(row / blockRows)));
    const first = block(firstRow);
    const last = block(lastRow);
    const margin = Math.floor(blockRows / 4);
    const wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (const near of [block(lastRow + margin), block(firstRow - margin)]) if (!wanted.includes(near)) wanted.push(near);
    this.wanted = wanted;
    for (const index of wanted) this.touch(index);
    for (const [index, request] of this.requests) if (!wanted.includes(index)) request.abort();
    this.pump();
  }

  /** Tries again what failed. */
  retry(): void {
    this.broken.clear();
    this.pump();
  }

  dispose(): void {
    this.disposed = true;
    for (const request of this.requests.values()) request.abort();
    this.blocks.clear();
  }

  private pump(): void {
    for (const index of this.wanted) {
      if (this.running() >= this.options.maxRequests) return;
      if (this.blocks.has(index) || this.broken.has(index) || this.requests.get(index)?.signal.aborted === false) continue;
      void this.load(index);
    }
  }

  private running(): number {
    return [...this.requests.values()].filter((request) => !request.signal.aborted).length;
  }

  private async load(index: number): Promise<void> {
    const { blockRows, rowCount } = this.options;
    const start = index * blockRows;
    const count = Math.min(blockRows, rowCount - start);
    const request = new AbortController();
    this.requests.set(index, request);
    try {
      const page = await this.options.fetch(start, count, request.signal);
      if (this.disposed || request.signal.aborted) return;
      this.keep(index, page);
      this.options.loaded(start, start + count - 1);
    } catch (error) {
      if (this.disposed || request.signal.aborted) return;
      this.broken.add(index);
      this.options.failed(error);
    } finally {
      if (this.requests.get(index) === request) this.requests.delete(index);
      if (!this.disposed) this.pump();
    }
  }

  private keep(index: number, page: ResultPage): void {
    this.blocks.set(index, { page, cut: new Set(page.cut.map(([column, row]) => cutKey(column, row))) });
    for (const old of this.blocks.keys()) {
      if (this.blocks.size <= this.options.maxBlocks) return;
      if (!this.wanted.includes(old)) this.blocks.delete(old);
    }
  }

  private touch(index: number): void {
    const block = this.blocks.get(index);
    if (block === undefined) return;
    this.blocks.delete(index);
    this.blocks.set(index, block);
  }
}

function cutKey(column: number, row: number): string {
  return `${column}:${row}`;
}
