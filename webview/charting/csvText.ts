import { guardedText } from "../../src/base/spreadsheetText";
import type { Cell } from "../../src/protocol/query";
import type { ChartTable } from "../charts/chart";

/** The rows of a chart as CSV, with CRLF as its standard says. */
export function csvText({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((cells) => `${cells.map(field).join(",")}\r\n`).join("");
}

function field(cell: Cell): string {
  if (cell === null) return "";
  const text = typeof cell === "string" ? guardedText(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
