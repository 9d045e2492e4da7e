import type { Disposable } from "../../src/base/disposable";
import type { HeldKeys } from "../elements/menu";
import {
  cellCount,
  extendTo,
  rangeOf,
  contains,
  selectOne,
  selectRange,
  type GridPlace,
  type GridSelection,
  type GridBounds,
} from "./gridSelection";

/** What the pointer needs of a grid. */
export interface PointedGrid {
  readonly selection: GridSelection;
  readonly bounds: GridBounds;
  select(selection: GridSelection, reveal?: boolean): void;
  focus(): void;
}

export interface PointerEvents {
  /** The text of a value that leads on was clicked. */
  readonly followed: (place: GridPlace, at: { readonly x: number; readonly y: number }, keys: FollowKeys) => void;
  readonly menu: (place: GridPlace, at: { readonly x: number; readonly y: number }) => void;
  readonly opened: () => void;
}

/** `direct`: as a link in the editor is followed, with Ctrl or Cmd. */
export interface FollowKeys extends HeldKeys {
  readonly direct: boolean;
}

/** Selecting with the mouse: press, drag (also past the edges), shift-click, row numbers, and the menu. */
export function listenToPointer(node: HTMLElement, grid: PointedGrid, events: PointerEvents): Disposable {
  const drag = new Drag(node, grid);
  const press = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    // Without this the browser would move the focus into the cell and begin to select its text.
    event.preventDefault();
    grid.focus();
    // On a link Shift leaves its value out, as on a mark of a chart; where a range is being selected it goes on with that.
    const isLink = linkIn(event.target) !== null && isOneCell(grid.selection);
    if (event.button === 0) drag.begin(place, event.shiftKey && !isLink);
  };
  const openMenu = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    event.preventDefault();
    const range = rangeOf(grid.selection);
    if (place.column >= 0 && (range === undefined || !contains(range, place))) grid.select(selectOne(place), false);
    events.menu(place, { x: event.clientX, y: event.clientY });
  };
  const open = (event: MouseEvent): void => {
    if ((placeOf(event.target)?.column ?? -1) >= 0) events.opened();
  };
  const click = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    // SlickGrid's own handler would take the focus away.
    event.stopPropagation();
    const text = linkIn(event.target);
    // The second click of a double one is about the whole value.
    if (text === null || event.detail > 1 || drag.moved || !isOneCell(grid.selection)) return;
    const { left, bottom } = text.getBoundingClientRect();
    const { shiftKey, altKey } = event;
    events.followed(place, { x: left, y: bottom + 2 }, { shiftKey, altKey, direct: event.ctrlKey || event.metaKey });
  };
  node.addEventListener("mousedown", press);
  node.addEventListener("contextmenu", openMenu);
  node.addEventListener("dblclick", open);
  node.addEventListener("click", click, true);
  return { dispose: () => drag.end() };
}

function linkIn(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(".leads") : null;
}

function isOneCell(selection: GridSelection): boolean {
  const range = rangeOf(selection);
  return range === undefined || cellCount(range) === 1;
}

/** Row −1 does not come from here; column −1 is the row number. */
function placeOf(target: EventTarget | null): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest(".slick-cell") : null;
  const row = cell?.parentElement?.dataset.row;
  return cell === null || row === undefined ? undefined : { row: Number(row), column: Number(cell.getAttribute("data-place") ?? -1) };
}

class Drag {
  /** The pointer has left the cell that it was pressed in. */
  moved = false;
  private pointer = { x: 0, y: 0 };
  private frame = 0;
  private wholeRows = false;
  private firstRow = 0;

  constructor(
    private readonly node: HTMLElement,
    private readonly grid: PointedGrid,
  ) {}

  begin(place: GridPlace, extend: boolean): void {
    this.end();
    this.moved = false;
    this.wholeRows = place.column < 0;
    this.firstRow = this.wholeRows && extend ? Math.max(0, this.grid.selection.anchor.row) : place.row;
    if (this.wholeRows) this.selectRows(place.row);
    else this.grid.select(extend ? extendTo(this.grid.selection, place) : selectOne(place));
    document.addEventListener("mousemove", this.move);
    document.addEventListener("mouseup", this.end);
  }

  readonly end = (): void => {
    document.removeEventListener("mousemove", this.move);
    document.removeEventListener("mouseup", this.end);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  };

  private readonly move = (event: MouseEvent): void => {
    if (event.buttons === 0) return this.end();
    this.pointer = { x: event.clientX, y: event.clientY };
    if (this.frame === 0) this.frame = requestAnimationFrame(this.follow);
  };

  /** Extends to the cell nearest to the pointer; while the pointer is past an edge, goes on frame by frame. */
  private readonly follow = (): void => {
    this.frame = 0;
    const body = this.body();
    const { x, y } = this.pointer;
    const inside = { x: clampTo(x, body.left, body.right), y: clampTo(y, body.top, body.bottom) };
    const place = placeOf(document.elementFromPoint(inside.x, inside.y));
    if (place === undefined) return;
    const past = y < body.top ? -1 : y > body.bottom ? 1 : 0;
    const aside = x < body.left ? -1 : x > body.right ? 1 : 0;
    this.reach({ row: place.row + past * 2, column: place.column + aside });
    if (past !== 0 || aside !== 0) this.frame = requestAnimationFrame(this.follow);
  };

  private reach(place: GridPlace): void {
    const { rows, columns } = this.grid.bounds;
    const row = clampTo(place.row, 0, rows - 1);
    if (this.wholeRows) return this.selectRows(row);
    const column = clampTo(place.column, 0, columns - 1);
    const { active } = this.grid.selection;
    if (active.row === row && active.column === column) return;
    this.moved = true;
    this.grid.select(extendTo(this.grid.selection, { row, column }));
  }

  private selectRows(row: number): void {
    const range = { startRow: this.firstRow, endRow: row, startColumn: 0, endColumn: this.grid.bounds.columns - 1 };
    this.grid.select(selectRange({ row, column: Math.max(0, this.grid.selection.active.column) }, range));
  }

  /** Where the cells are, without header and scrollbars. */
  private body(): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } {
    const whole = this.node.getBoundingClientRect();
    const scroller = this.node.querySelector(".slick-viewport-top.slick-viewport-right");
    if (scroller === null) return whole;
    const { left, top } = scroller.getBoundingClientRect();
    return { left: whole.left + 1, right: left + scroller.clientWidth - 2, top: top + 1, bottom: top + scroller.clientHeight - 2 };
  }
}

function clampTo(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
