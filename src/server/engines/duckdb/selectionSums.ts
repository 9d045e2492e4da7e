import type { DuckDBConnection } from "@duckdb/node-api";
import type { SelectionSums } from "../../../protocol/query";
import { addDecimals, compareDecimals } from "./decimalText";
import { isNumeric, type StoredColumn, textSql } from "./cellValues";
import { quoteName } from "./quoting";

/** What one column of a selection has. Numbers as text, so that they stay exact. */
interface ColumnSums {
  readonly filled: number;
  readonly numbers: number;
  readonly sum?: string;
  readonly min?: string;
  readonly max?: string;
}

export async function readSums(
  connection: DuckDBConnection,
  { table }: { readonly table: string },
  rows: { readonly start: number; readonly count: number },
  columns: readonly StoredColumn[],
): Promise<SelectionSums> {
  const from = `FROM ${table} WHERE rowid BETWEEN ${rows.start} AND ${rows.start + rows.count - 1}`;
  const aggregates = columns.flatMap((column) => aggregatesOf(column));
  const reader = await connection.runAndReadAll(`SELECT ${aggregates.join(", ")} ${from}`);
  const values = (reader.getRows()[0] ?? []).map((value) => (value === null ? undefined : String(value)));
  const perColumn = columns.map((column, index) => columnSums(column, values.slice(4 * index, 4 * index + 4)));
  return { ...combined(perColumn, rows.count), distinct: await countDistinct(connection, columns, from) };
}

function aggregatesOf(column: StoredColumn): string[] {
  const name = quoteName(column.stored);
  if (!isNumeric(column)) return [`count(${name})`, "NULL", "NULL", "NULL"];
  return [`count(${name})`, exactSumSql(column), `min(${name})`, `max(${name})`].map((sql) => `CAST(${sql} AS VARCHAR)`);
}

/** The sum of 128-bit numbers can need more than 128 bits. */
export function exactSumSql(column: StoredColumn): string {
  const name = quoteName(column.stored);
  return column.type === "HUGEINT" || column.type === "UHUGEINT" ? `sum(CAST(${name} AS BIGNUM))` : `sum(${name})`;
}

function columnSums(column: StoredColumn, [count, sum, min, max]: readonly (string | undefined)[]): ColumnSums {
  const filled = Number(count);
  if (!isNumeric(column) || sum === undefined || min === undefined || max === undefined) return { filled, numbers: 0 };
  return { filled, numbers: filled, sum, min, max };
}

function combined(columns: readonly ColumnSums[], rows: number): Omit<SelectionSums, "distinct"> {
  const cells = rows * columns.length;
  const numbers = columns.reduce((count, column) => count + column.numbers, 0);
  const counts = { cells, nulls: cells - columns.reduce((count, column) => count + column.filled, 0), numbers };
  const sums = columns.flatMap((column) => column.sum ?? []);
  if (sums.length === 0) return counts;
  const sum = sums.reduce(addDecimals);
  const min = columns.flatMap((column) => column.min ?? []).reduce((least, each) => (compareDecimals(each, least) < 0 ? each : least));
  const max = columns.flatMap((column) => column.max ?? []).reduce((most, each) => (compareDecimals(each, most) > 0 ? each : most));
  return { ...counts, sum, average: Number(sum) / numbers, min, max };
}

/** Values other than NULL, told apart by their text. */
async function countDistinct(connection: DuckDBConnection, columns: readonly StoredColumn[], from: string): Promise<number> {
  const [only] = columns;
  if (only === undefined) return 0;
  const texts = columns.map(textSql);
  const sql =
    columns.length === 1
      ? `SELECT count(DISTINCT ${quoteName(only.stored)}) ${from}`
      : `SELECT count(DISTINCT text) FROM (SELECT unnest([${texts.join(", ")}]) AS text ${from})`;
  const reader = await connection.runAndReadAll(sql);
  return Number(reader.value(0, 0));
}
