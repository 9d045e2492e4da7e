import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell, ResultPage } from "../../../protocol/query";
import { producesText, type StoredColumn, wireCell, wireSql } from "./cellValues";

/** Characters of a text that a page shows. */
const shownCharacters = 1000;

export interface PageRequest {
  readonly start: number;
  readonly count: number;
  readonly columns: readonly StoredColumn[];
}

/** Rows by their number: the engine finds them at any depth without reading what lies before. */
export async function readPage(
  connection: DuckDBConnection,
  { table }: { readonly table: string },
  page: PageRequest,
): Promise<ResultPage> {
  const cells = page.columns.map((column) => {
    const sql = wireSql(column);
    return producesText(column) ? `left(${sql}, ${shownCharacters + 1})` : sql;
  });
  const columns = await readColumns(connection, table, cells, page.start, page.count);
  const cut: [number, number][] = [];
  const shown = columns.map((column, c) =>
    column.map((cell, r) => {
      const short = typeof cell === "string" && cell.length > shownCharacters ? firstCharacters(cell) : cell;
      if (short !== cell) cut.push([c, r]);
      return short;
    }),
  );
  return { start: page.start, cells: shown, cut };
}

export async function readCell(
  connection: DuckDBConnection,
  { table }: { readonly table: string },
  row: number,
  columns: readonly StoredColumn[],
): Promise<Cell> {
  const [column] = await readColumns(connection, table, columns.map(wireSql), row, 1);
  return column?.[0] ?? null;
}

/** Cells of some rows, column by column, each as the SQL says. */
export async function readColumns(
  connection: DuckDBConnection,
  table: string,
  cells: readonly string[],
  start: number,
  count: number,
): Promise<Cell[][]> {
  if (cells.length === 0 || count <= 0) return cells.map(() => []);
  const rows = `rowid BETWEEN ${start} AND ${start + count - 1}`;
  const reader = await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${table} WHERE ${rows} ORDER BY rowid`);
  const columns = reader.getColumns();
  return cells.map((_cell, index) => (columns[index] ?? []).map(wireCell));
}

/** Counted as the engine counts: an emoji is one. */
function firstCharacters(text: string): string {
  const characters = Array.from(text);
  return characters.length > shownCharacters ? characters.slice(0, shownCharacters).join("") : text;
}
