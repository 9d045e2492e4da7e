import { element } from "../elements/element";
import type { ChartPane } from "./chartPane";
import type { ChartSurroundings } from "./chartSurroundings";

/** The place of a result's chart. What charts need is loaded when the first of them is looked at, not with the page. */
export class ChartDoor {
  readonly node = element("div", { class: "chart-door" });
  private loading: Promise<ChartPane> | undefined;
  private pane: ChartPane | undefined;
  private inFront = false;
  private wantsFocus = false;
  private disposed = false;

  constructor(private readonly surroundings: ChartSurroundings) {}

  /** Call when the node is seen. Rejects where charts cannot be loaded. */
  async open(): Promise<void> {
    this.inFront = true;
    this.loading ??= this.load();
    const pane = await this.loading;
    if (this.isWanted()) pane.open();
    if (this.wantsFocus) this.focus();
  }

  leave(): void {
    this.inFront = false;
    this.wantsFocus = false;
    this.pane?.leave();
  }

  rowsReplaced(): void {
    if (this.inFront) this.pane?.open();
  }

  resize(): void {
    this.pane?.resize();
  }

  focus(): void {
    this.wantsFocus = this.inFront && this.pane === undefined;
    this.pane?.focus();
  }

  dispose(): void {
    this.disposed = true;
    this.pane?.dispose();
  }

  /** Asked after waiting: meanwhile the table may have come to the front, or the result may have gone. */
  private isWanted(): boolean {
    return this.inFront && !this.disposed;
  }

  private async load(): Promise<ChartPane> {
    try {
      const { ChartPane } = await import("./chartPane");
      const pane = new ChartPane(this.surroundings);
      if (this.disposed) pane.dispose();
      this.pane = pane;
      this.node.append(pane.node);
      return pane;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }
}
