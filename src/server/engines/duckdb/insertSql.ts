import { assertNever } from "../../../base/assertNever";
import type { DelimitedLayout, JsonDocumentLayout, LayoutColumn, ParquetLayout, RecordLayout } from "../../formats/logFormat";
import type { StagedObject } from "../engine";
import { flowCondition } from "./flowCondition";
import { statusColumn, type LayoutTable } from "./layoutTables";
import { otherHeaderProblem, otherHeaderSql } from "./otherHeaders";
import { quoteName, quoteText } from "./quoting";
import { readingSql, storedType } from "./readings";

/** DuckDB's own limit for a line of text, stated so that what is longer is told with this number. */
export const lineLimitBytes = 2_000_000;
/** Errors that DuckDB keeps of one file; one line can give several. Past it the index run counts lines instead. */
export const rejectLimit = 50_000;

/** How text is read. */
export interface TextReading {
  /** Slower, and refuses a line whose time is beyond all bounds where the quick reading fails as a whole. */
  readonly careful: boolean;
  /** Names the tables of refused lines. No other statement may have the same while this one runs: DuckDB counts files by these names. */
  readonly slot: number;
}

/** Where DuckDB notes the lines that it refuses, and which files they are from. */
export function rejectTables({ slot }: TextReading): { readonly errors: string; readonly scans: string } {
  return { errors: `reject_errors_${slot}`, scans: `reject_scans_${slot}` };
}

/**
 * One statement that reads files of one layout into their table. The rows of `files[i]` get the object id `firstObjectId + i`.
 */
export function insertSql(
  layout: RecordLayout,
  table: LayoutTable,
  files: readonly StagedFile[],
  firstObjectId: number,
  reading: TextReading,
): string {
  const paths = files.map((file) => file.path);
  switch (layout.kind) {
    case "delimited":
      return insert(table, layout.columns.map(namedColumn(textColumn)), firstObjectId, delimitedSource(layout, paths, reading));
    case "parquet":
      return insert(table, layout.columns.map(namedColumn(parquetColumn)), firstObjectId, parquetSource(layout, paths));
    case "jsonDocument":
      return insert(table, jsonColumns(layout), firstObjectId, jsonSource(layout, files));
    default:
      return assertNever(layout);
  }
}

export type StagedFile = Pick<StagedObject, "path" | "unpackedBytes">;

interface NamedSql {
  readonly name: string;
  readonly sql: string;
}

/** The insert itself; `source` offers `file_index` beside whatever the columns' SQL names. */
export function insert(table: LayoutTable, columns: readonly NamedSql[], firstObjectId: number, source: string): string {
  const names = [...columns.map((column) => quoteName(column.name)), "object_id"].join(", ");
  const values = [...columns.map((column) => column.sql), `CAST(${firstObjectId} + file_index AS UINTEGER)`].join(", ");
  return `INSERT INTO ${table.table} (${names}) SELECT ${values} FROM ${source}, ${anyOrder}`;
}

/**
 * A join with one row that comes out of a grouping: DuckDB then knows that the rows have no order to keep, and its threads
 * write them as they come. It saves a third of the time of an insert. The setting for it is global, and results of users
 * keep their order.
 */
const anyOrder = "(SELECT i FROM range(1) one(i) GROUP BY i) any_order";

/** Per object: its flows, its gaps, and the time they span. */
export function tallySql(table: LayoutTable, firstObjectId: number, count: number): string {
  const names = new Set(table.columns.map((column) => column.name));
  const times = ["start_time", "end_time"].filter((name) => names.has(name));
  const first = times.length === 0 ? "NULL" : `least(${times.map((name) => `min(${name})::TIMESTAMP`).join(", ")})`;
  const last = times.length === 0 ? "NULL" : `greatest(${times.map((name) => `max(${name})::TIMESTAMP`).join(", ")})`;
  const flow = flowCondition(table);
  return `SELECT object_id, count(*) FILTER (WHERE ${flow}), count(*) FILTER (WHERE NOT ${flow}),
      epoch_ms(${first}::TIMESTAMP), epoch_ms(${last}::TIMESTAMP)
    FROM ${table.table} WHERE object_id BETWEEN ${firstObjectId} AND ${firstObjectId + count - 1} GROUP BY object_id`;
}

function fileList(paths: readonly string[]): string {
  return `[${paths.map(quoteText).join(", ")}]`;
}

function namedColumn(sql: (column: LayoutColumn, field: string) => string): (column: LayoutColumn) => NamedSql {
  return (column) => ({ name: column.name, sql: sql(column, quoteName(column.field)) });
}

function textColumn(column: LayoutColumn, field: string): string {
  return readingSql(column, field, undefined);
}

/** Parquet's text columns hold `-` where text objects do, and its numbers may be wider than ours: a value that does not fit is an error. */
function parquetColumn(column: LayoutColumn, field: string): string {
  const value = column.reading === "epoch" ? field : `nullif(CAST(${field} AS VARCHAR), '-')`;
  const typed = column.reading === "plain" && column.type !== "VARCHAR" ? `CAST(${field} AS ${column.type})` : value;
  return readingSql(column, typed, undefined);
}

function delimitedSource(layout: DelimitedLayout, paths: readonly string[], reading: TextReading): string {
  const { errors, scans } = rejectTables(reading);
  const read = new Map(layout.columns.map((column) => [column.field, column]));
  const columns = layout.fields.map((field) => {
    const column = read.get(field);
    return `${quoteText(field)}: ${quoteText(column === undefined ? "VARCHAR" : storedType(column, reading.careful))}`;
  });
  const source = `read_csv(${fileList(paths)}, delim = ' ', header = false, skip = ${layout.header === undefined ? 0 : 1}, quote = '',
    escape = '', nullstr = '-', new_line = '\\n', compression = 'none', auto_detect = false, max_line_size = ${lineLimitBytes},
    columns = {${columns.join(", ")}}, store_rejects = true, rejects_table = '${errors}', rejects_scan = '${scans}',
    rejects_limit = ${rejectLimit})`;
  const filter = repeatedHeaderFilter(layout);
  return filter === undefined ? source : `(SELECT *, file_index FROM ${source} WHERE ${filter})`;
}

/**
 * Joined objects repeat their header further down. Where a column is a number, DuckDB refuses such a line and it is dropped
 * from the rejected lines; where all columns are text, it has to be recognised, and the header of other records too.
 */
function repeatedHeaderFilter(layout: DelimitedLayout): string | undefined {
  const column = layout.columns[0];
  if (layout.header === undefined || column === undefined || layout.columns.some((each) => storedType(each, false) !== "VARCHAR"))
    return undefined;
  const isHeader = layout.columns.map((each) => `${quoteName(each.field)} = ${quoteText(each.field)}`).join(" AND ");
  const line = `concat_ws(' ', ${layout.columns.map((each) => quoteName(each.field)).join(", ")})`;
  return `CASE WHEN ${isHeader} THEN false WHEN ${otherHeaderSql(line, layout)} THEN error(${quoteText(otherHeaderProblem)}) ELSE true END`;
}

function parquetSource(_layout: ParquetLayout, paths: readonly string[]): string {
  return `read_parquet(${fileList(paths)}, hive_partitioning = false)`;
}

/** The SQL of every column of a JSON document, its status included. `r` is the record, NULL for the row that stands for a gap. */
export function jsonColumns(layout: JsonDocumentLayout): NamedSql[] {
  const field = (name: string) => (name.startsWith("/") ? quoteName(name.slice(1)) : `struct_extract(r, ${quoteText(name)})`);
  const read = layout.columns.filter((column) => column.name !== statusColumn.name);
  const columns = read.map((column) => ({
    name: column.name,
    sql: readingSql(column, field(column.field), column.fallbackField === undefined ? undefined : field(column.fallbackField)),
  }));
  const lost = `coalesce(lower(${quoteName(layout.stateField)}), 'ok') <> 'ok'`;
  return [...columns, { name: statusColumn.name, sql: `CASE WHEN r IS NOT NULL THEN 'OK' WHEN ${lost} THEN 'SKIPDATA' ELSE 'NODATA' END` }];
}

/**
 * A document without records, and one that lost some, gives one more row whose record is NULL: it becomes the gap.
 */
function jsonSource(layout: JsonDocumentLayout, files: readonly StagedFile[]): string {
  const record = layout.recordFields.map(({ name, type }) => `${quoteName(name)} ${type}`).join(", ");
  const documents = `SELECT * FROM ${readJson(layout, files, `STRUCT(${record})[]`)}`;
  return `(SELECT * EXCLUDE (records), unnest(${withGap(layout, "records")}) AS r FROM (${documents}))`;
}

/** The list of records, with a NULL behind it where the document stands for a gap. */
export function withGap(layout: JsonDocumentLayout, records: string): string {
  const gap = `coalesce(len(${records}), 0) = 0 OR coalesce(lower(${quoteName(layout.stateField)}), 'ok') <> 'ok'`;
  return `CASE WHEN ${gap} THEN list_append(coalesce(${records}, []), NULL) ELSE ${records} END`;
}

/** Reads whole documents; the array comes as column `records` of the type given. */
export function readJson(layout: JsonDocumentLayout, files: readonly StagedFile[], recordsType: string): string {
  // DuckDB sets aside twice this much memory for each thread, so the limit follows the largest document.
  const largest = files.reduce((most, file) => Math.max(most, file.unpackedBytes), 0);
  const columns = [...layout.documentFields, { name: layout.records, type: recordsType }].map(
    ({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`,
  );
  const names = layout.documentFields.map(({ name }) => quoteName(name)).join(", ");
  const source = `read_json(${fileList(files.map((file) => file.path))}, columns = {${columns.join(", ")}}, format = 'unstructured', records = true,
    compression = 'uncompressed', maximum_object_size = ${largest + 1024 * 1024})`;
  return `(SELECT ${names}, ${quoteName(layout.records)} AS records, file_index FROM ${source})`;
}
