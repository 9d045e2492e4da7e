import type { CopyFormat } from "../../src/protocol/query";
import { CopyText, SaveResult } from "../../src/protocol/resultsPanel";
import { countText } from "../elements/countText";
import type { Notice } from "../elements/noticeBar";
import { failureOf, type Failure } from "../failure";
import type { Host } from "../host";
import { cellCount, rangeOf } from "./gridSelection";
import type { ResultData } from "./resultData";
import type { ResultGrid } from "./resultGrid";

export interface OutputEvents {
  readonly say: (sentence: string) => void;
  readonly notice: (notice: Notice) => void;
  readonly failed: (failure: Failure) => void;
}

/** What leaves a result: to the clipboard, or to a file. */
export class ResultOutput {
  constructor(
    private readonly host: Host,
    private readonly tabId: string,
    private readonly data: ResultData,
    private readonly events: OutputEvents,
  ) {}

  /** The selected cells, in a format that the server writes. */
  async copy(grid: ResultGrid, format: CopyFormat): Promise<void> {
    const range = rangeOf(grid.selection);
    if (range === undefined) return;
    const columns = grid.visible.slice(range.startColumn, range.endColumn + 1);
    try {
      const { text, cut } = await this.data.copy({ startRow: range.startRow, endRow: range.endRow, columns }, format);
      const cells = cellCount(range);
      await this.copyText(text, cells === 1 ? "Copied 1 cell" : `Copied ${countText(cells)} cells`);
      if (cut !== undefined) this.events.notice({ kind: "warning", sentence: cut.sentence });
    } catch (error) {
      this.events.failed(failureOf(error));
    }
  }

  async copyText(text: string, sentence: string): Promise<void> {
    await this.host.request(CopyText, { text });
    this.events.say(sentence);
  }

  /** All rows as they are sorted and filtered, of the columns that are shown. */
  async save(columns: readonly number[]): Promise<void> {
    const { viewId } = this.data;
    try {
      await this.host.request(SaveResult, { tabId: this.tabId, columns, ...(viewId === undefined ? {} : { viewId }) });
    } catch (error) {
      this.events.failed(failureOf(error));
    }
  }
}
