import type { PivotColumn, PivotRows, PivotSubject } from "../../src/protocol/pivot";
import type { Cell } from "../../src/protocol/query";
import { countText } from "../elements/countText";
import { element } from "../elements/element";
import { cellParts, isAmount } from "../grid/cellText";
import { wholeTime, type ShortTimes } from "./shortTimes";
import type { ValueLinks } from "./valueLinks";
import type { Row } from "./valueMenu";
import { subjectOf } from "./valueSubject";

/**
 * A value of the panel as it is read: a link where it leads on, bytes with a unit, numbers with their names, times as short as `times`
 * makes them.
 */
export function valueNode(column: PivotColumn, cell: Cell, row: Row, links: ValueLinks, times?: ShortTimes): HTMLElement {
  if (cell === null) return element("span", { class: "value tone-muted", text: "–" });
  const ports = column.name === "ports" ? listedPorts(cell) : [];
  if (ports.length > 0) return portList(ports, row, links);
  const isTime = column.meaning === "time";
  const parts =
    isTime && times !== undefined
      ? [{ text: times.text(String(cell)), tone: "plain" }]
      : cellParts(cell, column, column.meaning === "bytes");
  const nodes = parts.map(({ text, tone }) => element("span", tone === "plain" ? { text } : { class: `tone-${tone}`, text }));
  const content = nodes.flatMap((node, index) => (index === 0 ? [node] : [" ", node]));
  const subject = linked(column, cell);
  if (subject !== undefined) return links.link(subject, content, row);
  const exact = column.meaning === "bytes" ? `${countText(Number(cell))} bytes` : isTime ? `${wholeTime(String(cell))} UTC` : "";
  const figure = isTime || isAmount(column) ? links.figure(column.name, cell, isTime, content, row) : undefined;
  const node = figure ?? element("span", { class: "value" }, ...content);
  if (exact !== "") node.title = node.title === "" ? exact : `${exact}\n${node.title}`;
  return node;
}

const portColumn: PivotColumn = { name: "port", type: "INTEGER", meaning: "port", link: "port" };

function portList(ports: readonly number[], row: Row, links: ValueLinks): HTMLElement {
  const list = element("span", { class: "value-list" });
  for (const port of ports) list.append(valueNode(portColumn, port, row, links));
  return list;
}

/** Lists go over the wire as JSON. */
function listedPorts(cell: Cell): readonly number[] {
  try {
    const list: unknown = typeof cell === "string" ? JSON.parse(cell) : [];
    return Array.isArray(list) ? list.filter((port) => typeof port === "number") : [];
  } catch {
    return [];
  }
}

/** A row by the names of its columns, as questions take it. */
export function namedRow({ columns }: PivotRows, cells: readonly Cell[]): Row {
  return Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null]));
}

export function plainNumber(cell: Cell): number {
  const value = typeof cell === "string" || typeof cell === "number" ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : 0;
}

function linked(column: PivotColumn, cell: Cell): PivotSubject | undefined {
  const { link } = column;
  if (link === undefined || cell === null || cell === "") return undefined;
  if (link === "address" || link === "port") return subjectOf({ ...column, meaning: link }, cell);
  return { kind: link, id: String(cell) };
}
