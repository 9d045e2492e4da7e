import type { GridActions } from "./gridMenu";
import type { ColumnCommand, GridCommand } from "./gridKeys";
import { extendTo, headerRow, rangeOf, selectOne, selectRange, step, type GridPlace } from "./gridSelection";
import type { ResultGrid } from "./resultGrid";
import type { ResultSearch } from "./resultSearch";

export interface CommandTarget {
  readonly grid: ResultGrid;
  readonly actions: GridActions;
  readonly search: ResultSearch;
  readonly goToRow: () => void;
  readonly openMenu: (place: GridPlace, at: { readonly x: number; readonly y: number }) => void;
  /** What can be done with the value of the active cell. */
  readonly openValueMenu: () => void;
  readonly toggleSort: (column: number, add: boolean) => void;
  /** Escape where nothing of the grid is left to close. */
  readonly escape: () => void;
}

/** Does what a key asked for. */
export function runGridCommand(command: GridCommand, target: CommandTarget): void {
  const { grid, actions, search } = target;
  switch (command.kind) {
    case "step":
      return takeStep(grid, command);
    case "selectAll":
      return selectAll(grid);
    case "selectRow":
      return selectWholeRow(grid);
    case "copy":
      return actions.copy("tsv");
    case "copyWithHeaders":
      return actions.copy("tsvWithHeaders");
    case "find":
      return search.open();
    case "findNext":
      return search.next(false);
    case "findPrevious":
      return search.next(true);
    case "goToRow":
      return target.goToRow();
    case "openCell":
      return actions.openCell();
    case "menu": {
      const { left, bottom } = grid.activeBox();
      return target.openMenu(grid.selection.active, { x: left, y: bottom });
    }
    case "valueMenu":
      return target.openValueMenu();
    case "escape":
      return escape(grid, target);
    default:
      return runColumnCommand(command, target);
  }
}

function runColumnCommand(command: ColumnCommand, { grid, actions, toggleSort }: CommandTarget): void {
  const column = grid.visible[grid.selection.active.column] ?? 0;
  switch (command.kind) {
    case "selectColumn":
      return actions.selectColumn(column);
    case "filter":
      return actions.filter(column);
    case "sort":
      return toggleSort(column, command.add);
    case "resize":
      return actions.widen(column, command.by);
    case "fit":
      return actions.fit(column);
    case "profile":
      return actions.profile(column);
    case "move":
      return actions.move(column, command.by);
  }
}

function takeStep(grid: ResultGrid, { by, extend }: Extract<GridCommand, { kind: "step" }>): void {
  const { active } = grid.selection;
  const place = step(active, by, grid.bounds);
  if (extend && place.row !== headerRow) grid.select(extendTo(grid.selection, place));
  else if (!extend) grid.select(selectOne(place));
}

export function selectAll(grid: ResultGrid): void {
  const { rows, columns } = grid.bounds;
  if (rows === 0) return;
  const active = { ...grid.selection.active, row: Math.max(0, grid.selection.active.row) };
  grid.select(selectRange(active, { startRow: 0, endRow: rows - 1, startColumn: 0, endColumn: columns - 1 }), false);
}

function selectWholeRow(grid: ResultGrid): void {
  const { active } = grid.selection;
  const range = rangeOf(grid.selection);
  const rows = range ?? { startRow: active.row, endRow: active.row };
  grid.select(selectRange(active, { ...rows, startColumn: 0, endColumn: grid.bounds.columns - 1 }), false);
}

/** First back to one cell, then out of the grid. */
function escape(grid: ResultGrid, target: CommandTarget): void {
  const { active, anchor, head } = grid.selection;
  const isRange = anchor.row !== head.row || anchor.column !== head.column;
  if (isRange) grid.select(selectOne(active), false);
  else target.escape();
}
