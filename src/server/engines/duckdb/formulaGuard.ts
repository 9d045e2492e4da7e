import { formulaStart, guardedText } from "../../../base/spreadsheetText";
import type { Cell } from "../../../protocol/query";

/** A field of CSV as RFC 4180 has it. Numbers are safe as they are: `-5` is no formula. */
export function csvField(cell: Cell, isNumber: boolean): string {
  if (cell === null) return "";
  const text = isNumber ? String(cell) : guardedText(String(cell));
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `guardedText` in the engine. */
export function guardedSql(text: string): string {
  return `CASE WHEN regexp_matches(${text}, '${formulaStart}') THEN '''' || ${text} ELSE ${text} END`;
}
