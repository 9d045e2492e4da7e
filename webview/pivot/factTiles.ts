import type { PivotRows } from "../../src/protocol/pivot";
import { element } from "../elements/element";
import type { ValueLinks } from "./valueLinks";
import { columnLabel } from "./columnLabel";
import { listenToListKeys } from "./tableKeys";
import { namedRow, valueNode } from "./valueNode";

/** Of these the header of the panel tells. */
const inHeader: ReadonlySet<string> = new Set(["address", "kind"]);

/** As many tiles as there will be, so that nothing moves when they come. */
export function waitingTiles(): HTMLElement {
  const tiles = Array.from({ length: 11 }, () => {
    const line = element("span", { class: "placeholder-line" });
    return element("div", { class: "fact" }, element("dt", { text: "\u00a0" }), element("dd", {}, line, "\u00a0"));
  });
  return element("dl", { class: "facts", attributes: { "aria-hidden": "true" } }, ...tiles);
}

/** A single row as figures with their names. */
export function factTiles(rows: PivotRows, links: ValueLinks): HTMLElement {
  const cells = rows.rows[0] ?? [];
  const row = namedRow(rows, cells);
  const list = element("dl", { class: "facts" });
  for (const [index, column] of rows.columns.entries()) {
    if (inHeader.has(column.name)) continue;
    const value = element("dd", {}, valueNode(column, cells[index] ?? null, row, links));
    list.append(element("div", { class: "fact" }, element("dt", { text: columnLabel(column.name) }), value));
  }
  listenToListKeys(list);
  return list;
}
