import { once } from "node:events";
import { DisposeResult, GetCell, GetRows, type Cell, type ResultColumn, type ResultSummary } from "../protocol/query";
import type { EngineClient } from "./engineClient";

export const outputFormats = ["table", "csv", "json", "ndjson"] as const;
export type OutputFormat = (typeof outputFormats)[number];

export function isOutputFormat(text: string): text is OutputFormat {
  return (outputFormats as readonly string[]).includes(text);
}

const pageRows = 2000;
/** Wide values would push all other columns off the screen; every other format has them whole. */
const widestCell = 60;

/** Writes a result to standard output, page by page, and lets the engine forget it. */
export async function printResult(engine: EngineClient, summary: ResultSummary, format: OutputFormat, signal: AbortSignal): Promise<void> {
  if (summary.kind === "done") {
    if (format === "json") await write("[]\n");
    if (format === "table") await write(`${summary.message ?? "Done."}\n`);
    return;
  }
  const rows = readRows(engine, summary, signal);
  if (format === "table") await printTable(summary, rows);
  else if (format === "csv") await printCsv(summary, rows);
  else await printJson(summary, rows, format);
  await engine.request(DisposeResult, { resultId: summary.resultId }, signal);
}

/** Rows in order, page by page; cells that a page carries cut are fetched whole. */
async function* readRows(engine: EngineClient, summary: ResultSummary, signal: AbortSignal): AsyncGenerator<Cell[][]> {
  const { resultId, rowCount } = summary;
  for (let start = 0; start < rowCount; start += pageRows) {
    const page = await engine.request(GetRows, { resultId, start, count: Math.min(pageRows, rowCount - start) }, signal);
    const length = page.cells[0]?.length ?? 0;
    const rows = Array.from({ length }, (_, row) => page.cells.map((column) => column[row] ?? null));
    for (const [column, row] of page.cut) {
      const { value } = await engine.request(GetCell, { resultId, row: start + row, column }, signal);
      const cells = rows[row];
      if (cells !== undefined) cells[column] = value;
    }
    yield rows;
  }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

async function printTable({ columns, rowCount }: ResultSummary, pages: AsyncGenerator<Cell[][]>): Promise<void> {
  const shown = (cell: Cell) => {
    const text = cell === null ? "" : String(cell).replaceAll(/\s+/g, " ");
    return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
  };
  const right = columns.map(isNumeric);
  let widths: number[] | undefined;
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, index) => (right[index] === true ? cell.padStart(widths?.[index] ?? 0) : cell.padEnd(widths?.[index] ?? 0)))
      .join("  ")
      .trimEnd()}\n`;
  const heading = (first: readonly string[][]) => {
    widths = columns.map(({ name }, index) => first.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), name.length));
    return line(columns.map(({ name }) => name)) + line(widths.map((width) => "-".repeat(width)));
  };
  for await (const rows of pages) {
    const texts = rows.map((row) => row.map(shown));
    await write((widths === undefined ? heading(texts) : "") + texts.map(line).join(""));
  }
  if (widths === undefined) await write(heading([]));
  await write(`(${rowCount.toLocaleString("en-US")} ${rowCount === 1 ? "row" : "rows"})\n`);
}

function isNumeric({ type }: ResultColumn): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
}

async function printCsv({ columns }: ResultSummary, pages: AsyncGenerator<Cell[][]>): Promise<void> {
  const field = (cell: Cell) => {
    const text = cell === null ? "" : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  await write(`${columns.map(({ name }) => field(name)).join(",")}\n`);
  for await (const rows of pages) await write(rows.map((row) => `${row.map(field).join(",")}\n`).join(""));
}

async function printJson({ columns }: ResultSummary, pages: AsyncGenerator<Cell[][]>, format: "json" | "ndjson"): Promise<void> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  const object = (row: readonly Cell[]) =>
    `{${row.map((cell, index) => `${names[index] ?? ""}:${jsonValue(cell, columns[index])}`).join(",")}}`;
  let first = true;
  for await (const rows of pages) {
    const texts = rows.map(object);
    if (format === "ndjson") {
      await write(texts.map((text) => `${text}\n`).join(""));
    } else {
      await write((first ? "[\n" : ",\n") + texts.join(",\n"));
      first = false;
    }
  }
  if (format === "json") await write(first ? "[]\n" : "\n]\n");
}

/** Wide integers come as digits: they are numbers as long as every JSON reader keeps all of them, and text beyond. */
function jsonValue(cell: Cell, column: ResultColumn | undefined): string {
  if (typeof cell !== "string" || column === undefined || !isNumeric(column)) {
    return column?.meaning === "nested" && typeof cell === "string" ? cell : JSON.stringify(cell);
  }
  const value = Number(cell);
  if (/^-?\d+$/.test(cell)) return Number.isSafeInteger(value) ? cell : JSON.stringify(cell);
  return /^-?\d+\.\d+$/.test(cell) && cell.replace(/\D/g, "").length <= 15 ? cell : JSON.stringify(cell);
}
