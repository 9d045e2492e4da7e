import { FlowLogError } from "../../../../protocol/errors";
import type { MeasureFunction } from "../../../../protocol/chart";
import { type StoredColumn, wireSql } from "../cellValues";
import { quoteName } from "../quoting";

/** SQL of a column's values as numbers, NULL where they are infinite or none; `undefined` where they are no numbers. */
function numberSql(column: StoredColumn): string | undefined {
  const name = quoteName(column.stored);
  switch (column.shape) {
    case "boolean":
      return `CAST(${name} AS TINYINT)`;
    case "number":
      return name;
    case "float":
    case "double":
      return `CASE WHEN isfinite(${name}) THEN ${name} END`;
    case "digits":
      return sumsExactly(column.type) ? name : `TRY_CAST(${name} AS DOUBLE)`;
    default:
      return column.type === "INTERVAL" ? `epoch(${name})` : undefined;
  }
}

/** `numberSql` as DOUBLE. */
export function doubleSql(column: StoredColumn): string | undefined {
  const sql = numberSql(column);
  return sql === undefined ? undefined : `CAST(${sql} AS DOUBLE)`;
}

/** Whether values are whole numbers. */
export function isWhole({ shape, type }: StoredColumn): boolean {
  return shape === "boolean" || shape === "number" || (shape === "digits" && (!type.startsWith("DECIMAL") || /,\s*0\)$/.test(type)));
}

/** SQL of what rows are grouped and told apart by: the value, or its text where the engine has no groups of its type. */
export function groupedSql(column: StoredColumn): string {
  return column.shape === "nested" ? wireSql(column) : quoteName(column.stored);
}

/** SQL over the argument of a measure, which `argumentSql` gives: a DOUBLE. */
export function measureSql(fn: MeasureFunction, argument: string, column: StoredColumn | undefined): string {
  if (fn === "count") return "CAST(count(*) AS DOUBLE)";
  const sql = aggregates[fn](argument);
  // By way of its text, so that 0.1 stays 0.1.
  return column?.shape === "float" && ordinal.has(fn) ? `CAST(CAST(${sql} AS VARCHAR) AS DOUBLE)` : `CAST(${sql} AS DOUBLE)`;
}

/** What a measure aggregates. Rejects what does not fit its column. */
export function argumentSql(fn: MeasureFunction, column: StoredColumn): string {
  if (fn === "distinct") return groupedSql(column);
  const decimal = column.type.startsWith("DECIMAL") && (fn === "median" || fn === "p95");
  const sql = decimal ? doubleSql(column) : numberSql(column);
  if (sql !== undefined) return sql;
  const sentence = `${column.name} holds no numbers, so it has no ${wordOf[fn]}: choose a column of numbers, or count.`;
  throw new FlowLogError({ kind: "invalidRequest" }, sentence);
}

/** The sum of larger numbers can need more digits than the engine's widest type has. */
function sumsExactly(type: string): boolean {
  const digits = /^DECIMAL\((\d+)/.exec(type)?.[1];
  return digits === undefined ? type === "BIGINT" || type === "UBIGINT" : Number(digits) <= 28;
}

const aggregates: Readonly<Record<Exclude<MeasureFunction, "count">, (argument: string) => string>> = {
  sum: (argument) => `sum(${argument})`,
  avg: (argument) => `avg(${argument})`,
  min: (argument) => `min(${argument})`,
  max: (argument) => `max(${argument})`,
  median: (argument) => `quantile_cont(${argument}, 0.5)`,
  p95: (argument) => `quantile_cont(${argument}, 0.95)`,
  distinct: (argument) => `count(DISTINCT ${argument})`,
};

const ordinal: ReadonlySet<MeasureFunction> = new Set(["min", "max", "median", "p95"]);

const wordOf: Readonly<Record<MeasureFunction, string>> = {
  count: "count",
  sum: "sum",
  avg: "average",
  min: "smallest number",
  max: "largest number",
  median: "median",
  p95: "95th percentile",
  distinct: "distinct values",
};
