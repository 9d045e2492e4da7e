import type { PivotColumn, PivotRows } from "../../src/protocol/pivot";
import type { Cell } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element, textButton } from "../elements/element";
import { isAmount } from "../grid/cellText";
import { withColumnEdges } from "./columnEdges";
import { shortTimes, type ShortTimes } from "./shortTimes";
import { listenToTableKeys } from "./tableKeys";
import type { ValueLinks } from "./valueLinks";
import { namedRow, plainNumber, valueNode } from "./valueNode";

/** So many rows are shown before somebody asks for all: no box scrolls inside the page. */
const fewRows = 8;
/** A button to show so few more would take as much room as they do. */
const notWorthHiding = 2;

export interface RowsLook {
  readonly few?: number;
  /** Opens the statement that gives all rows, where there are more than those that came. */
  readonly openAll?: () => void;
  /** Whether somebody asked for all that came, before they are drawn and after each change. */
  readonly unfolded?: boolean;
  readonly unfold?: (unfolded: boolean) => void;
}

/** Rows as a table, the first of them or all that came. */
export function rowsTable(
  whole: PivotRows,
  links: ValueLinks,
  { few = fewRows, openAll, unfolded = false, unfold }: RowsLook = {},
): HTMLElement {
  const rows = withoutHidden(whole);
  const count = rows.rows.length;
  const scroll = element("div", { class: "rows-scroll" });
  const isLong = count > few + notWorthHiding;
  const shown = (everything: boolean): HTMLElement => table(rows, everything ? count : few, links);
  scroll.append(shown(!isLong || unfolded));
  const place = withColumnEdges(scroll);
  if (!isLong) return place;
  const all = whole.all === undefined ? `Show all ${countText(count)}` : `Show ${countText(count)} of ${countText(whole.all)}`;
  const first = `Show the first ${few}`;
  const more = textButton({
    label: unfolded ? first : all,
    class: "rows-more",
    run: (button) => {
      const unfolds = button.getAttribute("aria-expanded") === "false";
      scroll.replaceChildren(shown(unfolds));
      button.setAttribute("aria-expanded", String(unfolds));
      button.replaceChildren(unfolds ? first : all);
      unfold?.(unfolds);
      if (!unfolds) button.scrollIntoView({ block: "nearest" });
    },
  });
  more.setAttribute("aria-expanded", String(unfolded));
  const foot = element("div", { class: "rows-foot" }, more);
  if (whole.all !== undefined && openAll !== undefined)
    foot.append(textButton({ icon: "new-file", label: `Open all ${countText(whole.all)} as .flowsql`, class: "rows-all", run: openAll }));
  return element("div", { class: "rows" }, place, foot);
}

/**
 * One stop of the keyboard, and the arrows go through its cells; bars behind the amounts show at a glance which are the large ones, of
 * all rows.
 */
function table(rows: PivotRows, count: number, links: ValueLinks): HTMLTableElement {
  const { columns } = rows;
  const times = shortTimes(rows);
  const head = element("tr", {}, ...columns.map((column) => headCell(column, times, links)));
  const largest = columns.map((column, index) =>
    isAmount(column) ? largestOf(rows.rows.map((row) => plainNumber(row[index] ?? null))) : 0,
  );
  const body = element("tbody", {});
  for (const cells of rows.rows.slice(0, count)) body.append(tableRow(rows, cells, { largest, times, links }));
  const made = element("table", { class: "rows-table", attributes: { role: "grid" } }, element("thead", {}, head), body);
  listenToTableKeys(made);
  return made;
}

function headCell(column: PivotColumn, times: ShortTimes, links: ValueLinks): HTMLElement {
  const cell = element("th", { text: links.columnName(column.name), attributes: { scope: "col" } });
  if (isAmount(column)) cell.className = "right";
  if (column.meaning !== "time") return cell;
  cell.title = `${times.common} UTC`.trim();
  if (times.common !== "") cell.append(" ", element("span", { class: "head-day", text: times.common }));
  return cell;
}

const hiddenColumns: ReadonlySet<string> = new Set([
  // Ports have the name of their service beside them already.
  "service",
  // Of these the page tells above or below the rows.
  "all_ports",
  "all_peers",
  "all_interfaces",
  "all_scans",
  "ports_that_answered",
]);

function withoutHidden(rows: PivotRows): PivotRows {
  const kept = [...rows.columns.keys()].filter((index) => !hiddenColumns.has(rows.columns[index]?.name ?? ""));
  const pick = <T>(list: readonly T[]): T[] => list.filter((_, index) => kept.includes(index));
  return { ...rows, columns: pick(rows.columns), rows: rows.rows.map(pick) };
}

interface RowLook {
  /** Of each column; 0 where there are no bars. */
  readonly largest: readonly number[];
  readonly times: ShortTimes;
  readonly links: ValueLinks;
}

function tableRow(rows: PivotRows, cells: readonly Cell[], { largest, times, links }: RowLook): HTMLElement {
  const named = namedRow(rows, cells);
  const row = element("tr", {});
  for (const [index, column] of rows.columns.entries()) {
    const cell = cells[index] ?? null;
    const node = element("td", isAmount(column) ? { class: "right" } : {}, valueNode(column, cell, named, links, times));
    const share = (largest[index] ?? 0) > 0 ? plainNumber(cell) / (largest[index] ?? 1) : 0;
    if (share > 0) node.prepend(bar(share));
    row.append(node);
  }
  return row;
}

/** 0 where all are alike: bars would say nothing then. */
function largestOf(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest === Math.min(...values) ? 0 : largest;
}

/** `share`: 0 to 1. */
export function bar(share: number): HTMLElement {
  const node = element("span", { class: "bar", attributes: { "aria-hidden": "true" } });
  node.style.width = `${Math.max(1, share * 100).toFixed(1)}%`;
  return node;
}
