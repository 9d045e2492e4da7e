import type { Cell, ColumnFilter, CopyFormat, ResultColumn, SortKey } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import { openColumnChooser } from "./columnChooser";
import { openFilterForm } from "./filterForm";
import { narrowestColumn } from "./gridColumns";
import type { GridActions } from "./gridMenu";
import { headerRow, selectRange } from "./gridSelection";
import { addFilter, concernsColumn, hideColumn, moveColumn, showColumn, sortBy } from "./gridView";
import type { ResultGrid } from "./resultGrid";
import { valueFilter } from "./valueFilter";

/** What the actions work on: one result as it is looked at. */
export interface ActionTarget {
  readonly grid: ResultGrid;
  readonly columns: readonly ResultColumn[];
  view(): GridViewState;
  /** Shows columns in another way. */
  show(change: Partial<GridViewState>): void;
  /** Sorts or filters the whole result. */
  rearrange(change: { readonly sort?: readonly SortKey[]; readonly filters?: readonly ColumnFilter[] }): void;
  copy(format: CopyFormat): void;
  openCell(): void;
  profile(column: number, header: HTMLElement): void;
  wholeCell(row: number, column: number): Promise<Cell>;
  failed(error: unknown): void;
  say(sentence: string): void;
  /** Where a chooser opens that belongs to no column. */
  readonly columnsButton: HTMLElement;
}

/** All that menus and keys do to the way a result is looked at. */
export function gridActions(target: ActionTarget): GridActions {
  const { grid, columns } = target;
  const view = (): GridViewState => target.view();
  const name = (column: number): string => columns[column]?.name ?? "";
  const resize = (column: number, width: number): void => {
    target.show({ widths: { ...view().widths, [column]: Math.max(narrowestColumn, Math.round(width)) } });
    target.say(`${name(column)}, ${Math.round(view().widths[column] ?? 0)} pixels wide`);
  };
  return {
    copy: (format) => target.copy(format),
    openCell: () => target.openCell(),
    filterTo: (exclude) => void filterToActiveCell(target, exclude),
    filter: (column) => openFilter(target, column, headerOf(grid, column), grid.node),
    removeFilters: (column) => target.rearrange({ filters: view().filters.filter((filter) => !concernsColumn(filter, column)) }),
    sort: (column, descending, add) => {
      const others = view().sort.filter((key) => key.column !== column);
      target.rearrange({ sort: add ? [...others, { column, descending }] : sortBy(column, descending) });
    },
    unsort: (column) => target.rearrange({ sort: view().sort.filter((key) => key.column !== column) }),
    move: (column, by) => move(target, column, by),
    hide: (column) => {
      target.show(hideColumn(view(), column));
      target.say(`${name(column)} is hidden`);
      grid.focus();
    },
    chooseColumns: () => chooseColumns(target),
    fit: (column) => resize(column, grid.fittingWidth(column)),
    widen: (column, by) => resize(column, (view().widths[column] ?? 120) + by),
    freeze: (frozenColumns) => {
      target.show({ frozenColumns });
      target.say(frozenColumns === 0 ? "No column is frozen" : `${frozenColumns} columns are frozen`);
    },
    humanize: (column, on) => {
      const others = view().humanized.filter((other) => other !== column);
      target.show({ humanized: on ? [...others, column] : others });
    },
    profile: (column) => target.profile(column, headerOf(grid, column)),
    selectColumn: (column) => selectColumn(grid, grid.visible.indexOf(column)),
  };
}

function headerOf({ node }: ResultGrid, column: number): HTMLElement {
  return node.querySelector<HTMLElement>(`.slick-header-column[data-column="${column}"]`) ?? node;
}

/** Opens the form below an element. `current` is the filter to change, absent for a new one. */
export function openFilter(
  target: Pick<ActionTarget, "columns" | "view" | "rearrange">,
  column: number,
  anchor: HTMLElement,
  returnTo: HTMLElement,
  current?: ColumnFilter,
): void {
  const meta = target.columns[column];
  if (meta === undefined) return;
  const box = anchor.getBoundingClientRect();
  openFilterForm({
    column,
    meta,
    ...(current === undefined ? {} : { current }),
    place: { x: box.left, y: box.bottom },
    returnTo,
    apply: (made) => {
      const { filters } = target.view();
      const filter = current?.orColumn === undefined ? made : { ...made, orColumn: current.orColumn };
      const replaced = filters.map((other) => (other === current ? filter : other));
      target.rearrange({ filters: current === undefined ? addFilter(filters, filter) : replaced });
    },
  });
}

/** To its whole value: what the grid shows of a long text would match nothing. */
async function filterToActiveCell(target: ActionTarget, exclude: boolean): Promise<void> {
  const { grid } = target;
  const { active } = grid.selection;
  const column = grid.visible[active.column];
  if (column === undefined || active.row === headerRow) return;
  try {
    const value = await target.wholeCell(active.row, column);
    target.rearrange({ filters: addFilter(target.view().filters, valueFilter(column, value, exclude)) });
  } catch (error) {
    target.failed(error);
  }
}

function selectColumn(grid: ResultGrid, place: number): void {
  const { rows } = grid.bounds;
  if (rows === 0) return;
  const row = Math.max(0, grid.selection.active.row === headerRow ? grid.topRow : grid.selection.active.row);
  grid.select(selectRange({ row, column: place }, { startRow: 0, endRow: rows - 1, startColumn: place, endColumn: place }), false);
}

function move(target: ActionTarget, column: number, by: number): void {
  const { grid } = target;
  target.show(moveColumn(target.view(), column, by));
  const place = grid.visible.indexOf(column);
  const { active } = grid.selection;
  // In the header the keyboard goes with the column.
  if (active.row === headerRow)
    grid.select({ active: { ...active, column: place }, anchor: { ...active, column: place }, head: { ...active, column: place } });
  target.say(`${target.columns[column]?.name ?? ""} is column ${place + 1} of ${grid.visible.length}`);
}

function chooseColumns(target: ActionTarget): void {
  const { columns, columnsButton, grid } = target;
  const { order, hidden } = target.view();
  const box = columnsButton.getBoundingClientRect();
  openColumnChooser({
    columns,
    order,
    hidden,
    place: { x: box.right - 280, y: box.bottom + 2 },
    returnTo: grid.node,
    change: (column, visible) => {
      target.show(visible ? showColumn(target.view(), column) : hideColumn(target.view(), column));
      return target.view().hidden;
    },
    showAll: () => target.show({ hidden: [] }),
  });
}
