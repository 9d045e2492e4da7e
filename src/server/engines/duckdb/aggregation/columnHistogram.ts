import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile } from "../../../../protocol/chart";
import { wireCell } from "../cellValues";
import { isWhole } from "./numberSql";
import { numberSpan } from "./binsKey";
import type { ProfiledColumn } from "./columnProfile";
import { linearRanges } from "./roundRanges";
import { microsecondsSql, writtenTimes } from "./timeColumn";
import { timeSpan } from "./timeKey";
import { beginOf, roundTimeSteps, stepOf, stepSql } from "./timeSteps";

type Histogram = Pick<ColumnProfile, "histogram">;

const ranges = 40;

/** How many rows lie in which range, from a table of values and how many rows have each. */
export async function columnHistogram(connection: DuckDBConnection, counted: ProfiledColumn): Promise<Histogram> {
  return microsecondsSql(counted.column) === undefined ? numberHistogram(connection, counted) : timeHistogram(connection, counted);
}

async function numberHistogram(connection: DuckDBConnection, counted: ProfiledColumn): Promise<Histogram> {
  const { sql, span } = await numberSpan(connection, counted, false);
  if (span === undefined) return {};
  const { edges, indexSql } = linearRanges(span, ranges, isWhole(counted.column));
  const counts = await countsIn(connection, counted.table, sql, indexSql("x"), edges.length - 1);
  return { histogram: { edges: edges.map((edge) => wireCell(edge) as number | string), counts } };
}

async function timeHistogram(connection: DuckDBConnection, counted: ProfiledColumn): Promise<Histogram> {
  const span = await timeSpan(connection, counted);
  if (span.min === undefined) return {};
  const steps = roundTimeSteps(ranges, [span.min, span.max], undefined);
  const first = stepOf(steps, span.min);
  const count = Number(stepOf(steps, span.max) - first) + 1;
  const begins = Array.from({ length: count + 1 }, (_, index) => beginOf(steps, first + BigInt(index)));
  const counts = await countsIn(connection, counted.table, span.sql, stepSql(steps, [span.min, span.max], "x"), count);
  return { histogram: { edges: await writtenTimes(connection, begins), counts } };
}

async function countsIn(connection: DuckDBConnection, table: string, valueSql: string, indexSql: string, count: number): Promise<number[]> {
  const sql = `SELECT ${indexSql} AS place, CAST(sum(rows) AS DOUBLE) FROM (SELECT ${valueSql} AS x, rows FROM ${table}) WHERE x IS NOT NULL GROUP BY place`;
  const reader = await connection.runAndReadAll(sql);
  const counts = Array.from({ length: count }, () => 0);
  for (const [place, rows] of reader.getRows()) counts[Number(place)] = Number(rows);
  return counts;
}
