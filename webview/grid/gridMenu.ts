import type { CopyFormat, ResultColumn } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import { openMenu, type MenuEntry } from "../elements/menu";
import type { OverlayPlace } from "../elements/overlay";
import { canBeHumanized } from "./cellText";
import { headerRow, type GridPlace } from "./gridSelection";
import { concernsColumn, visibleColumns } from "./gridView";
import type { ResultGrid } from "./resultGrid";

/** What menus of the grid can do. */
export interface GridActions {
  copy(format: CopyFormat): void;
  openCell(): void;
  filterTo(exclude: boolean): void;
  filter(column: number): void;
  removeFilters(column: number): void;
  sort(column: number, descending: boolean, add: boolean): void;
  unsort(column: number): void;
  move(column: number, by: number): void;
  hide(column: number): void;
  chooseColumns(): void;
  fit(column: number): void;
  widen(column: number, by: number): void;
  freeze(columns: number): void;
  humanize(column: number, on: boolean): void;
  selectColumn(column: number): void;
  profile(column: number): void;
}

const separator: MenuEntry = { kind: "separator" };

const copyFormats: readonly { readonly format: CopyFormat; readonly label: string; readonly keys?: string }[] = [
  { format: "tsv", label: "Copy", keys: "Ctrl+C" },
  { format: "tsvWithHeaders", label: "Copy with headers", keys: "Ctrl+Shift+C" },
  { format: "csv", label: "Copy as CSV" },
  { format: "json", label: "Copy as JSON" },
  { format: "markdown", label: "Copy as Markdown" },
  { format: "sqlInList", label: "Copy as SQL IN list" },
];

export function copyMenu(actions: GridActions): readonly MenuEntry[] {
  return copyFormats.map(({ format, label, keys }) => ({
    kind: "item",
    label,
    ...(keys === undefined ? {} : { keys }),
    run: () => actions.copy(format),
  }));
}

export interface GridMenuOptions {
  readonly grid: ResultGrid;
  readonly columns: readonly ResultColumn[];
  readonly view: GridViewState;
  readonly actions: GridActions;
  /** Of the value of the cell. */
  readonly onTop: readonly MenuEntry[];
}

/** The menu of a cell, or of a header (row −1). Row numbers have the menu of the first column. */
export function openGridMenu({ grid, columns, view, actions, onTop }: GridMenuOptions, place: GridPlace, at: OverlayPlace): void {
  const column = grid.visible[Math.max(0, place.column)] ?? 0;
  const meta = columns[column];
  if (meta === undefined) return;
  const inHeader = place.row === headerRow;
  const entries = inHeader
    ? headerMenu(column, meta, view, actions)
    : [...onTop, ...(onTop.length > 0 ? [separator] : []), ...cellMenu(column, meta, view, actions)];
  openMenu(inHeader ? `Column ${meta.name}` : "Cell", entries, at, grid.node);
}

/** On cells: of the selection, and of the cell that the keyboard is on. */
function cellMenu(column: number, meta: ResultColumn, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
  return [
    ...copyMenu(actions),
    separator,
    { kind: "item", label: "Show whole value", keys: "Enter", run: () => actions.openCell() },
    { kind: "item", label: "Filter to this value", run: () => actions.filterTo(false) },
    { kind: "item", label: "Exclude this value", run: () => actions.filterTo(true) },
    separator,
    ...sortEntries(column, view, actions),
    separator,
    ...columnEntries(column, meta, view, actions),
  ];
}

function headerMenu(column: number, meta: ResultColumn, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
  const place = visibleColumns(view).indexOf(column);
  const last = visibleColumns(view).length - 1;
  return [
    ...sortEntries(column, view, actions),
    separator,
    { kind: "item", label: "Filter…", keys: "Alt+Down", run: () => actions.filter(column) },
    {
      kind: "item",
      label: "Remove filters of this column",
      enabled: view.filters.some((filter) => concernsColumn(filter, column)),
      run: () => actions.removeFilters(column),
    },
    separator,
    { kind: "item", label: "Column profile", keys: "Alt+P", run: () => actions.profile(column) },
    { kind: "item", label: "Select column", keys: "Ctrl+Space", run: () => actions.selectColumn(column) },
    { kind: "item", label: "Move left", keys: "Alt+Shift+Left", enabled: place > 0, run: () => actions.move(column, -1) },
    { kind: "item", label: "Move right", keys: "Alt+Shift+Right", enabled: place < last, run: () => actions.move(column, 1) },
    { kind: "item", label: "Fit width", keys: "Shift+Home", run: () => actions.fit(column) },
    { kind: "item", label: "Wider", keys: "Shift+Right", run: () => actions.widen(column, 20) },
    { kind: "item", label: "Narrower", keys: "Shift+Left", run: () => actions.widen(column, -20) },
    separator,
    ...columnEntries(column, meta, view, actions),
  ];
}

function sortEntries(column: number, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
  const key = view.sort.find((other) => other.column === column);
  const others = view.sort.some((other) => other.column !== column);
  return [
    { kind: "item", label: "Sort ascending", checked: key?.descending === false, run: () => actions.sort(column, false, false) },
    { kind: "item", label: "Sort descending", checked: key?.descending === true, run: () => actions.sort(column, true, false) },
    { kind: "item", label: "Then sort by this, ascending", enabled: others, run: () => actions.sort(column, false, true) },
    { kind: "item", label: "Then sort by this, descending", enabled: others, run: () => actions.sort(column, true, true) },
    { kind: "item", label: "Do not sort by this", enabled: key !== undefined, run: () => actions.unsort(column) },
  ];
}

function columnEntries(column: number, meta: ResultColumn, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
  const visible = visibleColumns(view);
  const upTo = visible.indexOf(column) + 1;
  const humanized = view.humanized.includes(column);
  const units: readonly MenuEntry[] = canBeHumanized(meta)
    ? [{ kind: "item", label: "Show bytes with units", checked: humanized, run: () => actions.humanize(column, !humanized) }]
    : [];
  return [
    ...units,
    { kind: "item", label: "Freeze up to this column", enabled: upTo < visible.length, run: () => actions.freeze(upTo) },
    { kind: "item", label: "Unfreeze", enabled: view.frozenColumns > 0, run: () => actions.freeze(0) },
    { kind: "item", label: "Hide column", enabled: visible.length > 1, run: () => actions.hide(column) },
    { kind: "item", label: "Choose columns…", run: () => actions.chooseColumns() },
  ];
}
