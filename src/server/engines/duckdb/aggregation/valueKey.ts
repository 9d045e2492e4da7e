import { type DuckDBConnection, INTEGER, LIST, listValue } from "@duckdb/node-api";
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

/** Every value is a group: the values are ranked once, by themselves, and rows get the rank of theirs. */
export async function valueKey(
  connection: DuckDBConnection,
  next: NextTable,
  ranking: Ranking,
  { top, other }: Pick<Extract<AggregationKey, { kind: "value" }>, "top" | "other">,
): Promise<CodedKey> {
  const table = next();
  const { column } = ranking;
  await connection.run(`CREATE TABLE ${table} AS ${rankingSql(ranking, top)}`);
  const reader = await connection.runAndReadAll(`SELECT count(*), max(distinct_values) FROM ${table}`);
  const [ranked, distinct] = (reader.getRows()[0] ?? []).map(Number);
  const othersCode = other && distinct !== undefined && ranked !== undefined && distinct > ranked ? ranked : undefined;
  return {
    inputSql: groupedSql(column),
    codeSql: ({ joined }) => (othersCode === undefined ? `${joined}.code` : `coalesce(${joined}.code, ${othersCode})`),
    join: { table, keepsOthers: othersCode !== undefined },
    describe: async (codes) => {
      const values = await valuesOf(connection, table, column, codes, othersCode);
      return describedKey(values, distinct ?? 0, othersCode === undefined ? -1 : codes.indexOf(othersCode));
    },
  };
}

function describedKey(values: readonly Cell[], distinct: number, otherIndex: number): AggregatedKey {
  return { values, distinct, ...(otherIndex < 0 ? {} : { otherIndex }) };
}

/** (`code`, `value`, `distinct_values`): the values in their order, only the first ones with `top`. */
function rankingSql({ table, column, measure }: Ranking, top: number | undefined): string {
  const order = `measure DESC NULLS LAST, ${column.meaning === "address" ? addressKeySql("value") : "value"} NULLS LAST`;
  const limit = top === undefined ? "" : ` ORDER BY ${order} LIMIT ${top}`;
  return `WITH ranked AS MATERIALIZED (SELECT ${groupedSql(column)} AS value, ${measure} AS measure FROM ${table} GROUP BY ALL)
    SELECT CAST(row_number() OVER (ORDER BY ${order}) - 1 AS INTEGER) AS code, value, (SELECT count(*) FROM ranked) AS distinct_values
    FROM (FROM ranked${limit})`;
}

async function valuesOf(
  connection: DuckDBConnection,
  table: string,
  column: StoredColumn,
  codes: readonly number[],
  othersCode: number | undefined,
): Promise<Cell[]> {
  const value = column.shape === "nested" ? "value" : wireSql({ ...column, stored: "value" });
  const sql = `SELECT code, ${value} FROM ${table} WHERE code IN (SELECT unnest($1))`;
  const reader = await connection.runAndReadAll(sql, [listValue([...codes])], [LIST(INTEGER)]);
  const byCode = new Map(reader.getRows().map(([code, cell]) => [Number(code), wireCell(cell)]));
  return codes.map((code) => (code === othersCode ? null : (byCode.get(code) ?? null)));
}
