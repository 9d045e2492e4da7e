import { isJson } from "../../../base/isJson";
import type { Cell, CopiedText, CopyFormat } from "../../../protocol/query";
import { isNumeric, type StoredColumn } from "./cellValues";
import { csvField } from "./formulaGuard";

/** How a selection becomes text: what stands above its rows, a row, what stands between two and below all. */
export interface CopyWriter {
  readonly head: string;
  /** `undefined`: this row adds nothing. */
  row(cells: readonly Cell[]): string | undefined;
  readonly between: string;
  readonly foot: string;
  /** The whole text, where no row adds anything and head and foot alone would not do. */
  readonly empty?: string;
}

export function copyWriter(format: CopyFormat, columns: readonly StoredColumn[]): CopyWriter {
  switch (format) {
    case "tsv":
      return { head: "", row: (cells) => cells.map(tsvField).join("\t"), between: "\n", foot: "" };
    case "tsvWithHeaders":
      return { ...copyWriter("tsv", columns), head: `${columns.map(({ name }) => tsvField(name)).join("\t")}\n` };
    case "csv":
      return {
        head: `${columns.map(({ name }) => csvField(name, false)).join(",")}\r\n`,
        row: (cells) => cells.map((cell, index) => csvField(cell, isNumberAt(columns, index))).join(","),
        between: "\r\n",
        foot: "\r\n",
      };
    case "json":
      return jsonWriter(columns);
    case "markdown":
      return markdownWriter(columns);
    case "sqlInList":
      return inListWriter(columns);
  }
}

/** Collects rows until there are as many bytes as there may be. */
export class CopyText {
  private readonly rows: string[] = [];
  private sizeBytes: number;
  private taken = 0;
  private full = false;

  constructor(
    private readonly writer: CopyWriter,
    private readonly limitBytes: number,
  ) {
    this.sizeBytes = Buffer.byteLength(writer.head + writer.foot);
  }

  /** False once no more goes in. */
  add(cells: readonly Cell[]): boolean {
    if (this.full) return false;
    const row = this.writer.row(cells);
    const sizeBytes = row === undefined ? 0 : Buffer.byteLength(row) + Buffer.byteLength(this.writer.between);
    this.full = this.sizeBytes + sizeBytes > this.limitBytes;
    if (this.full) return false;
    if (row !== undefined) this.rows.push(row);
    this.sizeBytes += sizeBytes;
    this.taken++;
    return true;
  }

  finish(): CopiedText {
    const { head, between, foot, empty } = this.writer;
    const text = this.rows.length === 0 && empty !== undefined ? empty : head + this.rows.join(between) + foot;
    if (!this.full) return { text };
    const sentence = `The clipboard gets the first ${this.taken.toLocaleString("en-US")} rows: more than that is for Save Result.`;
    return { text, cut: { rows: this.taken, sentence } };
  }
}

function tsvField(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isNumberAt(columns: readonly StoredColumn[], index: number): boolean {
  const column = columns[index];
  return column !== undefined && (isNumeric(column) || column.shape === "boolean");
}

function jsonWriter(columns: readonly StoredColumn[]): CopyWriter {
  const keys = distinctNames(columns);
  const row = (cells: readonly Cell[]): string => {
    const fields = cells.map((cell, index) => `${JSON.stringify(keys[index])}: ${jsonValue(cell, columns[index])}`);
    return `  {${fields.join(", ")}}`;
  };
  return { head: "[\n", row, between: ",\n", foot: "\n]\n" };
}

/** Names that are all different: a JSON object keeps only one value for each. */
export function distinctNames(columns: readonly StoredColumn[]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let free = name;
    for (let number = 1; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function jsonValue(cell: Cell, column: StoredColumn | undefined): string {
  if (typeof cell !== "string" || column === undefined) return JSON.stringify(cell);
  if (column.meaning === "nested" && isJson(cell)) return cell;
  // A number of so many digits comes out of a reader of JSON as it went in.
  const isExact = column.shape === "digits" && Number(cell.replace(/[-.]/g, "")) <= Number.MAX_SAFE_INTEGER;
  return isExact ? cell : JSON.stringify(cell);
}

function markdownWriter(columns: readonly StoredColumn[]): CopyWriter {
  const line = (fields: readonly string[]): string => `| ${fields.join(" | ")} |`;
  const names = line(columns.map(({ name }) => markdownText(name)));
  const rule = line(columns.map((column) => (isNumeric(column) ? "---:" : "---")));
  const row = (cells: readonly Cell[]): string => line(cells.map((cell) => (cell === null ? "" : markdownText(String(cell)))));
  return { head: `${names}\n${rule}\n`, row, between: "\n", foot: "\n" };
}

/** Shown by Markdown as it is: nothing in it formats, links, or ends the cell. */
function markdownText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\|`*_[\]~]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "<br>");
}

/** `('10.0.0.1', '10.0.0.2')`: each value once. An empty list is no SQL, `(NULL)` is and matches nothing. */
function inListWriter(columns: readonly StoredColumn[]): CopyWriter {
  const seen = new Set<string>();
  const row = (cells: readonly Cell[]): string | undefined => {
    const values = cells.flatMap((cell, index) => (cell === null ? [] : sqlValue(cell, columns[index])));
    const fresh = values.filter((value) => !seen.has(value) && seen.add(value));
    if (fresh.length === 0) return undefined;
    const first = seen.size === fresh.length;
    return (first ? "" : ", ") + fresh.join(", ");
  };
  return { head: "(", row, between: "", foot: ")", empty: "(NULL)" };
}

function sqlValue(cell: string | number | boolean, column: StoredColumn | undefined): string {
  const isBare = typeof cell !== "string" || column?.shape === "digits";
  return isBare ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
}
