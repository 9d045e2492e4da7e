import type { GridViewState, PanelCommandName } from "../../src/protocol/resultsPanel";
import { element } from "../elements/element";
import { openMenu, below } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { failureOf, type Failure } from "../failure";
import type { ResultValues } from "../pivot/resultValues";
import { CellValues } from "./cellValues";
import { CellViewing } from "./cellViewing";
import { gridActions, type ActionTarget } from "./gridActions";
import { runGridCommand, selectAll, type CommandTarget } from "./gridCommands";
import type { GridCommand } from "./gridKeys";
import { copyMenu, openGridMenu } from "./gridMenu";
import { clamp, headerRow, rangeOf, selectOne, selectRange, type GridPlace } from "./gridSelection";
import type { GridEvents } from "./gridSource";
import { toggleSort } from "./gridView";
import { openProfile } from "./openProfile";
import type { ResultData } from "./resultData";
import { ResultGrid } from "./resultGrid";
import type { ResultLook } from "./resultLook";
import type { ResultOutput } from "./resultOutput";
import { ResultSearch } from "./resultSearch";
import { SelectionSums } from "./selectionSums";
import { StatusLine } from "./statusLine";

export interface RowsOptions {
  /** What values of the result lead to. */
  readonly values: ResultValues;
  readonly output: ResultOutput;
  /** Where the column chooser opens. */
  readonly columnsButton: HTMLElement;
  readonly nonce: string;
}

/** The rows of a result on the screen: grid, find box, value pane and status line, and what they do to each other. */
export class ResultRows {
  readonly node = element("div", { class: "result-rows" });
  private readonly stage = element("div", { class: "stage" });
  private readonly emptyNote = element("div", { class: "empty-note", attributes: { hidden: "" } });
  private readonly status: StatusLine;
  private readonly search: ResultSearch;
  private readonly viewing: CellViewing;
  private readonly sums: SelectionSums;
  private readonly cellValues: CellValues;
  private grid: ResultGrid | undefined;
  private commands: CommandTarget | undefined;
  private disposed = false;

  constructor(
    private readonly data: ResultData,
    private readonly look: ResultLook,
    private readonly options: RowsOptions,
  ) {
    const gridNow = (): ResultGrid | undefined => this.grid;
    const failed = (failure: Failure): void => look.fail(failure);
    const say = (sentence: string): void => look.say(sentence);
    this.status = new StatusLine({ goToRow: (row) => this.goToRow(row), left: () => this.grid?.focus() });
    this.search = new ResultSearch(data, gridNow, say, failed);
    this.viewing = new CellViewing(data, gridNow, (text) => void options.output.copyText(text, "Copied the value"), failed);
    this.cellValues = new CellValues(data, options.values, gridNow, failed);
    this.sums = new SelectionSums(data, this.status, say, failed);
    const work = element("div", { class: "work" }, this.stage, this.viewing.viewer.node);
    this.stage.append(this.search.box.node, this.emptyNote);
    this.node.append(work, this.status.node);
  }

  /** Call once `node` is in the page and seen: columns are measured, and the grid needs its size. Rejects where rows cannot be had. */
  async open(): Promise<void> {
    if (this.grid !== undefined) {
      this.shown();
      return;
    }
    const cells = await this.data.sampleCells(100);
    if (!this.disposed) this.makeGrid(cells);
  }

  /** The rows are on the screen again: hidden nodes lose their scroll position. */
  shown(): void {
    const { topRow, leftPx } = this.look.view();
    this.grid?.resize();
    this.grid?.scrollTo(topRow, leftPx);
  }

  focus(): void {
    this.grid?.focus();
  }

  /** Columns as they stand on the screen. */
  get visible(): readonly number[] {
    return this.grid?.visible ?? [];
  }

  run(command: Exclude<PanelCommandName, "toggleChart">): void {
    if (command === "focusGrid") this.focus();
    else if (command === "selectAll" && this.grid !== undefined) selectAll(this.grid);
    else if (command !== "selectAll") this.command({ kind: command });
  }

  command(command: GridCommand): void {
    if (this.commands !== undefined) runGridCommand(command, this.commands);
  }

  openCopyMenu(button: HTMLElement): void {
    if (this.commands !== undefined) openMenu("Copy", copyMenu(this.commands.actions), below(button), button);
  }

  chooseColumns(): void {
    this.commands?.actions.chooseColumns();
  }

  showHeaders(): void {
    this.grid?.showHeaders(this.look.view());
  }

  rowsLoaded(start: number, end: number): void {
    this.grid?.rowsLoaded(start, end);
  }

  rowsReplaced(): void {
    const { grid } = this;
    if (grid === undefined) return;
    const { column, row } = grid.selection.active;
    grid.rowsReplaced();
    grid.scrollTo(0, grid.leftPx);
    grid.select(selectOne({ row: row === headerRow || this.data.rowCount === 0 ? headerRow : 0, column }), false);
    this.showWhetherEmpty();
  }

  dispose(): void {
    this.disposed = true;
    this.search.dispose();
    this.viewing.dispose();
    this.sums.dispose();
    this.grid?.dispose();
  }

  private makeGrid(cells: Parameters<ResultGrid["measuredWidths"]>[0]): void {
    const { data, look, stage } = this;
    const view = look.view();
    const source = {
      columns: data.summary.columns,
      get rowCount() {
        return data.rowCount;
      },
      cell: data.cell.bind(data),
    };
    const grid = new ResultGrid(stage, source, view, this.gridEvents(), this.options.nonce);
    this.grid = grid;
    this.commands = this.commandTarget(grid);
    look.change({ widths: grid.measuredWidths(cells) });
    grid.show(look.view());
    grid.scrollTo(view.topRow, view.leftPx);
    const kept = view.selection;
    if (kept !== undefined) grid.select(selectRange({ row: kept.startRow, column: kept.startColumn }, kept), false);
    else grid.select(selectOne({ row: data.rowCount === 0 ? headerRow : view.topRow, column: 0 }), false);
    this.showWhetherEmpty();
  }

  private gridEvents(): GridEvents {
    return {
      looking: (first, last) => this.data.want(first, last),
      scrolled: () => this.keepScroll(),
      selected: () => this.selected(),
      resized: (widths) => this.look.change({ widths: { ...this.look.view().widths, ...widths } }),
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
      profile: (column) => this.commands?.actions.profile(column),
      followed: (place, at, keys) => this.cellValues.follow(place, at, keys),
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
      openValueMenu: () => this.cellValues.openAtActiveCell(),
      toggleSort: (column, add) => this.look.rearrange({ sort: toggleSort(this.look.view().sort, column, add) }),
      escape: () => {
        if (this.viewing.viewer.isOpen) this.viewing.viewer.close();
        else this.search.box.close();
      },
    };
  }

  private actionTarget(grid: ResultGrid): ActionTarget {
    const { look, options } = this;
    return {
      grid,
      columns: this.data.summary.columns,
      view: () => look.view(),
      show: (change) => this.show(change),
      rearrange: (change) => look.rearrange(change),
      copy: (format) => void options.output.copy(grid, format),
      openCell: () => this.viewing.open(),
      profile: (column, header) => openProfile({ data: this.data, look, values: options.values }, column, header, grid.node),
      wholeCell: (row, column) => this.data.wholeCell(row, column),
      failed: (error) => look.fail(failureOf(error)),
      say: (sentence) => look.say(sentence),
      columnsButton: options.columnsButton,
    };
  }

  private show(change: Partial<GridViewState>): void {
    this.look.change(change);
    this.grid?.show(this.look.view());
    this.keepSelection();
  }

  private showWhetherEmpty(): void {
    this.emptyNote.hidden = this.data.rowCount > 0;
    const filtered = this.look.view().filters.length > 0;
    this.emptyNote.textContent = filtered ? "No row passes the filters." : "The statement gave no rows.";
  }

  private keepScroll(): void {
    if (this.grid === undefined || this.node.offsetParent === null) return;
    this.look.change({ topRow: this.grid.topRow, leftPx: this.grid.leftPx });
  }

  private selected(): void {
    this.keepSelection();
    this.viewing.selectionChanged();
  }

  private keepSelection(): void {
    const { grid } = this;
    const range = grid === undefined ? undefined : rangeOf(grid.selection);
    this.status.showSelection(range, this.data.rowCount);
    this.look.change({ selection: range });
    this.sums.selectionChanged(
      range === undefined || grid === undefined
        ? undefined
        : { range, columns: grid.visible.slice(range.startColumn, range.endColumn + 1) },
    );
  }

  private headerClicked(column: number, event: MouseEvent): void {
    const { grid } = this;
    if (grid === undefined) return;
    grid.focus();
    grid.select(selectOne({ row: headerRow, column: grid.visible.indexOf(column) }), false);
    if (event.ctrlKey || event.metaKey) this.commands?.actions.selectColumn(column);
    else this.commands?.toggleSort(column, event.shiftKey);
  }

  private openMenu(place: GridPlace, at: OverlayPlace): void {
    if (this.commands === undefined) return;
    const { grid, actions } = this.commands;
    const onTop = this.cellValues.shortMenu(place, at);
    openGridMenu({ grid, columns: this.data.summary.columns, view: this.look.view(), actions, onTop }, place, at);
  }

  private goToRow(row: number): void {
    const { grid } = this;
    if (grid === undefined || this.data.rowCount === 0) return;
    // Rows are on their way while their places are drawn, and the focus goes before the browser would have to lay these out for it.
    const place = clamp({ row, column: grid.selection.active.column }, grid.bounds);
    this.data.want(place.row, place.row);
    grid.focus();
    grid.select(selectOne(place));
  }
}
