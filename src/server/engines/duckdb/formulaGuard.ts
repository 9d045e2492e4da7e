import type { Cell } from "../../../protocol/query";

/** A text that begins so is run as a formula by spreadsheets; an apostrophe before it makes it text. */
const formula = /^[=+\-@\t\r]/;

/** A field of CSV as RFC 4180 has it. Numbers are safe as they are: `-5` is no formula. */
export function csvField(cell: Cell, isNumber: boolean): string {
  if (cell === null) return "";
  const text = isNumber ? String(cell) : guardedText(String(cell));
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function guardedText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The same in the engine. */
export function guardedSql(text: string): string {
  return `CASE WHEN regexp_matches(${text}, '^[=+\\-@\\t\\r]') THEN '''' || ${text} ELSE ${text} END`;
}
