import type { WrittenChart } from "../../src/protocol/chart";
import type { ResultSummary } from "../../src/protocol/query";
import type { GridViewState, PanelCommandName } from "../../src/protocol/resultsPanel";
import { ChartDoor } from "../charting/chartDoor";
import { element } from "../elements/element";
import { NoticeBar } from "../elements/noticeBar";
import { dismissOverlays } from "../elements/overlay";
import { failureOf, type Failure } from "../failure";
import type { Host } from "../host";
import { FilterChips } from "./filterChips";
import { openFilter } from "./gridActions";
import { changedView } from "./gridView";
import { ResultValues } from "../pivot/resultValues";
import { ResultData } from "./resultData";
import type { ResultLook, ResultOrder } from "./resultLook";
import { ResultOutput } from "./resultOutput";
import { ResultRows } from "./resultRows";
import { ResultToolbar } from "./resultToolbar";

export interface ResultViewOptions {
  readonly host: Host;
  readonly tabId: string;
  readonly title: string;
  readonly summary: ResultSummary;
  /** How the file of the statement wants it drawn. */
  readonly chart: WrittenChart | undefined;
  readonly view: GridViewState;
  readonly nonce: string;
  readonly viewChanged: (view: GridViewState) => void;
  /** The server does not have this result any more. */
  readonly gone: () => void;
  readonly say: (sentence: string) => void;
}

/** One result on the screen, as a table or as a chart: what both share, and which of them is in front. */
export class ResultView implements ResultLook {
  readonly node = element("div", { class: "result-view" });
  private readonly data: ResultData;
  private readonly toolbar: ResultToolbar;
  private readonly notices = new NoticeBar();
  private readonly chips: FilterChips;
  private readonly rows: ResultRows;
  private readonly chart: ChartDoor;
  private readonly output: ResultOutput;
  private readonly summary: ResultSummary;
  private current: GridViewState;
  private disposed = false;

  constructor(private readonly options: ResultViewOptions) {
    const { host, tabId, summary, view, nonce } = options;
    this.summary = summary;
    this.current = view;
    this.data = new ResultData(host, summary, {
      loaded: (start, end) => this.rows.rowsLoaded(start, end),
      failed: (error) => this.fail(failureOf(error), () => this.data.retry()),
    });
    this.toolbar = this.makeToolbar();
    this.chips = this.makeChips();
    this.output = new ResultOutput(host, tabId, this.data, {
      say: (sentence) => this.say(sentence),
      notice: (notice) => this.notices.show(notice),
      failed: (failure) => this.fail(failure),
    });
    const values = new ResultValues(host, tabId, summary.columns);
    this.rows = new ResultRows(this.data, this, { values, output: this.output, columnsButton: this.toolbar.columnsButton, nonce });
    this.chart = new ChartDoor({ host, tabId, title: options.title, data: this.data, look: this, fromFile: options.chart });
    this.node.append(this.toolbar.node, this.notices.node, this.chips.node, this.rows.node, this.chart.node);
    this.node.addEventListener("keydown", (event) => this.handleKey(event));
    if (summary.cut !== undefined) this.notices.show({ kind: "warning", sentence: summary.cut.sentence });
    this.chips.show(view.filters, view.sort);
    this.putInFront();
  }

  /** Call once `node` is in the page: columns are measured, and the grid needs its size. Whether the result is on the screen now. */
  async start(): Promise<boolean> {
    try {
      const { sort, filters } = this.current;
      if (sort.length > 0 || filters.length > 0) await this.data.arrange(sort, filters);
      this.toolbar.showRows(this.data.rowCount);
      if (!this.disposed) await this.openWhatIsInFront();
      return !this.disposed;
    } catch (error) {
      if (!this.disposed) this.failToStart(failureOf(error));
      return false;
    }
  }

  /** The view is on the screen again after another tab was. */
  shown(): void {
    if (this.shows === "chart") this.chart.resize();
    else this.rows.shown();
  }

  focus(): void {
    if (this.shows === "chart") this.chart.focus();
    else this.rows.focus();
  }

  run(command: PanelCommandName): void {
    if (command === "toggleChart") this.toggle();
    else if (this.shows === "table") this.rows.run(command);
    else if (command === "focusGrid") this.chart.focus();
  }

  view(): GridViewState {
    return this.current;
  }

  change(change: Parameters<ResultLook["change"]>[0]): void {
    this.current = changedView(this.current, change);
    this.options.viewChanged(this.current);
  }

  rearrange(change: Partial<ResultOrder>): void {
    this.toolbar.showBusy(change.filters === undefined ? "Sorting…" : "Filtering…");
    this.showOrder(change);
    void this.arrange();
  }

  say(sentence: string): void {
    this.options.say(sentence);
  }

  fail(failure: Failure, retry?: () => void): void {
    if (failure.kind === "cancelled") return;
    if (failure.kind === "gone") this.options.gone();
    else this.notices.show({ kind: "error", sentence: failure.sentence, ...(retry === undefined ? {} : { retry }) });
  }

  dispose(): void {
    this.disposed = true;
    dismissOverlays();
    this.rows.dispose();
    this.chart.dispose();
    this.data.dispose();
    this.node.remove();
  }

  private get shows(): "table" | "chart" {
    return this.current.shows ?? (this.options.chart === undefined ? "table" : "chart");
  }

  private toggle(): void {
    const shows = this.shows === "chart" ? "table" : "chart";
    this.show(shows);
    this.focus();
    this.say(shows === "chart" ? "Shown as a chart" : "Shown as a table");
  }

  private show(shows: "table" | "chart"): void {
    dismissOverlays();
    this.change({ shows });
    this.putInFront();
    this.openWhatIsInFront().catch((error: unknown) => this.fail(failureOf(error), () => this.show(shows)));
  }

  private putInFront(): void {
    this.toolbar.showWhat(this.shows);
    this.rows.node.hidden = this.shows === "chart";
    this.chart.node.hidden = this.shows === "table";
  }

  private async openWhatIsInFront(): Promise<void> {
    if (this.shows === "chart") return this.chart.open();
    this.chart.leave();
    await this.rows.open();
  }

  /** Markdown's preview has the same key. */
  private handleKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.key.toLowerCase() !== "v") return;
    event.preventDefault();
    event.stopPropagation();
    this.toggle();
  }

  private makeToolbar(): ResultToolbar {
    return new ResultToolbar(this.summary, {
      find: () => this.rows.command({ kind: "find" }),
      filter: () => this.rows.command({ kind: "filter" }),
      columns: () => this.rows.chooseColumns(),
      copy: (button) => this.rows.openCopyMenu(button),
      save: () => void this.output.save(this.rows.visible),
      shows: (what) => this.show(what),
    });
  }

  private makeChips(): FilterChips {
    const { columns } = this.summary;
    return new FilterChips(columns, {
      change: (filter, chip) => openFilter({ ...this.order, columns }, filter.column, chip, chip, filter),
      remove: (filter) => this.rearrange({ filters: this.current.filters.filter((other) => other !== filter) }),
      unsort: (key) => this.rearrange({ sort: this.current.sort.filter((other) => other !== key) }),
      clear: () => this.rearrange({ sort: [], filters: [] }),
    });
  }

  private readonly order: Pick<ResultLook, "view" | "rearrange"> = {
    view: () => this.current,
    rearrange: (change) => this.rearrange(change),
  };

  private async arrange(): Promise<void> {
    try {
      await this.data.arrange(this.current.sort, this.current.filters);
      this.toolbar.showBusy(undefined);
      this.rowsReplaced();
    } catch (error) {
      const failure = failureOf(error);
      // Another order has taken the place of this one.
      if (failure.kind === "cancelled") return;
      this.toolbar.showBusy(undefined);
      // The signs of an order that the rows do not have must not stay.
      this.showOrder(this.data.order);
      this.fail(failure);
    }
  }

  private showOrder(change: Partial<ResultOrder>): void {
    this.change(change);
    this.chips.show(this.current.filters, this.current.sort);
    this.rows.showHeaders();
  }

  private rowsReplaced(): void {
    this.notices.clear("error");
    this.rows.rowsReplaced();
    this.say(this.toolbar.showRows(this.data.rowCount));
    this.chart.rowsReplaced();
  }

  /** A view kept from before may not suit the result any more; without its order and filters there is at least the result. */
  private failToStart(failure: Failure): void {
    this.fail(failure, () => void this.start());
    const arranged = this.current.filters.length + this.current.sort.length > 0;
    if (!arranged || failure.kind === "gone" || failure.kind === "cancelled") return;
    this.change({ sort: [], filters: [] });
    this.chips.show([], []);
    void this.start();
  }
}
