import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile } from "../../../../protocol/chart";
import type { Cell } from "../../../../protocol/query";
import { isNumeric, type StoredColumn, wireCell, wireSql } from "../cellValues";
import { quoteName } from "../quoting";
import { exactSumSql } from "../selectionSums";
import { columnHistogram, type ProfiledColumn, type WeighedColumn } from "./columnHistogram";
import { groupedSql } from "./numberSql";
import type { NextTable } from "./scratchTables";
import { microsecondsSql } from "./timeColumn";

const topValues = 20;
const percentages = [0, 5, 25, 50, 75, 95, 99, 100];

/** From about so many different values on, counting each of them takes longer than somebody waits for. */
const manyValues = 1_500_000;

/** How many rows stand for all where values are many, and how many of their most frequent values are then counted in all rows. */
const sampledRows = 1_000_000;
const candidates = 200;

/** What is told of a column's values beside plain facts: from which tables it is read. */
interface Readings {
  readonly distinct: number;
  readonly distinctIsEstimate: boolean;
  /** The most frequent values (`value`), and how many rows have each (`rows`). */
  readonly frequent: string;
  /** SQL of the values at the percentages, as a list of the column's type. */
  readonly quantilesSql: string;
  readonly quantilesAreEstimates: boolean;
  readonly weighed: WeighedColumn;
}

export async function columnProfile(connection: DuckDBConnection, next: NextTable, profiled: ProfiledColumn): Promise<ColumnProfile> {
  const { column } = profiled;
  const { about, ...facts } = await plainFacts(connection, profiled);
  const filled = facts.rows - facts.empty;
  const read = about > manyValues ? sampledReadings : countedReadings;
  const { distinct, distinctIsEstimate, ...readings } = await read(connection, next, profiled, { filled, about });
  const profile = { ...facts, distinct, distinctIsEstimate, top: await mostFrequent(connection, column, readings.frequent) };
  const ordered = isNumeric(column) || microsecondsSql(column) !== undefined;
  if (!ordered || filled === 0) return profile;
  const quantiles = await quantilesOf(connection, column, readings.quantilesSql);
  return {
    ...profile,
    quantiles,
    ...(readings.quantilesAreEstimates ? { quantilesAreEstimates: true } : {}),
    ...(await columnHistogram(connection, readings.weighed, quantiles)),
  };
}

type PlainFacts = Pick<ColumnProfile, "rows" | "empty" | "mean" | "sum" | "lengths"> & {
  /** The number of different values, a few per cent more or less. */
  readonly about: number;
};

/** What needs no more than a look at each row. */
async function plainFacts(connection: DuckDBConnection, { table, column }: ProfiledColumn): Promise<PlainFacts> {
  const name = quoteName(column.stored);
  const aggregates = ["count(*)", `count(${name})`, `approx_count_distinct(${groupedSql(column)})`];
  if (isNumeric(column)) aggregates.push(`CAST(${exactSumSql(column)} AS VARCHAR)`);
  if (column.shape === "text") aggregates.push(`min(length(${name}))`, `max(length(${name}))`);
  const reader = await connection.runAndReadAll(`SELECT ${aggregates.join(", ")} FROM ${table}`);
  const [rows, filled, about, sum, longest] = reader.getRows()[0] ?? [];
  const counts = { rows: Number(rows), empty: Number(rows) - Number(filled), about: Number(about) };
  if (sum === null || sum === undefined) return counts;
  if (longest !== undefined) return { ...counts, lengths: { min: Number(sum), max: Number(longest) } };
  const mean = Number(sum) / Number(filled);
  return { ...counts, sum: String(sum), ...(Number.isFinite(mean) ? { mean } : {}) };
}

interface Counts {
  readonly filled: number;
  readonly about: number;
}

/** Counts each value once; whatever else is told of the column is read from those counts. */
async function countedReadings(
  connection: DuckDBConnection,
  next: NextTable,
  { table, column }: ProfiledColumn,
  { filled }: Counts,
): Promise<Readings> {
  const frequent = next();
  await connection.run(`CREATE TABLE ${frequent} AS SELECT ${groupedSql(column)} AS value, count(*) AS rows FROM ${table}
    WHERE ${quoteName(column.stored)} IS NOT NULL GROUP BY ALL`);
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${frequent}`);
  const picks = percentages.map((p) => `min(value) FILTER (up_to >= ${Math.max(1, Math.ceil((filled * p) / 100))})`);
  return {
    distinct: Number(reader.value(0, 0)),
    distinctIsEstimate: false,
    frequent,
    quantilesSql: `SELECT unnest([${picks.join(", ")}]) AS value FROM (SELECT value, sum(rows) OVER (ORDER BY value) AS up_to FROM ${frequent})`,
    quantilesAreEstimates: false,
    weighed: { table: frequent, column: { ...column, stored: "value" }, weight: "rows" },
  };
}

/** Looks at every so many rows for what is frequent and for what the quantiles are, and counts the former in all rows. */
async function sampledReadings(
  connection: DuckDBConnection,
  next: NextTable,
  { table, column }: ProfiledColumn,
  { filled, about }: Counts,
): Promise<Readings> {
  const [sample, frequent] = [next(), next()];
  const [name, value] = [quoteName(column.stored), groupedSql(column)];
  const step = Math.max(1, Math.ceil(filled / sampledRows));
  await connection.run(
    `CREATE TABLE ${sample} AS SELECT ${value} AS value FROM ${table} WHERE hash(rowid) % ${step} = 0 AND ${name} IS NOT NULL`,
  );
  await connection.run(`CREATE TABLE ${frequent} AS SELECT ${value} AS value, count(*) AS rows FROM ${table} WHERE ${value} IN
    (SELECT value FROM ${sample} GROUP BY value ORDER BY count(*) DESC, value LIMIT ${candidates}) GROUP BY ALL`);
  const between = percentages.slice(1, -1).map((p) => p / 100);
  const sampled = `(SELECT quantile_disc(value, [${between.join(", ")}]) FROM ${sample})`;
  return {
    distinct: Math.min(about, filled),
    distinctIsEstimate: true,
    frequent,
    quantilesSql: `SELECT unnest([min(${name})] || ${sampled} || [max(${name})]) AS value FROM ${table}`,
    quantilesAreEstimates: step > 1,
    weighed: { table, column, weight: "1" },
  };
}

async function mostFrequent(connection: DuckDBConnection, column: StoredColumn, frequent: string): Promise<ColumnProfile["top"]> {
  const sql = `SELECT ${cellSql(column)}, CAST(rows AS DOUBLE) FROM (FROM ${frequent} ORDER BY rows DESC, value LIMIT ${topValues})`;
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map(([value, count]) => ({ value: wireCell(value), count: Number(count) }));
}

/** For each percentage a value of the column: so many per cent of the rows have none that is larger. */
async function quantilesOf(
  connection: DuckDBConnection,
  column: StoredColumn,
  sql: string,
): Promise<{ readonly p: number; readonly value: Cell }[]> {
  const reader = await connection.runAndReadAll(`SELECT ${cellSql(column)} FROM (${sql})`);
  return reader.getRows().map(([value], index) => ({ p: percentages[index] ?? 0, value: wireCell(value) }));
}

/** A value called `value` as it goes over the wire. */
function cellSql(column: StoredColumn): string {
  return column.shape === "nested" ? "value" : wireSql({ ...column, stored: "value" });
}
