import { countText } from "../elements/countText";
import { failureOf, type Failure } from "../failure";
import { FindBox } from "./findBox";
import { headerRow, selectOne } from "./gridSelection";
import type { ResultData } from "./resultData";
import type { ResultGrid } from "./resultGrid";

/** Finds a text in the whole result and leads the grid from match to match. */
export class ResultSearch {
  readonly box = new FindBox({
    search: (text, backwards, fresh) => void this.search(text, backwards, fresh),
    closed: () => this.closed(),
  });
  private asked = new AbortController();

  constructor(
    private readonly data: ResultData,
    private readonly grid: () => ResultGrid | undefined,
    private readonly say: (sentence: string) => void,
    private readonly failed: (failure: Failure) => void,
  ) {}

  open(): void {
    this.box.open();
  }

  next(backwards: boolean): void {
    if (this.box.text === "") this.box.open();
    else this.box.search(backwards);
  }

  dispose(): void {
    this.asked.abort();
  }

  private async search(text: string, backwards: boolean, fresh: boolean): Promise<void> {
    const grid = this.grid();
    this.asked.abort();
    if (grid === undefined) return;
    this.mark(grid, text);
    this.box.showMatches(text === "" ? 0 : undefined);
    if (text === "" || this.data.rowCount === 0) {
      this.box.showMatches(0);
      return;
    }
    const asked = new AbortController();
    this.asked = asked;
    try {
      const found = await this.data.find(text, grid.visible, this.from(grid, fresh), backwards, asked.signal);
      this.box.showMatches(found?.matches ?? 0);
      if (found === null) {
        this.say(`No matches for ${text}`);
        return;
      }
      grid.select(selectOne({ row: found.row, column: grid.visible.indexOf(found.column) }));
      this.say(`Row ${countText(found.row + 1)}, ${this.data.summary.columns[found.column]?.name ?? ""}`);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== "cancelled") this.failed(failure);
    }
  }

  /** The search goes on behind the active cell; for a new text that cell counts as well, so it begins before it. */
  private from(grid: ResultGrid, fresh: boolean): { readonly row: number; readonly column: number } {
    const { row, column } = grid.selection.active;
    const columns = grid.visible;
    const last = columns.length - 1;
    const lastRow = this.data.rowCount - 1;
    if (row === headerRow) return { row: lastRow, column: columns[last] ?? 0 };
    if (!fresh) return { row, column: columns[column] ?? 0 };
    if (column > 0) return { row, column: columns[column - 1] ?? 0 };
    return { row: row > 0 ? row - 1 : lastRow, column: columns[last] ?? 0 };
  }

  private closed(): void {
    this.asked.abort();
    const grid = this.grid();
    if (grid === undefined) return;
    this.mark(grid, "");
    grid.focus();
  }

  private mark(grid: ResultGrid, text: string): void {
    const searched = text.toLowerCase();
    if (grid.searched === searched) return;
    grid.searched = searched;
    grid.redraw();
  }
}
