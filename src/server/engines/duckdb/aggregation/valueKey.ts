import { type DuckDBConnection, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { AggregatedKey, AggregationKey } from "../../../../protocol/chart";
import type { Cell } from "../../../../protocol/query";
import { addressKeySql } from "../addressOrder";
import { type StoredColumn, wireCell, wireSql } from "../cellValues";
import type { CodedKey } from "./codedKey";
import { groupedSql } from "./numberSql";
import type { NextTable } from "./scratchTables";

/** Where the values of a key are, and what they are ordered by. */
export interface Ranking {
  readonly table: string;
  readonly column: StoredColumn;
  /** SQL of the measure over the table, by descending values of which the key's are ordered. */
  readonly measure: string;
}

/** Which values are groups of their own. */
type ValuesKept = Pick<Extract<AggregationKey, { kind: "value" }>, "top" | "values">;

/** Every value is a group: the values are ranked once, by themselves, and rows get the rank of theirs. */
export async function valueKey(
  connection: DuckDBConnection,
  next: NextTable,
  ranking: Ranking,
  { other, ...kept }: ValuesKept & { readonly other: boolean },
): Promise<CodedKey> {
  const table = next();
  const { column } = ranking;
  const named = (kept.values ?? []).flatMap((value) => (value === null ? [] : [String(value)]));
  const [bound, types] = kept.values === undefined ? [] : [[listValue(named)], [LIST(VARCHAR)]];
  await connection.run(`CREATE TABLE ${table} AS ${rankingSql(ranking, kept)}`, bound, types);
  const [ranked = 0, told = 0] = await numbersOf(connection, `SELECT count(*), max(distinct_values) FROM ${table}`);
  // Where none is kept, no row can say how many there are.
  const [distinct = 0] =
    ranked > 0 ? [told] : await numbersOf(connection, `SELECT count(*) FROM (SELECT DISTINCT ${groupedSql(column)} FROM ${ranking.table})`);
  const othersCode = other && distinct > ranked ? ranked : undefined;
  return {
    inputSql: groupedSql(column),
    codeSql: ({ joined }) => (othersCode === undefined ? `${joined}.code` : `coalesce(${joined}.code, ${othersCode})`),
    join: { table, keepsOthers: othersCode !== undefined },
    describe: async (codes) => {
      const values = await valuesOf(connection, table, column, codes, othersCode);
      return describedKey(values, distinct, othersCode === undefined ? -1 : codes.indexOf(othersCode));
    },
  };
}

function describedKey(values: readonly Cell[], distinct: number, otherIndex: number): AggregatedKey {
  return { values, distinct, ...(otherIndex < 0 ? {} : { otherIndex }) };
}

/**
 * (`code`, `value`, `distinct_values`): the values in their order, only the first ones with `top`, those of `$1` with `values`. The first
 * are found by the measure alone, and only they and what measures as much as the last of them are put in order: the order of addresses
 * takes long to tell.
 */
function rankingSql({ table, column, measure }: Ranking, { top, values }: ValuesKept): string {
  const key = column.meaning === "address" ? addressKeySql("value") : "value";
  const condition =
    values !== undefined
      ? namedSql(column, values.includes(null))
      : top === undefined
        ? "true"
        : `measure >= (SELECT min(measure) FROM (SELECT measure FROM ranked ORDER BY measure DESC LIMIT ${top}))`;
  return `WITH measured AS (SELECT ${groupedSql(column)} AS value, ${measure} AS measure FROM ${table} GROUP BY ALL),
    ranked AS MATERIALIZED (SELECT value, coalesce(CAST(measure AS DOUBLE), CAST('-infinity' AS DOUBLE)) AS measure FROM measured),
    kept AS (FROM ranked WHERE ${condition})
    SELECT CAST(row_number() OVER (ORDER BY measure DESC, ${key} NULLS LAST) - 1 AS INTEGER) AS code, value,
      (SELECT count(*) FROM ranked) AS distinct_values
    FROM kept${top === undefined ? "" : ` QUALIFY code < ${top}`}`;
}

async function numbersOf(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const reader = await connection.runAndReadAll(sql);
  return (reader.getRows()[0] ?? []).map(Number);
}

/** Values are named as cells are written, so that they are told apart as they were when they came. */
function namedSql(column: StoredColumn, withNull: boolean): string {
  const written = valueSql(column);
  const named = column.shape === "double" || column.shape === "float" ? "CAST($1 AS DOUBLE[])" : "$1";
  const text = named === "$1" ? `CAST(${written} AS VARCHAR)` : written;
  return `(list_contains(${named}, ${text})${withNull ? " OR value IS NULL" : ""})`;
}

/** SQL of a value as a cell of the wire. */
function valueSql(column: StoredColumn): string {
  return column.shape === "nested" ? "value" : wireSql({ ...column, stored: "value" });
}

async function valuesOf(
  connection: DuckDBConnection,
  table: string,
  column: StoredColumn,
  codes: readonly number[],
  othersCode: number | undefined,
): Promise<Cell[]> {
  const sql = `SELECT code, ${valueSql(column)} FROM ${table} WHERE code IN (SELECT unnest($1))`;
  const reader = await connection.runAndReadAll(sql, [listValue([...codes])], [LIST(INTEGER)]);
  const byCode = new Map(reader.getRows().map(([code, cell]) => [Number(code), wireCell(cell)]));
  return codes.map((code) => (code === othersCode ? null : (byCode.get(code) ?? null)));
}
