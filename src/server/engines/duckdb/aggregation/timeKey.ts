import type { DuckDBConnection } from "@duckdb/node-api";
import type { AggregatedKey, AggregationKey } from "../../../../protocol/chart";
import type { StoredColumn } from "../cellValues";
import { quoteName } from "../quoting";
import type { CodedKey } from "./codedKey";
import type { NextTable } from "./scratchTables";
import { areMonths, regularDistance } from "./regularTimes";
import { timesOf, writtenTimes } from "./timeColumn";
import { beginOf, roundTimeSteps, stepOf, stepSql, timeSteps, type TimeSteps } from "./timeSteps";

interface Times {
  readonly table: string;
  readonly column: StoredColumn;
}

/** The times of a column, and the rows that have none. */
export interface TimeSpan {
  /** SQL of microseconds since 1970. */
  readonly sql: string;
  readonly min: bigint;
  readonly max: bigint;
  readonly leftOutRows: number;
}

export async function timeKey(
  connection: DuckDBConnection,
  next: NextTable,
  times: Times,
  { steps: most, stepSeconds, zone }: Extract<AggregationKey, { kind: "time" }>,
): Promise<CodedKey> {
  const span = await timeSpan(connection, times);
  if (span.min === undefined) return emptyKey(span.sql, span.leftOutRows);
  const known = { ...span, min: span.min, max: span.max };
  if (stepSeconds !== undefined) {
    const width = BigInt(Math.max(1, Math.round(stepSeconds * 1e6)));
    return steppedKey(connection, known, timeSteps(width, [known.min, known.max], zone));
  }
  const asTheyAre = (await fewTimes(connection, times, span.sql, most)) ?? [];
  if (asTheyAre.length === 1 || areMonths(asTheyAre)) return listedKey(connection, next, times.table, known, asTheyAre);
  const distance = regularDistance(asTheyAre);
  if (distance === undefined || (known.max - known.min) / distance >= BigInt(most))
    return steppedKey(connection, known, roundTimeSteps(most, [known.min, known.max], zone));
  return steppedKey(connection, known, { width: distance, periods: [{ from: known.min, offset: 0n }], anchor: known.min });
}

export async function timeSpan(
  connection: DuckDBConnection,
  { table, column }: Times,
): Promise<TimeSpan | { readonly sql: string; readonly min: undefined; readonly max: undefined; readonly leftOutRows: number }> {
  const sql = timesOf(column);
  const name = quoteName(column.stored);
  const reader = await connection.runAndReadAll(
    `SELECT min(us), max(us), count(*) - count(us), count(time) - count(us) FROM (SELECT ${sql} AS us, ${name} AS time FROM ${table})`,
  );
  const [min, max, leftOut, infinite] = reader.getRows()[0] ?? [];
  const leftOutRows = Number(leftOut);
  if (typeof min !== "bigint" || typeof max !== "bigint") return { sql, min: undefined, max: undefined, leftOutRows };
  // Looking whether each time is finite takes a third of the rest.
  const plain = infinite === 0n && column.meaning === "time" ? `epoch_us(${name})` : sql;
  return { sql: plain, min, max, leftOutRows };
}

/** A key over a column in which no row has a place. */
export function emptyKey(sql: string, leftOutRows: number): CodedKey {
  return {
    inputSql: sql,
    codeSql: () => "CAST(NULL AS BIGINT)",
    describe: () => Promise.resolve({ values: [], distinct: 0, leftOutRows }),
  };
}

/** Rows by the number of the step in which their time is. */
export function steppedKey(
  connection: DuckDBConnection,
  { sql, min, max, leftOutRows }: TimeSpan,
  steps: TimeSteps,
  more: (beginnings: readonly bigint[]) => Promise<Partial<AggregatedKey>> = () =>
    Promise.resolve({ stepSeconds: Number(steps.width) / 1e6 }),
): CodedKey {
  const first = stepOf(steps, min);
  return {
    inputSql: sql,
    codeSql: ({ input }) => stepSql(steps, [min, max], input),
    describe: async (codes) => {
      const numbers = codes.map((code) => first + BigInt(code));
      const values = await writtenTimes(
        connection,
        numbers.map((step) => beginOf(steps, step)),
      );
      const distinct = Number(stepOf(steps, max) - first + 1n);
      return { values, distinct, leftOutRows, ...(await more(numbers)) };
    },
  };
}

/** Times as they are: one alone, or months, which are not all equally long. */
async function listedKey(
  connection: DuckDBConnection,
  next: NextTable,
  table: string,
  { sql, leftOutRows }: TimeSpan,
  times: readonly bigint[],
): Promise<CodedKey> {
  const list = next();
  await connection.run(`CREATE TABLE ${list} AS SELECT CAST(row_number() OVER (ORDER BY value) - 1 AS INTEGER) AS code, value
    FROM (SELECT DISTINCT ${sql} AS value FROM ${table}) WHERE value IS NOT NULL`);
  return {
    inputSql: sql,
    codeSql: ({ joined }) => `${joined}.code`,
    join: { table: list, keepsOthers: false },
    describe: async (codes) => {
      const values = await writtenTimes(
        connection,
        codes.map((code) => times[code] ?? 0n),
      );
      return { values, distinct: times.length, leftOutRows };
    },
  };
}

/** Rows that are looked at first: where they have too many times already, the rest need not be read for that. */
const firstRows = 100_000;

/**
 * The times of a column in their order, where there are at most so many. They are told apart as they are, and made numbers afterwards:
 * that is three times as fast. But there are dates that are no such number.
 */
async function fewTimes(connection: DuckDBConnection, { table, column }: Times, sql: string, most: number): Promise<bigint[] | undefined> {
  const name = quoteName(column.stored);
  const [told, microseconds] = column.meaning === "time" ? [name, sql] : [`${sql} AS us`, "us"];
  for (const rows of [` LIMIT ${firstRows}`, ""]) {
    // With room for NULL and the two infinite times.
    const distinct = `SELECT DISTINCT ${told} FROM (SELECT ${name} FROM ${table}${rows}) LIMIT ${most + 4}`;
    const reader = await connection.runAndReadAll(
      `FROM (SELECT ${microseconds} AS us FROM (${distinct})) WHERE us IS NOT NULL ORDER BY us`,
    );
    const times = reader.getRows().flatMap(([us]) => (typeof us === "bigint" ? us : []));
    if (times.length > most) return undefined;
    // Times to the nanosecond can be the same microsecond.
    if (rows === "") return [...new Set(times)];
  }
  return undefined;
}
