import type { Column, GridOption } from "slickgrid";
import type { ResultColumn } from "../../src/protocol/query";
import { columnTooltip, isAmount } from "./cellText";
import { renderRowNumber } from "./cellNode";

/** A row is only its number; formatters ask the source for its cells. */
export interface GridRow {
  readonly row: number;
}

export const rowNumberId = "row-number";
export const narrowestColumn = 40;

/** What SlickGrid is asked to do, and not to do, whatever the result. */
export const fixedOptions: GridOption = {
  // Formatters make nodes; text that reaches SlickGrid is set as text.
  enableHtmlRendering: false,
  enableCellNavigation: false,
  enableColumnReorder: false,
  enableMouseWheelScrollHandler: false,
  enableAutoTooltip: false,
  showCellSelection: false,
  // Rows are cheap placeholders until their page is here, so each frame of a scroll can draw them.
  forceSyncScrolling: true,
  suppressCssChangesOnHiddenInit: true,
  syncColumnCellResize: true,
  skipFreezeColumnValidation: true,
  invalidColumnFreezePickerCallback: () => undefined,
  invalidColumnFreezeWidthCallback: () => undefined,
  frozenColumn: 0,
  headerRowHeight: 0,
  mixinDefaults: false,
};

export function columnId(column: number): string {
  return `c${column}`;
}

export function columnOfId(id: string): number {
  return Number(id.slice(1));
}

/** Always the first column, and always frozen. */
export function rowNumberColumn(width: number): Column<GridRow> {
  return {
    id: rowNumberId,
    field: "row",
    name: "#",
    width,
    cssClass: "row-number",
    headerCssClass: "row-number right",
    resizable: false,
    reorderable: false,
    cellAttrs: { role: "rowheader", "aria-colindex": "1" },
    headerCellAttrs: { "aria-colindex": "1", "aria-label": "Row number", title: "Select all" },
    formatter: (row) => renderRowNumber(row),
  };
}

export interface ShownColumn {
  /** Index in the result. */
  readonly column: number;
  /** From 0, without the row numbers. */
  readonly place: number;
  readonly meta: ResultColumn;
  readonly width: number;
  readonly render: (row: number) => HTMLElement;
}

export function resultColumn({ column, place, meta, width, render }: ShownColumn): Column<GridRow> {
  const classes = `meaning-${meta.meaning}${isAmount(meta) ? " right" : ""}`;
  const colindex = String(place + 2);
  return {
    id: columnId(column),
    field: "row",
    name: meta.name,
    toolTip: columnTooltip(meta),
    width,
    minWidth: narrowestColumn,
    cssClass: classes,
    headerCssClass: classes,
    cellAttrs: { "aria-colindex": colindex, "data-place": String(place) },
    headerCellAttrs: { "aria-colindex": colindex, "data-column": String(column), "data-place": String(place) },
    formatter: (row) => render(row),
  };
}
