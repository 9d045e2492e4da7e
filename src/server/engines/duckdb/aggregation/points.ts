import type { DuckDBConnection } from "@duckdb/node-api";
import type { PointsResult } from "../../../../protocol/chart";
import { FlowLogError } from "../../../../protocol/errors";
import type { PointsRequest } from "../../resultEngine";
import { columnAt } from "../arrangement";
import type { StoredColumn } from "../cellValues";
import { type AggregatedTable, placesOf } from "./aggregateTable";
import type { CodedKey } from "./codedKey";
import { doubleSql } from "./numberSql";
import type { NextTable } from "./scratchTables";
import { microsecondsSql } from "./timeColumn";
import { valueKey } from "./valueKey";

/** Values of a column with colours of their own. */
const coloredValues = 10;

/** Spots in a row of the plane, and in a column; a power of two, so that four of them make one of the next coarser plane. */
const spots = 512;

/** The rows of a table as points; where there are too many, those on the same spot as one, in the middle of them. */
export async function tablePoints(
  connection: DuckDBConnection,
  next: NextTable,
  source: AggregatedTable,
  request: PointsRequest,
): Promise<PointsResult> {
  const placed = placedSql(source, request);
  const plane = await planeOf(connection, placed, request);
  const colors = await colorKey(connection, next, source, request.color);
  const rows = `SELECT t.x AS x, t.y AS y, ${colors?.codeSql({ input: "t.color", guess: "0", joined: "j" }) ?? "0"} AS color
    FROM (${placed.replace("/*color*/", colors === undefined ? "" : `, ${colors.inputSql} AS color`)}) t${joinSql(colors)} WHERE t.x IS NOT NULL AND t.y IS NOT NULL`;
  const points =
    plane.rows <= request.limit
      ? `SELECT x, y, CAST(1 AS DOUBLE) AS rows, color FROM (${rows})`
      : await gatheredSql(connection, next, rows, plane, request.limit);
  const columns = (await connection.runAndReadAll(points)).getColumns().map((column) => column.map(Number));
  const [x = [], y = [], counts = [], codes = []] = columns;
  const counted = { x, y, rows: counts, totalRows: plane.totalRows, leftOutRows: plane.totalRows - plane.rows };
  return colors === undefined ? counted : { ...counted, colors: await colorsOf(colors, codes) };
}

/** `x` and `y` of every row, NULL where it has no place on the axis. */
function placedSql({ table, columns }: AggregatedTable, { x, y, logX = false, logY = false }: PointsRequest): string {
  const axes = [axisSql(columnAt(columns, x), logX), axisSql(columnAt(columns, y), logY)];
  return `SELECT ${axes[0] ?? ""} AS x, ${axes[1] ?? ""} AS y/*color*/ FROM ${table}`;
}

function axisSql(column: StoredColumn, log: boolean): string {
  const times = microsecondsSql(column);
  const sql = times === undefined ? doubleSql(column) : `CAST(${times} AS DOUBLE) / 1000`;
  if (sql !== undefined) return log ? `CASE WHEN ${sql} > 0 THEN ${sql} END` : sql;
  const sentence = `${column.name} holds neither numbers nor times: choose another column for the points.`;
  throw new FlowLogError({ kind: "invalidRequest" }, sentence);
}

interface Plane {
  readonly totalRows: number;
  readonly rows: number;
  /** SQL of the number of a spot along each axis. */
  readonly spotX: string;
  readonly spotY: string;
}

async function planeOf(connection: DuckDBConnection, placed: string, { logX = false, logY = false }: PointsRequest): Promise<Plane> {
  const both = "x IS NOT NULL AND y IS NOT NULL";
  const bounds = ["x", "y"].flatMap((axis) => [`min(${axis}) FILTER (${both})`, `max(${axis}) FILTER (${both})`]);
  const reader = await connection.runAndReadAll(`SELECT count(*), count(*) FILTER (${both}), ${bounds.join(", ")} FROM (${placed})`);
  const [totalRows = 0, rows = 0, minX = 0, maxX = 0, minY = 0, maxY = 0] = (reader.getRows()[0] ?? []).map(Number);
  return { totalRows, rows, spotX: spotSql("x", minX, maxX, logX), spotY: spotSql("y", minY, maxY, logY) };
}

function spotSql(axis: string, min: number, max: number, log: boolean): string {
  const [low, high] = log ? [Math.log10(min), Math.log10(max)] : [min, max];
  const value = log ? `log10(${axis})` : axis;
  const scale = (spots - 1) / (high - low);
  // The difference of the largest numbers is infinite, and that of the smallest ones, or of one number, too small to divide by.
  if (scale === 0) return `CAST((${value} / 2 - ${low / 2}::DOUBLE) * ${(spots - 1) / (high / 2 - low / 2)}::DOUBLE AS INTEGER)`;
  return Number.isFinite(scale) ? `CAST((${value} - ${low}::DOUBLE) * ${scale}::DOUBLE AS INTEGER)` : "0";
}

/** Points on a plane that is as fine as it can be with at most so many of them. */
async function gatheredSql(connection: DuckDBConnection, next: NextTable, rows: string, plane: Plane, limit: number): Promise<string> {
  const table = next();
  await connection.run(`CREATE TABLE ${table} AS SELECT ${plane.spotX} AS sx, ${plane.spotY} AS sy, color, count(*) AS rows,
    min(x) AS left_x, max(x) AS right_x, min(y) AS low_y, max(y) AS high_y FROM (${rows}) GROUP BY ALL`);
  let coarser = 0;
  for (; 2 ** coarser < spots; coarser++) {
    const counted = await connection.runAndReadAll(
      `SELECT count(*) FROM (SELECT DISTINCT sx >> ${coarser}, sy >> ${coarser}, color FROM ${table})`,
    );
    if (Number(counted.value(0, 0)) <= limit) break;
  }
  return `SELECT min(left_x) / 2 + max(right_x) / 2, min(low_y) / 2 + max(high_y) / 2, CAST(sum(rows) AS DOUBLE), color FROM ${table}
    GROUP BY sx >> ${coarser}, sy >> ${coarser}, color`;
}

async function colorKey(
  connection: DuckDBConnection,
  next: NextTable,
  { table, columns }: AggregatedTable,
  color: number | undefined,
): Promise<CodedKey | undefined> {
  if (color === undefined) return undefined;
  const ranking = { table, column: columnAt(columns, color), measure: "count(*)" };
  return valueKey(connection, next, ranking, { top: coloredValues, other: true });
}

function joinSql(colors: CodedKey | undefined): string {
  if (colors?.join === undefined) return "";
  return ` ${colors.join.keepsOthers ? "LEFT JOIN" : "JOIN"} ${colors.join.table} j ON j.value IS NOT DISTINCT FROM t.color`;
}

async function colorsOf(key: CodedKey, codes: readonly number[]): Promise<NonNullable<PointsResult["colors"]>> {
  const { present, places } = placesOf(codes);
  const { values, otherIndex } = await key.describe(present);
  return { codes: places, values, ...(otherIndex === undefined ? {} : { otherIndex }) };
}
