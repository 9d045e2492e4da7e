import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile } from "../../../../protocol/chart";
import type { Cell } from "../../../../protocol/query";
import { isNumeric, type StoredColumn, wireCell, wireSql } from "../cellValues";
import { quoteName } from "../quoting";
import { exactSumSql } from "../selectionSums";
import { columnHistogram } from "./columnHistogram";
import { groupedSql } from "./numberSql";
import type { NextTable } from "./scratchTables";
import { microsecondsSql } from "./timeColumn";

export interface ProfiledColumn {
  readonly table: string;
  readonly column: StoredColumn;
}

const topValues = 20;
const percentages = [0, 5, 25, 50, 75, 95, 99, 100];

/** Counts each value once; whatever else is told of a column is read from those counts. */
export async function columnProfile(connection: DuckDBConnection, next: NextTable, profiled: ProfiledColumn): Promise<ColumnProfile> {
  const { table, column } = profiled;
  const facts = await plainFacts(connection, profiled);
  const frequencies = next();
  await connection.run(`CREATE TABLE ${frequencies} AS SELECT ${groupedSql(column)} AS value, count(*) AS rows FROM ${table}
    WHERE ${quoteName(column.stored)} IS NOT NULL GROUP BY ALL`);
  const counted = { table: frequencies, column: { ...column, stored: "value" } };
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${frequencies}`);
  const ordered = isNumeric(column) || microsecondsSql(column) !== undefined;
  const filled = facts.rows - facts.empty;
  return {
    ...facts,
    distinct: Number(reader.value(0, 0)),
    distinctIsEstimate: false,
    top: await mostFrequent(connection, counted),
    ...(ordered && filled > 0 ? { quantiles: await quantiles(connection, counted, filled) } : {}),
    ...(ordered ? await columnHistogram(connection, counted) : {}),
  };
}

type PlainFacts = Pick<ColumnProfile, "rows" | "empty" | "mean" | "sum" | "lengths">;

/** What needs no more than a look at each row. */
async function plainFacts(connection: DuckDBConnection, { table, column }: ProfiledColumn): Promise<PlainFacts> {
  const name = quoteName(column.stored);
  const aggregates = ["count(*)", `count(${name})`];
  if (isNumeric(column)) aggregates.push(`CAST(${exactSumSql(column)} AS VARCHAR)`);
  if (column.shape === "text") aggregates.push(`min(length(${name}))`, `max(length(${name}))`);
  const reader = await connection.runAndReadAll(`SELECT ${aggregates.join(", ")} FROM ${table}`);
  const [rows, filled, third, fourth] = reader.getRows()[0] ?? [];
  const counts = { rows: Number(rows), empty: Number(rows) - Number(filled) };
  if (third === null || third === undefined) return counts;
  if (fourth !== undefined) return { ...counts, lengths: { min: Number(third), max: Number(fourth) } };
  const mean = Number(third) / Number(filled);
  return { ...counts, sum: String(third), ...(Number.isFinite(mean) ? { mean } : {}) };
}

async function mostFrequent(connection: DuckDBConnection, { table, column }: ProfiledColumn): Promise<ColumnProfile["top"]> {
  const sql = `SELECT ${cellSql(column)}, CAST(rows AS DOUBLE) FROM (FROM ${table} ORDER BY rows DESC, value LIMIT ${topValues})`;
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map(([value, count]) => ({ value: wireCell(value), count: Number(count) }));
}

/** The value below or at which so many per cent of the rows are. */
async function quantiles(
  connection: DuckDBConnection,
  { table, column }: ProfiledColumn,
  filled: number,
): Promise<{ readonly p: number; readonly value: Cell }[]> {
  const picks = percentages.map((p) => `min(value) FILTER (up_to >= ${Math.max(1, Math.ceil((filled * p) / 100))})`);
  const sql = `SELECT unnest([${picks.join(", ")}]) AS value FROM (SELECT value, sum(rows) OVER (ORDER BY value) AS up_to FROM ${table})`;
  const reader = await connection.runAndReadAll(`SELECT ${cellSql(column)} FROM (${sql})`);
  return reader.getRows().map(([value], index) => ({ p: percentages[index] ?? 0, value: wireCell(value) }));
}

/** A value in the table of counts as it goes over the wire. */
function cellSql(column: StoredColumn): string {
  return column.shape === "nested" ? "value" : wireSql(column);
}
