import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile } from "../../../../protocol/chart";
import { type StoredColumn, wireCell } from "../cellValues";
import { numberSpan } from "./binsKey";
import { isWhole } from "./numberSql";
import { linearRanges, type Ranges, ratioRanges } from "./roundRanges";
import { microsecondsSql, writtenTimes } from "./timeColumn";
import { timeSpan } from "./timeKey";
import { beginOf, roundTimeSteps, stepOf, stepSql } from "./timeSteps";

export interface ProfiledColumn {
  readonly table: string;
  readonly column: StoredColumn;
}

/** Values, each standing for `weight` rows: a column of the same table, or a number. */
export interface WeighedColumn extends ProfiledColumn {
  readonly weight: string;
}

type Histogram = Pick<ColumnProfile, "histogram">;

const ranges = 40;

/** Where 95 % of the values are below such a part of the largest one, they would all be in one or two ranges. */
const skewed = 1 / 20;

/** How many rows lie in which range. */
export async function columnHistogram(
  connection: DuckDBConnection,
  weighed: WeighedColumn,
  quantiles: NonNullable<ColumnProfile["quantiles"]>,
): Promise<Histogram> {
  if (microsecondsSql(weighed.column) !== undefined) return timeHistogram(connection, weighed);
  const high = Number(quantiles.find(({ p }) => p === 95)?.value);
  const { sql, span } = await numberSpan(connection, weighed, false);
  if (span === undefined) return {};
  const log = span[0] >= 0 && high < span[1] * skewed;
  const positive = log ? (await numberSpan(connection, weighed, true)).span : undefined;
  const whole = isWhole(weighed.column);
  const places =
    positive === undefined
      ? linearRanges(span, ranges, whole)
      : span[0] === 0
        ? withZero(ratioRanges(positive, ranges - 1, whole))
        : ratioRanges(positive, ranges, whole);
  const counts = await countsIn(connection, weighed, sql, places);
  const edges = places.edges.map((edge) => wireCell(edge) as number | string);
  return { histogram: { edges, counts, ...(positive === undefined ? {} : { log: true }) } };
}

/** Ranges of ratios, and before them one from zero. */
function withZero({ edges, guessSql, indexSql }: Ranges): Ranges {
  return {
    edges: [0, ...edges],
    guessSql: (input) => `CASE WHEN ${input} > 0 THEN ${guessSql?.(`nullif(${input}, 0)`) ?? "0"} END`,
    indexSql: (input, guess) => `CASE WHEN ${input} = 0 THEN 0 ELSE ${indexSql(input, guess)} + 1 END`,
  };
}

async function timeHistogram(connection: DuckDBConnection, weighed: WeighedColumn): Promise<Histogram> {
  const span = await timeSpan(connection, weighed);
  if (span.min === undefined) return {};
  const steps = roundTimeSteps(ranges, [span.min, span.max], undefined);
  const first = stepOf(steps, span.min);
  const count = Number(stepOf(steps, span.max) - first) + 1;
  const begins = Array.from({ length: count + 1 }, (_, index) => beginOf(steps, first + BigInt(index)));
  const indexSql = (input: string): string => stepSql(steps, [span.min, span.max], input);
  const counts = await countsIn(connection, weighed, span.sql, { edges: begins, indexSql });
  return { histogram: { edges: await writtenTimes(connection, begins), counts } };
}

async function countsIn(
  connection: DuckDBConnection,
  { table, weight }: WeighedColumn,
  valueSql: string,
  { edges, guessSql, indexSql }: Omit<Ranges, "edges"> & { readonly edges: readonly unknown[] },
): Promise<number[]> {
  const values = `SELECT *, ${guessSql?.("x") ?? "0"} AS guess FROM (SELECT ${valueSql} AS x, ${weight} AS weight FROM ${table})`;
  const sql = `SELECT ${indexSql("x", "guess")} AS place, CAST(sum(weight) AS DOUBLE) FROM (${values}) WHERE x IS NOT NULL GROUP BY place`;
  const reader = await connection.runAndReadAll(sql);
  const counts = edges.slice(1).map(() => 0);
  for (const [place, rows] of reader.getRows()) counts[Number(place)] = Number(rows);
  return counts;
}
