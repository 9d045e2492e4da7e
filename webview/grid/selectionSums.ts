import type { ResultColumn } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { failureOf, type Failure } from "../failure";
import { isAmount } from "./cellText";
import { cellCount, type GridRange } from "./gridSelection";
import type { ResultData } from "./resultData";
import type { StatusLine } from "./statusLine";

export interface SummedSelection {
  readonly range: GridRange;
  /** Indices in the result, in their order on the screen. */
  readonly columns: readonly number[];
}

/** Asks for the sums of a selection once it rests; a selection that has changed makes the question before it void. */
export class SelectionSums {
  private waiting = 0;
  private asked = new AbortController();

  constructor(
    private readonly data: ResultData,
    private readonly status: StatusLine,
    private readonly say: (sentence: string) => void,
    private readonly failed: (failure: Failure) => void,
  ) {}

  selectionChanged(selection: SummedSelection | undefined): void {
    this.dispose();
    if (selection === undefined || cellCount(selection.range) < 2) return;
    this.waiting = window.setTimeout(() => void this.ask(selection), 150);
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.asked.abort();
  }

  private async ask({ range, columns }: SummedSelection): Promise<void> {
    const asked = new AbortController();
    this.asked = asked;
    try {
      // Ports beside bytes are numbers too, but nothing that belongs into a sum.
      const amounts = columns.filter((column) => this.is(column, isAmount));
      const summed = amounts.length === 0 ? columns : amounts;
      const sums = await this.data.sums({ startRow: range.startRow, endRow: range.endRow, columns: summed }, asked.signal);
      const areBytes = summed.every((column) => this.is(column, ({ meaning }) => meaning === "bytes"));
      const text = this.status.showSums(sums, { amounts: amounts.length > 0, areBytes });
      this.say(`${countText(cellCount(range))} cells selected. ${text}`);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "gone") this.failed(failure);
      else if (failure.kind !== "cancelled") this.status.showNoSums(failure.sentence);
    }
  }

  private is(column: number, test: (meta: ResultColumn) => boolean): boolean {
    const meta = this.data.summary.columns[column];
    return meta !== undefined && test(meta);
  }
}
