import { SlickGrid } from "slickgrid";
import type { Disposable } from "../../src/base/disposable";
import type { Cell, ResultColumn } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import { element } from "../elements/element";
import { renderCell } from "./cellNode";
import { listenToColumnDrag } from "./columnDrag";
import { ColumnRuler } from "./columnWidths";
import { columnId, columnOfId, fixedOptions, resultColumn, rowNumberColumn, rowNumberId, type GridRow } from "./gridColumns";
import { decorateGrid, makeOneTabStop } from "./gridDecoration";
import { gridCommand } from "./gridKeys";
import { listenToPointer } from "./gridPointer";
import { clampSelection, headerRow, selectOne, type GridBounds, type GridPlace, type GridSelection } from "./gridSelection";
import type { GridEvents, GridSource } from "./gridSource";
import { visibleColumns } from "./gridView";
import { dressHeader } from "./headerCell";

const widestAtFirst = 420;
const widestByFit = 1000;

/**
 * The grid on the screen. SlickGrid draws the rows and columns in view, and freezes, resizes and reorders columns. Selection,
 * keyboard and what screen readers hear are ours: SlickGrid knows neither ranges over millions of rows nor ARIA indices.
 */
export class ResultGrid implements Disposable {
  readonly node = element("div", { class: "result-grid" });
  selection: GridSelection = selectOne({ row: 0, column: 0 });
  /** Lower case; cells that contain it are marked. */
  searched = "";
  private readonly grid: SlickGrid<GridRow>;
  private readonly ruler: ColumnRuler;
  private readonly resizeWatch = new ResizeObserver(() => this.resize());
  private readonly listeners: readonly Disposable[];
  private shown: readonly number[] = [];
  /** How often cells were drawn; each drawing decorates them. */
  private drawings = 0;
  /** How far the cells were scrolled to the right when SlickGrid last saw to it that the headers stand over them. */
  private leftOfCells = 0;

  constructor(
    parent: HTMLElement,
    private readonly source: GridSource,
    private view: GridViewState,
    private readonly events: GridEvents,
    nonce: string,
  ) {
    parent.append(this.node);
    const { fontSize, fontFamily } = getComputedStyle(this.node);
    this.ruler = new ColumnRuler(`${fontSize} ${fontFamily}`, `600 ${fontSize} ${getComputedStyle(document.body).fontFamily}`);
    const rowHeight = Math.round(Number.parseFloat(fontSize) * 1.4) + 6;
    const rows = { getLength: () => source.rowCount, getItem: (row: number) => ({ row }), getItemMetadata: () => null };
    this.grid = new SlickGrid<GridRow>(this.node, rows, [rowNumberColumn(50)], { ...fixedOptions, nonce, rowHeight });
    makeOneTabStop(this.node, this.grid.getViewports());
    this.listen();
    this.listeners = [listenToPointer(this.node, this, events), listenToColumnDrag(this.node, events.moved)];
    this.resizeWatch.observe(this.node);
  }

  get bounds(): GridBounds {
    const pageRows = Math.floor(this.scroller.clientHeight / (this.grid.getOptions().rowHeight ?? 24)) - 1;
    return { rows: this.source.rowCount, columns: this.shown.length, pageRows: Math.max(1, pageRows) };
  }

  /** Columns of the result as they stand on the screen. */
  get visible(): readonly number[] {
    return this.shown;
  }

  get topRow(): number {
    return Math.max(0, this.grid.getViewport().top);
  }

  get leftPx(): number {
    return this.scroller.scrollLeft;
  }

  /** Shows columns as the view says: order, hidden, widths, frozen. */
  show(view: GridViewState): void {
    const { leftPx } = this;
    this.view = view;
    this.shown = visibleColumns(view);
    const rowNumbers = rowNumberColumn(this.ruler.rowNumberWidth(this.source.rowCount));
    this.grid.setColumns([rowNumbers, ...this.shown.map((column, place) => this.columnToShow(column, place))]);
    const frozenColumn = this.frozenThatFit();
    if (frozenColumn !== this.grid.getOptions().frozenColumn) this.grid.setOptions({ frozenColumn });
    this.grid.scrollToX(leftPx);
    this.selection = clampSelection(this.selection, this.bounds);
    this.redraw();
  }

  /** Signs in the headers only: sort and filters. */
  showHeaders(view: GridViewState): void {
    this.view = view;
    for (const node of this.node.querySelectorAll<HTMLElement>(".slick-header-column[data-column]")) this.dress(node);
  }

  /** All rows may be other ones. */
  rowsReplaced(): void {
    this.selection = clampSelection(this.selection, this.bounds);
    this.grid.invalidate();
    this.look();
  }

  rowsLoaded(start: number, end: number): void {
    const { top, bottom } = this.grid.getRenderedRange();
    const first = Math.max(start, top);
    const rows = Array.from({ length: Math.max(0, Math.min(end, bottom) - first + 1) }, (_, index) => first + index);
    if (rows.length === 0) return;
    this.grid.invalidateRows(rows);
    this.grid.render();
  }

  /** Fits a column to its name and to its cells that are drawn now. */
  fittingWidth(column: number): number {
    const { top, bottom } = this.grid.getRenderedRange();
    const cells: Cell[] = [];
    for (let row = top; row <= bottom; row++) {
      const loaded = this.source.cell(row, column);
      if (loaded !== undefined) cells.push(loaded.value);
    }
    return this.measure(column, cells, widestByFit);
  }

  /** Widths in which these cells fit, except for columns that somebody has sized. */
  measuredWidths(cells: readonly (readonly Cell[])[]): Readonly<Record<number, number>> {
    const widths: Record<number, number> = {};
    for (const column of this.source.columns.keys()) widths[column] = this.measure(column, cells[column] ?? [], widestAtFirst);
    return { ...widths, ...this.view.widths };
  }

  select(selection: GridSelection, reveal = true): void {
    this.selection = clampSelection(selection, this.bounds);
    const { drawings } = this;
    if (reveal) this.reveal(this.selection.active);
    if (this.drawings === drawings) this.decorate();
    this.events.selected();
  }

  /** The column first: SlickGrid measures for it, and a browser has to lay rows out before it can answer that have just been drawn. */
  reveal({ row, column }: GridPlace): void {
    if (column + 1 > (this.grid.getOptions().frozenColumn ?? 0)) this.grid.scrollColumnIntoView(column + 1);
    if (row !== headerRow) this.grid.scrollRowIntoView(row, false);
  }

  scrollTo(topRow: number, leftPx: number): void {
    this.grid.scrollRowToTop(Math.max(0, Math.min(topRow, this.source.rowCount - 1)));
    this.scroller.scrollLeft = leftPx;
    this.look();
  }

  /** Draws all cells again: what they show has changed, not what they are. */
  redraw(): void {
    this.grid.invalidateAllRows();
    this.grid.render();
  }

  resize(): void {
    if (this.node.offsetParent === null) return;
    if (this.frozenThatFit() !== this.grid.getOptions().frozenColumn) this.show(this.view);
    this.grid.resizeCanvas();
  }

  focus(): void {
    this.node.focus({ preventScroll: true });
  }

  /** Where the active cell is on the screen, for what the keyboard opens. */
  activeBox(): DOMRect {
    return (document.getElementById(this.node.getAttribute("aria-activedescendant") ?? "") ?? this.node).getBoundingClientRect();
  }

  dispose(): void {
    this.resizeWatch.disconnect();
    for (const listener of this.listeners) listener.dispose();
    this.grid.destroy(true);
    this.node.remove();
  }

  /** The part that scrolls; what is frozen stands at its left. */
  private get scroller(): HTMLElement {
    return this.grid.getViewports()[1] ?? this.node;
  }

  private decorate(): void {
    decorateGrid(this.node, {
      uid: this.grid.getUID(),
      rowCount: this.source.rowCount,
      columnCount: this.shown.length,
      selection: this.selection,
      headerIdOf: (place) => this.grid.getUID() + columnId(this.shown[place] ?? 0),
    });
  }

  private look(): void {
    const { top, bottom } = this.grid.getViewport();
    this.events.looking(Math.max(0, top), Math.min(this.source.rowCount - 1, bottom));
  }

  private measure(column: number, cells: readonly Cell[], widest: number): number {
    return this.ruler.width(this.meta(column), cells, this.view.humanized.includes(column), widest);
  }

  private meta(column: number): ResultColumn {
    const meta = this.source.columns[column];
    if (meta === undefined) throw new Error(`The view names column ${column}, which the result does not have.`);
    return meta;
  }

  /** As many frozen columns as leave room to scroll the others. SlickGrid counts from the row numbers, which are number 0. */
  private frozenThatFit(): number {
    const room = this.node.clientWidth * 0.6;
    let used = this.ruler.rowNumberWidth(this.source.rowCount);
    let frozen = 0;
    for (const column of this.shown.slice(0, Math.min(this.view.frozenColumns, this.shown.length - 1))) {
      used += this.widthOf(column);
      if (used > room) break;
      frozen++;
    }
    return frozen;
  }

  private widthOf(column: number): number {
    return this.view.widths[column] ?? 120;
  }

  private columnToShow(column: number, place: number): ReturnType<typeof resultColumn> {
    const meta = this.meta(column);
    const render = (row: number): HTMLElement =>
      renderCell(this.source.cell(row, column), meta, this.view.humanized.includes(column), this.searched);
    return resultColumn({ column, place, meta, width: this.widthOf(column), render });
  }

  private dress(node: HTMLElement): void {
    const column = Number(node.dataset.column);
    dressHeader(node, this.meta(column), column, this.view, {
      menu: (at) => this.events.menu({ row: headerRow, column: this.shown.indexOf(column) }, at),
      profile: () => this.events.profile(column),
    });
  }

  private listen(): void {
    const { grid, events } = this;
    grid.onHeaderCellRendered.subscribe((_event, { node, column }) => {
      if (column.id !== rowNumberId) this.dress(node);
    });
    grid.onRendered.subscribe(() => {
      this.drawings++;
      this.decorate();
      this.look();
    });
    grid.onScroll.subscribe((_event, { scrollLeft }) => {
      this.leftOfCells = scrollLeft;
      events.scrolled();
    });
    grid.onColumnsResized.subscribe(() => events.resized(this.widthsNow()));
    grid.onColumnsResizeDblClick.subscribe((_event, { triggeredByColumn }) => events.fit(columnOfId(triggeredByColumn)));
    grid.onHeaderClick.subscribe((event, { column }) => {
      if (column.id === rowNumberId) events.cornerClicked();
      else events.headerClicked(columnOfId(String(column.id)), event.getNativeEvent<MouseEvent>());
    });
    grid.onHeaderContextMenu.subscribe((event, { column }) => {
      const click = event.getNativeEvent<MouseEvent>();
      click.preventDefault();
      if (column.id === rowNumberId) return;
      events.menu({ row: headerRow, column: this.shown.indexOf(columnOfId(String(column.id))) }, { x: click.clientX, y: click.clientY });
    });
    this.node.addEventListener("keydown", (event) => this.handleKey(event));
    const headers = this.node.querySelector(".slick-header-right");
    headers?.addEventListener("scroll", () => this.followHeaders(headers));
    // The frozen part does not scroll by itself.
    grid.getViewports()[0]?.addEventListener("wheel", (event) => this.handleWheel(event), { passive: false });
  }

  private widthsNow(): Readonly<Record<number, number>> {
    const columns = this.grid.getColumns().filter(({ id }) => id !== rowNumberId);
    return Object.fromEntries(columns.map(({ id, width }) => [columnOfId(String(id)), width ?? 120]));
  }

  private handleKey(event: KeyboardEvent): void {
    const command = gridCommand(event, this.selection.active.row === headerRow);
    if (command === undefined) return;
    event.preventDefault();
    // What the grid understands, the workbench must not act on as well.
    event.stopPropagation();
    this.events.command(command);
  }

  /** A browser brings a header into sight that gets the focus: then the cells have to go along. */
  private followHeaders(headers: Element): void {
    if (Math.abs(headers.scrollLeft - this.leftOfCells) <= 1) return;
    this.scroller.scrollLeft = headers.scrollLeft;
    headers.scrollLeft = this.scroller.scrollLeft;
  }

  private handleWheel(event: WheelEvent): void {
    this.scroller.scrollTop += event.deltaY;
    event.preventDefault();
  }
}
