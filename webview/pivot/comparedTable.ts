import type { PivotRows } from "../../src/protocol/pivot";
import { element } from "../elements/element";
import { isAmount } from "../grid/cellText";
import { bar } from "./rowsTable";
import { listenToTableKeys } from "./tableKeys";
import type { ValueLinks } from "./valueLinks";
import { columnLabel } from "./columnLabel";
import { namedRow, plainNumber, valueNode } from "./valueNode";

/** Rows laid side by side: a column for each, and a line for each of their columns. The first column of the rows names them. */
export function comparedTable(rows: PivotRows, links: ValueLinks): HTMLElement {
  const [name, ...facts] = rows.columns;
  const head = element(
    "tr",
    {},
    element("th", { attributes: { scope: "col" } }, element("span", { class: "for-screen-readers", text: "Figure" })),
  );
  for (const cells of rows.rows) {
    const link = name === undefined ? "" : valueNode(name, cells[0] ?? null, namedRow(rows, cells), links);
    head.append(element("th", { attributes: { scope: "col" } }, link));
  }
  const body = element("tbody", {});
  for (const [index, column] of facts.entries()) {
    const cells = rows.rows.map((row) => row[index + 1] ?? null);
    const largest = isAmount(column) ? Math.max(...cells.map(plainNumber)) : 0;
    const line = element("tr", {}, element("th", { text: columnLabel(column.name), attributes: { scope: "row" } }));
    for (const [at, cell] of cells.entries()) {
      const node = element("td", {}, valueNode(column, cell, namedRow(rows, rows.rows[at] ?? []), links));
      if (largest > 0 && plainNumber(cell) > 0) node.prepend(bar(plainNumber(cell) / largest));
      line.append(node);
    }
    body.append(line);
  }
  const table = element("table", { class: "rows-table compared-table", attributes: { role: "grid" } }, element("thead", {}, head), body);
  listenToTableKeys(table);
  return element("div", { class: "rows-scroll whole" }, table);
}
