import { BIGINT, type DuckDBConnection, LIST, listValue } from "@duckdb/node-api";
import { FlowLogError } from "../../../../protocol/errors";
import type { StoredColumn } from "../cellValues";
import { quoteName } from "../quoting";

/** SQL of a column's times as microseconds since 1970, NULL where they are infinite; `undefined` where they are no times. */
export function microsecondsSql(column: StoredColumn): string | undefined {
  const name = quoteName(column.stored);
  if (column.shape === "time" || column.shape === "timeZoned") return `CASE WHEN isfinite(${name}) THEN epoch_us(${name}) END`;
  // There are dates that no timestamp can be.
  const time = `TRY_CAST(${name} AS TIMESTAMP)`;
  return column.meaning === "date" ? `CASE WHEN isfinite(${time}) THEN epoch_us(${time}) END` : undefined;
}

/** `microsecondsSql`; rejects a column without times. */
export function timesOf(column: StoredColumn): string {
  const sql = microsecondsSql(column);
  if (sql !== undefined) return sql;
  throw new FlowLogError({ kind: "invalidRequest" }, `${column.name} holds no times: choose a column of times for steps of time.`);
}

/** Times as they go over the wire; what lies beyond the engine's time, as a step may begin or end, as the last one within it. */
export async function writtenTimes(connection: DuckDBConnection, times: readonly bigint[]): Promise<string[]> {
  const known = times.map((time) => (time < earliestTime ? earliestTime : time > latestTime ? latestTime : time));
  const sql = "SELECT replace(CAST(make_timestamp(us) AS VARCHAR), ' ', 'T') || 'Z' FROM (SELECT unnest($1) AS us)";
  const reader = await connection.runAndReadAll(sql, [listValue(known)], [LIST(BIGINT)]);
  return reader.getRows().map(([text]) => String(text));
}

const earliestTime = -9_223_372_022_400_000_000n;
const latestTime = 9_223_372_036_854_775_806n;
