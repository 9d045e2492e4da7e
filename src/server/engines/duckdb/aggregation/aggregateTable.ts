import type { DuckDBConnection } from "@duckdb/node-api";
import type { AggregatedKey, AggregatedResult, Aggregation, AggregationKey } from "../../../../protocol/chart";
import { columnAt } from "../arrangement";
import type { StoredColumn } from "../cellValues";
import { binsKey } from "./binsKey";
import type { CodedKey } from "./codedKey";
import { argumentSql, measureSql } from "./numberSql";
import type { NextTable } from "./scratchTables";
import { timeKey } from "./timeKey";
import { valueKey } from "./valueKey";

/** A result's table. */
export interface AggregatedTable {
  readonly table: string;
  readonly columns: readonly StoredColumn[];
}

/** Makes each key ready by itself, and then groups the whole table by their codes, once. */
export async function aggregateTable(
  connection: DuckDBConnection,
  next: NextTable,
  source: AggregatedTable,
  { keys, measures, groupLimit }: Aggregation,
): Promise<AggregatedResult> {
  const asked = measures.map((measure) => measureOf(source, measure));
  const coded: CodedKey[] = [];
  for (const key of keys) coded.push(await codedKey(connection, next, source, key, asked[0]?.sql ?? "count(*)"));
  const reader = await connection.runAndReadAll(groupingSql(source, coded, asked, groupLimit));
  // An answer without rows has no columns either.
  const columns = reader.getColumns().map((column) => column.map((value) => (value === null ? null : Number(value))));
  const cellsAt = (index: number): readonly (number | null)[] => columns[index] ?? [];
  const answered = [];
  for (const [index, key] of coded.entries()) answered.push(await answeredKey(key, cellsAt(2 + index)));
  return {
    keys: answered.map(({ key }) => key),
    codes: answered.map(({ codes }) => codes),
    measures: measures.map((_measure, index) => cellsAt(2 + keys.length + index).map(finite)),
    rows: cellsAt(1)[0] ?? 0,
    cutGroups: (cellsAt(0)[0] ?? 0) - cellsAt(0).length,
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

interface AskedMeasure {
  /** What it aggregates, over the result's table. */
  readonly argument: string | undefined;
  /** Over the result's table. */
  readonly sql: string;
  /** Over a column in which the argument is. */
  readonly over: (input: string) => string;
}

function measureOf({ columns }: AggregatedTable, { fn, column }: Aggregation["measures"][number]): AskedMeasure {
  const measured = column === undefined || fn === "count" ? undefined : columnAt(columns, column);
  const argument = measured && argumentSql(fn, measured);
  return { argument, sql: measureSql(fn, argument ?? "", measured), over: (input) => measureSql(fn, input, measured) };
}

function codedKey(
  connection: DuckDBConnection,
  next: NextTable,
  { table, columns }: AggregatedTable,
  key: AggregationKey,
  firstMeasure: string,
): Promise<CodedKey> {
  const column = columnAt(columns, key.column);
  switch (key.kind) {
    case "value":
      return valueKey(connection, next, { table, column, measure: firstMeasure }, key);
    case "time":
      return timeKey(connection, next, { table, column }, key);
    case "bins":
      return binsKey(connection, { table, column }, key);
  }
}

/** The number of groups, the rows in them, and then for each group its codes and measures. */
function groupingSql({ table }: AggregatedTable, keys: readonly CodedKey[], measures: readonly AskedMeasure[], limit: number): string {
  const inputs = keys.map(({ inputSql }, index) => `${inputSql} AS i${index}`);
  const guesses = keys.flatMap(({ guessSql }, index) => (guessSql === undefined ? [] : `${guessSql(`i${index}`)} AS g${index}`));
  const args = measures.flatMap(({ argument }, index) => (argument === undefined ? [] : `${argument} AS a${index}`));
  const joins = keys.map(({ join }, index) => {
    if (join === undefined) return "";
    return ` ${join.keepsOthers ? "LEFT JOIN" : "JOIN"} ${join.table} j${index} ON j${index}.value IS NOT DISTINCT FROM t.i${index}`;
  });
  const codes = keys.map(
    (key, index) => `${key.codeSql({ input: `t.i${index}`, guess: `t.g${index}`, joined: `j${index}` })} AS c${index}`,
  );
  const names = keys.map((_key, index) => `c${index}`);
  const values = measures.map(({ over }, index) => `${over(`a${index}`)} AS m${index}`);
  const placed = names.map((name) => `${name} IS NOT NULL`).join(" AND ") || "true";
  return `WITH groups AS MATERIALIZED (SELECT ${[...codes, "count(*) AS rows", ...values].join(", ")}
      FROM (SELECT ${["*", ...guesses].join(", ")} FROM (SELECT ${[...inputs, ...args, "1 AS one"].join(", ")} FROM ${table})) t${joins.join("")}${names.length > 0 ? " GROUP BY ALL" : ""}),
    placed AS (FROM groups WHERE ${placed})
    SELECT (SELECT count(*) FROM placed), (SELECT sum(rows) FROM placed), * EXCLUDE (rows) FROM placed
    ORDER BY ${["m0 DESC NULLS LAST", ...names].join(", ")} LIMIT ${limit}`;
}

/** The key with the values that groups have, and for each group the place of its value among them. */
async function answeredKey(
  key: CodedKey,
  codes: readonly (number | null)[],
): Promise<{ readonly key: AggregatedKey; readonly codes: number[] }> {
  const { present, places } = placesOf(codes);
  return { key: await key.describe(present), codes: places };
}

/** Each code once, ascending, and where each is among those. */
export function placesOf(codes: readonly (number | null)[]): { readonly present: number[]; readonly places: number[] } {
  const present = [...new Set(codes.map((code) => code ?? 0))].sort((a, b) => a - b);
  const placeOf = new Map(present.map((code, place) => [code, place]));
  return { present, places: codes.map((code) => placeOf.get(code ?? 0) ?? 0) };
}
