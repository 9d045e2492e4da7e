import type { PivotRows } from "../../src/protocol/pivot";
import type { Cell } from "../../src/protocol/query";
import { element } from "../elements/element";
import { isAmount } from "../grid/cellText";
import { listenToTableKeys } from "./tableKeys";
import type { ValueLinks } from "./valueLinks";
import { namedRow, plainNumber, valueNode } from "./valueNode";

/**
 * Rows as a table. It is one stop of the keyboard, and the arrows go through its cells; bars behind the amounts show at a glance
 * which are the large ones.
 */
export function rowsTable(whole: PivotRows, links: ValueLinks): HTMLElement {
  const rows = withoutNames(whole);
  const { columns } = rows;
  const head = element("tr", {});
  for (const column of columns) {
    head.append(
      element("th", { text: links.columnName(column.name), ...(isAmount(column) ? { class: "right" } : {}), attributes: { scope: "col" } }),
    );
  }
  const largest = columns.map((column, index) =>
    isAmount(column) ? largestOf(rows.rows.map((row) => plainNumber(row[index] ?? null))) : 0,
  );
  const body = element("tbody", {});
  for (const cells of rows.rows) body.append(tableRow(rows, cells, largest, links));
  const table = element("table", { class: "rows-table", attributes: { role: "grid" } }, element("thead", {}, head), body);
  listenToTableKeys(table);
  return element("div", { class: "rows-scroll" }, table);
}

/** Ports have the name of their service beside them already. */
function withoutNames(rows: PivotRows): PivotRows {
  const kept = [...rows.columns.keys()].filter((index) => rows.columns[index]?.name !== "service");
  const pick = <T>(list: readonly T[]): T[] => list.filter((_, index) => kept.includes(index));
  return { ...rows, columns: pick(rows.columns), rows: rows.rows.map(pick) };
}

function tableRow(rows: PivotRows, cells: readonly Cell[], largest: readonly number[], links: ValueLinks): HTMLElement {
  const named = namedRow(rows, cells);
  const row = element("tr", {});
  for (const [index, column] of rows.columns.entries()) {
    const cell = cells[index] ?? null;
    const node = element("td", isAmount(column) ? { class: "right" } : {}, valueNode(column, cell, named, links));
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
