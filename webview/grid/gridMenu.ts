import type { CopyFormat, ResultColumn } from "../../src/protocol/query";
import type { GridViewState } from "../../src/protocol/resultsPanel";
import type { MenuEntry } from "../elements/menu";
import { canBeHumanized } from "./cellText";
import { visibleColumns } from "./gridView";

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

/** On cells: of the selection, and of the cell that the keyboard is on. */
export function cellMenu(column: number, meta: ResultColumn, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
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

export function headerMenu(column: number, meta: ResultColumn, view: GridViewState, actions: GridActions): readonly MenuEntry[] {
  const place = visibleColumns(view).indexOf(column);
  const last = visibleColumns(view).length - 1;
  return [
    ...sortEntries(column, view, actions),
    separator,
    { kind: "item", label: "Filter…", keys: "Alt+Down", run: () => actions.filter(column) },
    {
      kind: "item",
      label: "Remove filters of this column",
      enabled: view.filters.some((filter) => filter.column === column),
      run: () => actions.removeFilters(column),
    },
    separator,
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
