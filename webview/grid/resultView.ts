import type { ResultSummary } from "../../src/protocol/query";
import type { GridViewState, PanelCommandName } from "../../src/protocol/resultsPanel";
import { element } from "../elements/element";
import { below, openMenu } from "../elements/menu";
import { NoticeBar } from "../elements/noticeBar";
import { dismissOverlays, type OverlayPlace } from "../elements/overlay";
import { failureOf, type Failure } from "../failure";
import type { Host } from "../host";
import { CellViewing } from "./cellViewing";
import { FilterChips } from "./filterChips";
import { gridActions, openFilter, type ActionTarget } from "./gridActions";
import { runGridCommand, selectAll, type CommandTarget } from "./gridCommands";
import type { GridCommand } from "./gridKeys";
import { copyMenu, openGridMenu } from "./gridMenu";
import { clamp, headerRow, rangeOf, selectOne, selectRange, type GridPlace } from "./gridSelection";
import { toggleSort } from "./gridView";
import { ResultData } from "./resultData";
import { ResultGrid } from "./resultGrid";
import { ResultOutput } from "./resultOutput";
import { ResultSearch } from "./resultSearch";
import { ResultToolbar } from "./resultToolbar";
import { SelectionSums } from "./selectionSums";
import { StatusLine } from "./statusLine";

export interface ResultViewEvents {
  readonly viewChanged: (view: GridViewState) => void;
  /** The server does not have this result any more. */
  readonly gone: () => void;
  readonly say: (sentence: string) => void;
}

/** One result on the screen: toolbar, filters, grid, value pane and status line, and what they do to each other. */
export class ResultView {
  readonly node = element("div", { class: "result-view" });
  private readonly data: ResultData;
  private readonly toolbar: ResultToolbar;
  private readonly notices = new NoticeBar();
  private readonly chips: FilterChips;
  private readonly stage = element("div", { class: "stage" });
  private readonly emptyNote = element("div", { class: "empty-note", attributes: { hidden: "" } });
  private readonly status: StatusLine;
  private readonly search: ResultSearch;
  private readonly viewing: CellViewing;
  private readonly sums: SelectionSums;
  private readonly output: ResultOutput;
  private grid: ResultGrid | undefined;
  private commands: CommandTarget | undefined;
  private disposed = false;

  constructor(
    host: Host,
    tabId: string,
    private readonly summary: ResultSummary,
    private view: GridViewState,
    private readonly events: ResultViewEvents,
    private readonly nonce: string,
  ) {
    const gridNow = (): ResultGrid | undefined => this.grid;
    const failed = (failure: Failure): void => this.fail(failure);
    this.data = new ResultData(host, summary, {
      loaded: (start, end) => this.grid?.rowsLoaded(start, end),
      failed: (error) => this.fail(failureOf(error), () => this.data.retry()),
    });
    this.toolbar = this.makeToolbar();
    this.chips = this.makeChips();
    this.status = new StatusLine({ goToRow: (row) => this.goToRow(row), left: () => this.grid?.focus() });
    this.search = new ResultSearch(this.data, gridNow, events.say, failed);
    this.viewing = new CellViewing(this.data, gridNow, (text) => void this.output.copyText(text, "Copied the value"), failed);
    this.output = new ResultOutput(host, tabId, this.data, { say: events.say, notice: (notice) => this.notices.show(notice), failed });
    this.sums = new SelectionSums(this.data, this.status, events.say, failed);
    const work = element("div", { class: "work" }, this.stage, this.viewing.viewer.node);
    this.stage.append(this.search.box.node, this.emptyNote);
    this.node.append(this.toolbar.node, this.notices.node, this.chips.node, work, this.status.node);
    if (summary.cut !== undefined) this.notices.show({ kind: "warning", sentence: summary.cut.sentence });
    this.chips.show(view.filters, view.sort);
  }

  /** Call once `node` is in the page: columns are measured, and the grid needs its size. Whether there is a grid now. */
  async start(): Promise<boolean> {
    try {
      const { sort, filters } = this.view;
      if (sort.length > 0 || filters.length > 0) await this.data.arrange(sort, filters);
      const cells = await this.data.sampleCells(100);
      if (!this.disposed) this.makeGrid(cells);
      return !this.disposed;
    } catch (error) {
      if (!this.disposed) this.failToStart(failureOf(error));
      return false;
    }
  }

  /** The view is on the screen again after another tab was: hidden nodes lose their scroll position. */
  shown(): void {
    this.grid?.resize();
    this.grid?.scrollTo(this.view.topRow, this.view.leftPx);
  }

  focus(): void {
    this.grid?.focus();
  }

  run(command: Exclude<PanelCommandName, "toggleChart">): void {
    if (command === "focusGrid") this.focus();
    else if (command === "selectAll" && this.grid !== undefined) selectAll(this.grid);
    else if (command !== "selectAll") this.command({ kind: command });
  }

  dispose(): void {
    this.disposed = true;
    dismissOverlays();
    this.search.dispose();
    this.viewing.dispose();
    this.sums.dispose();
    this.data.dispose();
    this.grid?.dispose();
    this.node.remove();
  }

  private makeToolbar(): ResultToolbar {
    return new ResultToolbar(this.summary, {
      find: () => this.search.open(),
      filter: () => this.command({ kind: "filter" }),
      columns: () => this.commands?.actions.chooseColumns(),
      copy: (button) => {
        if (this.commands !== undefined) openMenu("Copy", copyMenu(this.commands.actions), below(button), button);
      },
      save: () => void this.output.save(this.grid?.visible ?? []),
    });
  }

  private makeChips(): FilterChips {
    return new FilterChips(this.summary.columns, {
      change: (filter, chip) => {
        if (this.grid !== undefined) openFilter(this.actionTarget(this.grid), filter.column, filter, chip);
      },
      remove: (filter) => this.rearrange({ filters: this.view.filters.filter((other) => other !== filter) }),
      unsort: (key) => this.rearrange({ sort: this.view.sort.filter((other) => other !== key) }),
      clear: () => this.rearrange({ sort: [], filters: [] }),
    });
  }

  private makeGrid(cells: Parameters<ResultGrid["measuredWidths"]>[0]): void {
    const { data, view, stage } = this;
    const source = {
      columns: this.summary.columns,
      get rowCount() {
        return data.rowCount;
      },
      cell: data.cell.bind(data),
    };
    const grid = new ResultGrid(stage, source, view, this.gridEvents(), this.nonce);
    this.grid = grid;
    this.commands = this.commandTarget(grid);
    this.change({ widths: grid.measuredWidths(cells) });
    grid.show(this.view);
    grid.scrollTo(view.topRow, view.leftPx);
    const kept = view.selection;
    if (kept !== undefined) grid.select(selectRange({ row: kept.startRow, column: kept.startColumn }, kept), false);
    else grid.select(selectOne({ row: data.rowCount === 0 ? headerRow : view.topRow, column: 0 }), false);
    this.showRowCount();
  }

  private gridEvents(): ConstructorParameters<typeof ResultGrid>[3] {
    return {
      looking: (first, last) => this.data.want(first, last),
      scrolled: () => this.keepScroll(),
      selected: () => this.selected(),
      resized: (widths) => this.change({ widths: { ...this.view.widths, ...widths } }),
      moved: (from, before) => {
        const column = this.grid?.visible[from];
        if (column !== undefined) this.commands?.actions.move(column, before > from ? before - 1 - from : before - from);
      },
      fit: (column) => this.commands?.actions.fit(column),
      command: (command) => this.command(command),
      headerClicked: (column, event) => this.headerClicked(column, event),
      cornerClicked: () => {
        if (this.grid !== undefined) selectAll(this.grid);
      },
      menu: (place, at) => this.openMenu(place, at),
      opened: () => this.viewing.open(),
    };
  }

  private commandTarget(grid: ResultGrid): CommandTarget {
    return {
      grid,
      actions: gridActions(this.actionTarget(grid)),
      search: this.search,
      goToRow: () => this.status.focusRowBox(),
      openMenu: (place, at) => this.openMenu(place, at),
      toggleSort: (column, add) => this.rearrange({ sort: toggleSort(this.view.sort, column, add) }),
      escape: () => {
        if (this.viewing.viewer.isOpen) this.viewing.viewer.close();
        else this.search.box.close();
      },
    };
  }

  private actionTarget(grid: ResultGrid): ActionTarget {
    return {
      grid,
      columns: this.summary.columns,
      view: () => this.view,
      show: (change) => this.show(change),
      rearrange: (change) => this.rearrange(change),
      copy: (format) => void this.output.copy(grid, format),
      openCell: () => this.viewing.open(),
      wholeCell: (row, column) => this.data.wholeCell(row, column),
      failed: (error) => this.fail(failureOf(error)),
      say: this.events.say,
      columnsButton: this.toolbar.columnsButton,
    };
  }

  private command(command: GridCommand): void {
    if (this.commands !== undefined) runGridCommand(command, this.commands);
  }

  private change(change: Partial<GridViewState>): void {
    this.view = { ...this.view, ...change };
    this.events.viewChanged(this.view);
  }

  private show(change: Partial<GridViewState>): void {
    this.change(change);
    this.grid?.show(this.view);
    this.keepSelection();
  }

  private rearrange(change: Partial<Pick<GridViewState, "sort" | "filters">>): void {
    this.toolbar.showBusy(change.filters === undefined ? "Sorting…" : "Filtering…");
    this.showOrder(change);
    void this.arrange();
  }

  private async arrange(): Promise<void> {
    try {
      await this.data.arrange(this.view.sort, this.view.filters);
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

  private showOrder(change: Partial<Pick<GridViewState, "sort" | "filters">>): void {
    this.change(change);
    this.chips.show(this.view.filters, this.view.sort);
    this.grid?.showHeaders(this.view);
  }

  private rowsReplaced(): void {
    this.notices.clear("error");
    const grid = this.grid;
    if (grid === undefined) return;
    const { column, row } = grid.selection.active;
    grid.rowsReplaced();
    grid.scrollTo(0, grid.leftPx);
    grid.select(selectOne({ row: row === headerRow || this.data.rowCount === 0 ? headerRow : 0, column }), false);
    this.events.say(this.showRowCount());
  }

  private showRowCount(): string {
    const filtered = this.view.filters.length > 0;
    this.emptyNote.hidden = this.data.rowCount > 0;
    this.emptyNote.textContent = filtered ? "No row passes the filters." : "The statement gave no rows.";
    return this.toolbar.showRows(this.data.rowCount);
  }

  private keepScroll(): void {
    if (this.grid !== undefined && this.node.offsetParent !== null) this.change({ topRow: this.grid.topRow, leftPx: this.grid.leftPx });
  }

  private selected(): void {
    this.keepSelection();
    this.viewing.selectionChanged();
  }

  private keepSelection(): void {
    const grid = this.grid;
    const range = grid === undefined ? undefined : rangeOf(grid.selection);
    this.status.showSelection(range, this.data.rowCount);
    const { selection: _, ...rest } = this.view;
    this.view = range === undefined ? rest : { ...rest, selection: range };
    this.events.viewChanged(this.view);
    this.sums.selectionChanged(
      range === undefined || grid === undefined
        ? undefined
        : { range, columns: grid.visible.slice(range.startColumn, range.endColumn + 1) },
    );
  }

  private headerClicked(column: number, event: MouseEvent): void {
    const grid = this.grid;
    if (grid === undefined) return;
    grid.focus();
    grid.select(selectOne({ row: headerRow, column: grid.visible.indexOf(column) }), false);
    if (event.ctrlKey || event.metaKey) this.commands?.actions.selectColumn(column);
    else this.commands?.toggleSort(column, event.shiftKey);
  }

  private openMenu(place: GridPlace, at: OverlayPlace): void {
    if (this.commands === undefined) return;
    const { grid, actions } = this.commands;
    openGridMenu({ grid, columns: this.summary.columns, view: this.view, actions }, place, at);
  }

  private goToRow(row: number): void {
    const grid = this.grid;
    if (grid === undefined || this.data.rowCount === 0) return;
    grid.select(selectOne(clamp({ row, column: grid.selection.active.column }, grid.bounds)));
    grid.focus();
  }

  /** A view kept from before may not suit the result any more; without its order and filters there is at least the result. */
  private failToStart(failure: Failure): void {
    this.fail(failure, () => void this.start());
    const arranged = this.view.filters.length + this.view.sort.length > 0;
    if (!arranged || failure.kind === "gone" || failure.kind === "cancelled") return;
    this.change({ sort: [], filters: [] });
    this.chips.show([], []);
    void this.start();
  }

  private fail(failure: Failure, retry?: () => void): void {
    if (failure.kind === "cancelled") return;
    if (failure.kind === "gone") this.events.gone();
    else this.notices.show({ kind: "error", sentence: failure.sentence, ...(retry === undefined ? {} : { retry }) });
  }
}
