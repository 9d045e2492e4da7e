import { contains, rangeOf, type GridPlace, type GridRange, type GridSelection, headerRow } from "./gridSelection";

export interface Decoration {
  readonly uid: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly selection: GridSelection;
  readonly headerIdOf: (place: number) => string;
}

/**
 * Gives what SlickGrid has drawn its places for screen readers, and shows the selection. Runs after every drawing, over the few
 * dozen rows that exist as nodes.
 */
export function decorateGrid(grid: HTMLElement, { uid, rowCount, columnCount, selection, headerIdOf }: Decoration): void {
  const range = rangeOf(selection);
  grid.setAttribute("aria-rowcount", String(rowCount + 1));
  grid.setAttribute("aria-colcount", String(columnCount + 1));
  for (const header of grid.querySelectorAll(".slick-header-columns")) header.setAttribute("aria-rowindex", "1");
  for (const handle of grid.querySelectorAll(".slick-resizable-handle[role]")) hideHandle(handle);
  for (const node of grid.querySelectorAll<HTMLElement>(".slick-row")) decorateRow(node, uid, range, selection.active);
  for (const node of grid.querySelectorAll<HTMLElement>(".slick-header-column")) {
    node.classList.toggle("active-cell", isActiveHeader(node, selection.active));
  }
  grid.setAttribute("aria-activedescendant", activeId(uid, selection.active, headerIdOf));
}

/** SlickGrid calls it a separator, which would need a value; keyboards resize in the header itself. */
function hideHandle(handle: Element): void {
  handle.removeAttribute("role");
  handle.removeAttribute("aria-orientation");
}

function decorateRow(node: HTMLElement, uid: string, range: GridRange | undefined, active: GridPlace): void {
  const row = Number(node.dataset.row);
  node.setAttribute("aria-rowindex", String(row + 2));
  const rowSelected = range !== undefined && row >= range.startRow && row <= range.endRow;
  node.classList.toggle("touched", rowSelected);
  for (const cell of node.children) {
    const place = cell.getAttribute("data-place");
    if (place !== null) decorateCell(cell, uid, { row, column: Number(place) }, rowSelected ? range : undefined, active);
  }
}

function decorateCell(cell: Element, uid: string, place: GridPlace, range: GridRange | undefined, active: GridPlace): void {
  const selected = range !== undefined && contains(range, place);
  cell.id = cellId(uid, place);
  cell.setAttribute("aria-selected", String(selected));
  const classes = cell.classList;
  classes.toggle("selected", selected);
  classes.toggle("edge-top", selected && place.row === range.startRow);
  classes.toggle("edge-bottom", selected && place.row === range.endRow);
  classes.toggle("edge-left", selected && place.column === range.startColumn);
  classes.toggle("edge-right", selected && place.column === range.endColumn);
  classes.toggle("active-cell", place.row === active.row && place.column === active.column);
}

function isActiveHeader(node: HTMLElement, active: GridPlace): boolean {
  return active.row === headerRow && node.dataset.place === String(active.column);
}

function activeId(uid: string, active: GridPlace, headerIdOf: (place: number) => string): string {
  return active.row === headerRow ? headerIdOf(active.column) : cellId(uid, active);
}

function cellId(uid: string, { row, column }: GridPlace): string {
  return `${uid}-r${row}-p${column}`;
}

/** SlickGrid makes each of its boxes a stop. Scrolling boxes must say that they are none, or the browser makes them one. */
export function makeOneTabStop(grid: HTMLElement, viewports: readonly HTMLElement[]): void {
  for (const inner of grid.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
  for (const viewport of viewports) {
    viewport.tabIndex = -1;
    viewport.setAttribute("role", "rowgroup");
  }
  grid.tabIndex = 0;
  grid.setAttribute("aria-label", "Result");
  grid.setAttribute("aria-multiselectable", "true");
}
