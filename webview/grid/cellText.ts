import { assertNever } from "../../src/base/assertNever";
import { formatBytes } from "../../src/base/bytes";
import { protocolNames } from "../../src/base/network/protocolNames";
import { serviceName } from "../../src/base/network/serviceNames";
import { tcpFlagNames } from "../../src/base/network/tcpFlags";
import type { Cell, ResultColumn } from "../../src/protocol/query";

/** A stretch of a cell's text and how it is shown. */
export interface CellPart {
  readonly text: string;
  readonly tone: "plain" | "muted" | "accept" | "reject";
}

const amounts: ReadonlySet<ResultColumn["meaning"]> = new Set(["integer", "decimal", "packets", "bytes"]);

/** What a cell shows. Works on digits as text throughout: a sum may have more of them than a number can hold. */
export function cellParts(cell: Cell, column: ResultColumn, humanized: boolean): readonly CellPart[] {
  if (cell === null) return [{ text: "NULL", tone: "muted" }];
  const text = String(cell);
  switch (column.meaning) {
    case "integer":
    case "decimal":
    case "packets":
    case "bytes":
      return plain(isIdentifier(column) ? text : humanized ? humanizedBytes(text) : groupDigits(text));
    case "port":
      return withName(text, serviceName(Number(text)));
    case "protocol":
      return withName(text, protocolNames[Number(text)]);
    case "tcpFlags":
      return withName(text, tcpFlagNames(Number(text)));
    case "action":
      return [{ text: oneLine(text), tone: actionTone(text) }];
    case "time":
      return plain(timeText(text));
    case "text":
    case "boolean":
    case "date":
    case "interval":
    case "nested":
    case "blob":
    case "address":
    case "object":
      return plain(oneLine(text));
    default:
      return assertNever(column.meaning);
  }
}

/** The same as one text: for measuring, for finding, and for screen readers. */
export function cellText(cell: Cell, column: ResultColumn, humanized: boolean): string {
  return cellParts(cell, column, humanized)
    .map((part) => part.text)
    .join(" ");
}

/**
 * Whether the numbers of a column count or measure something. They stand at the right, so that their digits line up, and adding
 * them up makes sense; ports, protocols and ids only look like numbers.
 */
export function isAmount(column: ResultColumn): boolean {
  return amounts.has(column.meaning) && !isIdentifier(column);
}

/** Whether a column's numbers may be shown as bytes with a unit: counted bytes, and what a statement made of them. */
export function canBeHumanized(column: ResultColumn): boolean {
  return isAmount(column) && column.meaning !== "packets";
}

/** What the header says when pointed at. */
export function columnTooltip(column: ResultColumn): string {
  return column.meaning === "time" ? `${column.name}: ${column.type}, shown in UTC` : `${column.name}: ${column.type}`;
}

/** `1234567.5` → `1,234,567.5`. What is no plain number (`NaN`, `1e+30`) stays as it is. */
export function groupDigits(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = ""] = match;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
}

/** Numbers that name something: grouping their digits would only make them harder to compare. */
function isIdentifier(column: ResultColumn): boolean {
  return column.meaning === "integer" && /(^|_)(id|asn|version|year|code)$/i.test(column.name);
}

function humanizedBytes(text: string): string {
  return /^-?\d+$/.test(text) ? formatBytes(BigInt(text)) : Number.isFinite(Number(text)) ? formatBytes(Number(text)) : text;
}

function timeText(text: string): string {
  return text.replace("T", " ").replace(/Z$/, "");
}

function actionTone(text: string): CellPart["tone"] {
  const action = text.toUpperCase();
  return action.startsWith("ACCEPT") ? "accept" : action.startsWith("REJECT") ? "reject" : "plain";
}

function withName(text: string, name: string | undefined): readonly CellPart[] {
  return name === undefined || name === "" ? plain(oneLine(text)) : [...plain(text), { text: name, tone: "muted" }];
}

function plain(text: string): readonly CellPart[] {
  return [{ text, tone: "plain" }];
}

/** Line breaks and other control characters are shown as signs: a row stays one line, and nothing hides. */
function oneLine(text: string): string {
  return text.replace(/\r\n?|\n/g, "↵").replace(/\p{Cc}/gu, controlPicture);
}

function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "␡" : "�";
}
