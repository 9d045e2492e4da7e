import type { DuckDBConnection } from "@duckdb/node-api";
import type { AggregationKey } from "../../../../protocol/chart";
import { FlowLogError } from "../../../../protocol/errors";
import { type StoredColumn, wireCell } from "../cellValues";
import type { CodedKey } from "./codedKey";
import { doubleSql, isWhole } from "./numberSql";
import { linearRanges, type Ranges, ratioRanges } from "./roundRanges";
import { microsecondsSql, writtenTimes } from "./timeColumn";
import { emptyKey, steppedKey, timeSpan } from "./timeKey";
import { beginOf, roundTimeSteps } from "./timeSteps";

interface Numbers {
  readonly table: string;
  readonly column: StoredColumn;
}

/** Ranges of numbers, or of times. */
export async function binsKey(
  connection: DuckDBConnection,
  numbers: Numbers,
  { bins, log = false }: Pick<Extract<AggregationKey, { kind: "bins" }>, "bins" | "log">,
): Promise<CodedKey> {
  if (microsecondsSql(numbers.column) !== undefined) return timeRanges(connection, numbers, bins);
  const { sql, span, leftOutRows } = await numberSpan(connection, numbers, log);
  if (span === undefined) return emptyRanges(sql, leftOutRows);
  const ranges = (log ? ratioRanges : linearRanges)(span, bins, isWhole(numbers.column));
  return {
    inputSql: sql,
    ...(ranges.guessSql === undefined ? {} : { guessSql: ranges.guessSql }),
    codeSql: ({ input, guess }) => ranges.indexSql(input, guess),
    describe: (codes) => Promise.resolve({ ...rangesAt(ranges, codes), distinct: ranges.edges.length - 1, leftOutRows }),
  };
}

/** From the smallest to the largest number of a column, and the rows that have none that counts. */
export async function numberSpan(
  connection: DuckDBConnection,
  { table, column }: Numbers,
  log: boolean,
): Promise<{ readonly sql: string; readonly span: readonly [number, number] | undefined; readonly leftOutRows: number }> {
  const number = doubleSql(column);
  if (number === undefined) {
    const sentence = `${column.name} holds neither numbers nor times: choose another column for ranges.`;
    throw new FlowLogError({ kind: "invalidRequest" }, sentence);
  }
  const sql = log ? `CASE WHEN ${number} > 0 THEN ${number} END` : number;
  const reader = await connection.runAndReadAll(`SELECT min(x), max(x), count(*) - count(x) FROM (SELECT ${sql} AS x FROM ${table})`);
  const [min, max, leftOut] = reader.getRows()[0] ?? [];
  const span = typeof min === "number" && typeof max === "number" ? ([min, max] as const) : undefined;
  return { sql, span, leftOutRows: Number(leftOut) };
}

function rangesAt({ edges }: Ranges, codes: readonly number[]): { readonly values: number[]; readonly upperEdges: (number | string)[] } {
  const upper = codes.map((code) => wireCell(edges[code + 1] ?? 0) as number | string);
  return { values: codes.map((code) => edges[code] ?? 0), upperEdges: upper };
}

async function timeRanges(connection: DuckDBConnection, times: Numbers, bins: number): Promise<CodedKey> {
  const span = await timeSpan(connection, times);
  if (span.min === undefined) return emptyRanges(span.sql, span.leftOutRows);
  const steps = roundTimeSteps(bins, [span.min, span.max], undefined);
  const ends = (numbers: readonly bigint[]) =>
    writtenTimes(
      connection,
      numbers.map((step) => beginOf(steps, step + 1n)),
    );
  return steppedKey(connection, span, steps, async (numbers) => ({ upperEdges: await ends(numbers) }));
}

function emptyRanges(sql: string, leftOutRows: number): CodedKey {
  const key = emptyKey(sql, leftOutRows);
  return { ...key, describe: async (codes) => ({ ...(await key.describe(codes)), upperEdges: [] }) };
}
