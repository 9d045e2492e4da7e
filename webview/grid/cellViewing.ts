import { failureOf, type Failure } from "../failure";
import { CellViewer } from "./cellViewer";
import { headerRow } from "./gridSelection";
import type { ResultData } from "./resultData";
import type { ResultGrid } from "./resultGrid";

/** Keeps the pane with a whole value at the active cell while it is open. */
export class CellViewing {
  readonly viewer: CellViewer;
  private asked = new AbortController();

  constructor(
    private readonly data: ResultData,
    private readonly grid: () => ResultGrid | undefined,
    copy: (text: string) => void,
    private readonly failed: (failure: Failure) => void,
  ) {
    this.viewer = new CellViewer({
      copy,
      closed: () => {
        this.asked.abort();
        this.grid()?.focus();
      },
    });
  }

  open(): void {
    void this.show();
    this.viewer.focus();
  }

  selectionChanged(): void {
    if (this.viewer.isOpen) void this.show();
  }

  dispose(): void {
    this.asked.abort();
  }

  private async show(): Promise<void> {
    const grid = this.grid();
    const active = grid?.selection.active;
    const column = grid?.visible[active?.column ?? 0];
    const meta = column === undefined ? undefined : this.data.summary.columns[column];
    if (active === undefined || column === undefined || meta === undefined || active.row === headerRow) return;
    this.asked.abort();
    const asked = new AbortController();
    this.asked = asked;
    const wasOpen = this.viewer.isOpen;
    this.viewer.open(meta, active.row);
    // The pane takes its room from the grid: the cell that it shows must not be what it covers.
    if (!wasOpen) {
      grid?.resize();
      grid?.reveal(active);
    }
    try {
      const cell = await this.data.wholeCell(active.row, column, asked.signal);
      this.viewer.show(cell, meta);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "cancelled") return;
      if (failure.kind === "gone") this.failed(failure);
      else this.viewer.fail(failure.sentence);
    }
  }
}
