import { assertNever } from "../../../base/assertNever";
import type { DelimitedLayout, JsonDocumentLayout, LayoutColumn, RecordLayout } from "../../formats/logFormat";
import type { StagedObject } from "../engine";
import { anyOrder } from "./anyOrder";
import { flowCondition } from "./flowCondition";
import { documentColumns, enumType, enumValues, recordColumns, statusColumn, type LayoutTable, type TableKind } from "./layoutTables";
import { otherHeaderProblem, otherHeaderSql } from "./otherHeaders";
import { quoteName, quoteText } from "./quoting";
import { readingSql, storedType } from "./readings";
import { documentLimitBytes, documentsPath, objectNumberField } from "./stagingPacks";

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

/** Where rows go. */
export interface InsertTarget {
  readonly layout: RecordLayout;
  readonly kind: TableKind;
  readonly table: LayoutTable;
  /** The rows of object number `i` get this id and `i`. */
  readonly firstObjectId: number;
}

/**
 * The statements that read objects of one layout into their table. Either each has a file of its own, and the object's number
 * is its place in `files`, or all are packed and bring their number.
 */
export function insertStatements(target: InsertTarget, files: readonly StagedFile[], reading: TextReading): readonly string[] {
  const { layout } = target;
  switch (layout.kind) {
    case "delimited":
      return [insert(target, layout.columns, fieldSql(textColumn), delimitedSource(layout, files, reading))];
    case "parquet":
      return [insert(target, layout.columns, fieldSql(parquetColumn), parquetSource(pathsOf(files)))];
    case "jsonDocument":
      return isPacked(files) ? packedDocuments(target, layout, files) : [insertRecords(target, layout, jsonSource(layout, files))];
    default:
      return assertNever(layout);
  }
}

export type StagedFile = Pick<StagedObject, "path" | "unpackedBytes" | "packed">;

type ColumnSql = (column: LayoutColumn) => string;

/** What every source calls the number of the object that a row is from: no field has a space in its name. */
const objectNumber = quoteName(objectNumberField);

/** Records of documents; `source` offers the record as `r`, and the document's fields by their names. */
export function insertRecords(target: InsertTarget, layout: JsonDocumentLayout, source: string): string {
  return insert(target, recordColumns(layout, target.kind), jsonColumn(layout), source);
}

/** `source` offers the object's number beside whatever the columns' SQL names. */
function insert(target: InsertTarget, columns: readonly LayoutColumn[], sql: ColumnSql, source: string): string {
  const values = columns.map((column) => {
    const values = enumValues(column, target.kind);
    return values === undefined ? sql(column) : asEnum(sql(column), values);
  });
  return `INSERT INTO ${target.table.table} (${nameList(columns)}) SELECT ${[...values, objectIdSql(target)].join(", ")} FROM ${source}, ${anyOrder}`;
}

/** Comparing with constants takes half the time of the cast, which looks every text up in a table of hashes. The cast tells what fits neither. */
function asEnum(value: string, values: readonly string[]): string {
  const type = enumType(values);
  const cases = values.slice(0, mostFrequentValues).map((each) => `WHEN ${quoteText(each)} THEN CAST(${quoteText(each)} AS ${type})`);
  return `CASE ${value} ${cases.join(" ")} ELSE CAST(${value} AS ${type}) END`;
}

/** The values that come first are those that most records have. */
const mostFrequentValues = 2;

function nameList(columns: readonly LayoutColumn[]): string {
  return [...columns.map((column) => quoteName(column.name)), "object_id"].join(", ");
}

function objectIdSql({ firstObjectId }: InsertTarget): string {
  return `CAST(${firstObjectId} + ${objectNumber} AS UINTEGER)`;
}

/** The records, and beside them the documents that they are from, which lie in files of their own without their records. */
function packedDocuments(target: InsertTarget, layout: JsonDocumentLayout, files: readonly StagedFile[]): readonly string[] {
  const columns = documentColumns(layout);
  const values = [...columns.map(jsonColumn(layout)), objectIdSql(target)].join(", ");
  const documents = readJson(layout, { paths: pathsOf(files).map(documentsPath), packed: true, largest: documentLimitBytes });
  return [
    insertRecords(target, layout, jsonSource(layout, files)),
    `INSERT INTO ${target.table.objectTable} (${nameList(columns)}) SELECT ${values} FROM ${documents}`,
  ];
}

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

function isPacked(files: readonly StagedFile[]): boolean {
  return files[0]?.packed !== undefined;
}

function pathsOf(files: readonly StagedFile[]): readonly string[] {
  return [...new Set(files.map((file) => file.path))];
}

function fileList(paths: readonly string[]): string {
  return `[${paths.map(quoteText).join(", ")}]`;
}

function fieldSql(sql: (column: LayoutColumn, field: string) => string): ColumnSql {
  return (column) => sql(column, quoteName(column.field));
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

function delimitedSource(layout: DelimitedLayout, files: readonly StagedFile[], reading: TextReading): string {
  const { errors, scans } = rejectTables(reading);
  const packed = isPacked(files);
  const read = new Map(layout.columns.map((column) => [column.field, column]));
  const columns = layout.fields.map((field) => {
    const column = read.get(field);
    return `${quoteText(field)}: ${quoteText(column === undefined ? "VARCHAR" : storedType(column, reading.careful))}`;
  });
  if (packed) columns.unshift(`${quoteText(objectNumberField)}: 'UINTEGER'`);
  const skipped = packed || layout.header === undefined ? 0 : 1;
  const source = `read_csv(${fileList(pathsOf(files))}, delim = ' ', header = false, skip = ${skipped}, quote = '',
    escape = '', nullstr = '-', new_line = '\\n', compression = 'none', auto_detect = false, max_line_size = ${lineLimitBytes},
    columns = {${columns.join(", ")}}, store_rejects = true, rejects_table = '${errors}', rejects_scan = '${scans}',
    rejects_limit = ${rejectLimit})`;
  const filter = repeatedHeaderFilter(layout);
  return `(SELECT *${packed ? "" : `, file_index AS ${objectNumber}`} FROM ${source}${filter === undefined ? "" : ` WHERE ${filter}`})`;
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

function parquetSource(paths: readonly string[]): string {
  return `(SELECT *, file_index AS ${objectNumber} FROM read_parquet(${fileList(paths)}, hive_partitioning = false))`;
}

/** The SQL of a column of a JSON document. `r` is the record, NULL for the row that stands for a gap. */
function jsonColumn(layout: JsonDocumentLayout): ColumnSql {
  const field = (name: string) => (name.startsWith("/") ? quoteName(name.slice(1)) : `struct_extract(r, ${quoteText(name)})`);
  const lost = `coalesce(lower(${quoteName(layout.stateField)}), 'ok') <> 'ok'`;
  return (column) =>
    column === statusColumn
      ? `CASE WHEN r IS NOT NULL THEN 'OK' WHEN ${lost} THEN 'SKIPDATA' ELSE 'NODATA' END`
      : readingSql(column, field(column.field), column.fallbackField === undefined ? undefined : field(column.fallbackField));
}

/**
 * A document without records, and one that lost some, gives one more row whose record is NULL: it becomes the gap.
 */
function jsonSource(layout: JsonDocumentLayout, files: readonly StagedFile[]): string {
  const record = layout.recordFields.map(({ name, type }) => `${quoteName(name)} ${type}`).join(", ");
  const documents = readJson(layout, readFiles(files), `STRUCT(${record})[]`);
  return `(SELECT * EXCLUDE (records), unnest(${withGap(layout, "records")}) AS r FROM ${documents})`;
}

/** The list of records, with a NULL behind it where the document stands for a gap. */
export function withGap(layout: JsonDocumentLayout, records: string): string {
  const gap = `coalesce(len(${records}), 0) = 0 OR coalesce(lower(${quoteName(layout.stateField)}), 'ok') <> 'ok'`;
  return `CASE WHEN ${gap} THEN list_append(coalesce(${records}, []), NULL) ELSE ${records} END`;
}

interface DocumentFiles {
  readonly paths: readonly string[];
  readonly packed: boolean;
  /** Bytes of the largest document. */
  readonly largest: number;
}

export function readFiles(files: readonly StagedFile[]): DocumentFiles {
  const largest = files.reduce((most, file) => Math.max(most, file.unpackedBytes), 0);
  return { paths: pathsOf(files), packed: isPacked(files), largest };
}

/** Reads documents; with a type the array of records comes as column `records`. */
export function readJson(layout: JsonDocumentLayout, { paths, packed, largest }: DocumentFiles, recordsType?: string): string {
  const fields = [...layout.documentFields];
  if (recordsType !== undefined) fields.push({ name: layout.records, type: recordsType });
  if (packed) fields.push({ name: objectNumberField, type: "UINTEGER" });
  const columns = fields.map(({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`);
  const read = [
    ...layout.documentFields.map(({ name }) => quoteName(name)),
    ...(recordsType === undefined ? [] : [`${quoteName(layout.records)} AS records`]),
    `${packed ? numberOrError : "file_index"} AS ${objectNumber}`,
  ];
  // DuckDB sets aside twice this much memory for each thread, so the limit follows the largest document.
  const format = packed ? "newline_delimited" : "unstructured";
  const source = `read_json(${fileList(paths)}, columns = {${columns.join(", ")}}, format = '${format}', records = true,
    compression = 'uncompressed', maximum_object_size = ${largest + 1024 * 1024})`;
  return `(SELECT ${read.join(", ")} FROM ${source})`;
}

/** Only the first document of an object gets the number when it is packed, so another one makes the insert fail. */
const numberOrError = `CASE WHEN ${objectNumber} IS NULL THEN error('The object holds several documents.') ELSE ${objectNumber} END`;
