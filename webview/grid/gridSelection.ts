/** A cell by its place: row in the arrangement, column as on the screen, both from 0. Row −1 is the header. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Both ends inclusive. */
export interface GridRange {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** The rectangle between two corners, and the cell that the keyboard is on. */
export interface GridSelection {
  readonly active: GridPlace;
  readonly anchor: GridPlace;
  readonly head: GridPlace;
}

export interface GridBounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen. */
  readonly pageRows: number;
}

export type GridStep =
  "up" | "down" | "left" | "right" | "pageUp" | "pageDown" | "rowStart" | "rowEnd" | "columnStart" | "columnEnd" | "first" | "last";

export const headerRow = -1;

export function selectOne(place: GridPlace): GridSelection {
  return { active: place, anchor: place, head: place };
}

export function extendTo(selection: GridSelection, place: GridPlace): GridSelection {
  const anchor = selection.anchor.row === headerRow ? { ...selection.anchor, row: 0 } : selection.anchor;
  return { active: place, anchor, head: place };
}

/** A range of its own; the keyboard stays where it is. */
export function selectRange(active: GridPlace, range: GridRange): GridSelection {
  return {
    active,
    anchor: { row: range.startRow, column: range.startColumn },
    head: { row: range.endRow, column: range.endColumn },
  };
}

/** The selected rectangle; none while the keyboard is in the header and nothing else is selected. */
export function rangeOf(selection: GridSelection): GridRange | undefined {
  const { anchor, head } = selection;
  if (anchor.row === headerRow || head.row === headerRow) return undefined;
  return {
    startRow: Math.min(anchor.row, head.row),
    endRow: Math.max(anchor.row, head.row),
    startColumn: Math.min(anchor.column, head.column),
    endColumn: Math.max(anchor.column, head.column),
  };
}

export function contains(range: GridRange, place: GridPlace): boolean {
  return place.row >= range.startRow && place.row <= range.endRow && place.column >= range.startColumn && place.column <= range.endColumn;
}

export function cellCount(range: GridRange): number {
  return (range.endRow - range.startRow + 1) * (range.endColumn - range.startColumn + 1);
}

/** Where a step leads. Up from the first row is the header, and down from there the first row again. */
export function step(from: GridPlace, by: GridStep, bounds: GridBounds): GridPlace {
  const lastRow = bounds.rows - 1;
  const lastColumn = bounds.columns - 1;
  const targets: Record<GridStep, GridPlace> = {
    up: { row: from.row - 1, column: from.column },
    down: { row: from.row + 1, column: from.column },
    left: { row: from.row, column: from.column - 1 },
    right: { row: from.row, column: from.column + 1 },
    pageUp: { row: from.row <= 0 ? from.row : Math.max(0, from.row - bounds.pageRows), column: from.column },
    pageDown: { row: from.row + bounds.pageRows, column: from.column },
    rowStart: { row: from.row, column: 0 },
    rowEnd: { row: from.row, column: lastColumn },
    columnStart: { row: 0, column: from.column },
    columnEnd: { row: lastRow, column: from.column },
    first: { row: 0, column: 0 },
    last: { row: lastRow, column: lastColumn },
  };
  return clamp(targets[by], bounds);
}

export function clamp(place: GridPlace, bounds: Pick<GridBounds, "rows" | "columns">): GridPlace {
  return {
    row: Math.max(headerRow, Math.min(place.row, bounds.rows - 1)),
    column: Math.max(0, Math.min(place.column, bounds.columns - 1)),
  };
}

/** The same selection in a grid of another size; a range that lies outside it is gone. */
export function clampSelection(selection: GridSelection, bounds: Pick<GridBounds, "rows" | "columns">): GridSelection {
  return { active: clamp(selection.active, bounds), anchor: clamp(selection.anchor, bounds), head: clamp(selection.head, bounds) };
}
