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

/**
 * (`code`, `value`, `distinct_values`): the values in their order, only the first ones with `top`. Those are found by the measure alone,
 * and only they and what measures as much as the last of them are put in order: the order of addresses takes long to tell.
 */
function rankingSql({ table, column, measure }: Ranking, top: number | undefined): string {
  const key = column.meaning === "address" ? addressKeySql("value") : "value";
  const first = `SELECT min(measure) FROM (SELECT measure FROM ranked ORDER BY measure DESC LIMIT ${top ?? 0})`;
  return `WITH measured AS (SELECT ${groupedSql(column)} AS value, ${measure} AS measure FROM ${table} GROUP BY ALL),
    ranked AS MATERIALIZED (SELECT value, coalesce(CAST(measure AS DOUBLE), CAST('-infinity' AS DOUBLE)) AS measure FROM measured),
    kept AS (FROM ranked${top === undefined ? "" : ` WHERE measure >= (${first})`})
    SELECT CAST(row_number() OVER (ORDER BY measure DESC, ${key} NULLS LAST) - 1 AS INTEGER) AS code, value,
      (SELECT count(*) FROM ranked) AS distinct_values
    FROM kept${top === undefined ? "" : ` QUALIFY code < ${top}`}`;
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
