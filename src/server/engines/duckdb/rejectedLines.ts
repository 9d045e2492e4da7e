import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { DelimitedLayout } from "../../formats/logFormat";
import type { StagedObject } from "../engine";
import { UnusableObjectError } from "./ingestErrors";
import { lineLimitBytes, rejectLimit, rejectTables, type TextReading } from "./insertSql";
import { otherHeaderProblem, otherHeaderSql } from "./otherHeaders";
import { quoteText } from "./quoting";

/** Lines of one object that are no records. */
export interface Rejected {
  count: number;
  samples: { line: number; reason: string; sample: string }[];
}

/** So many lines of an object are kept with their text; the rest is counted. */
export const samplesPerObject = 100;
export const sampleLength = 500;

/**
 * What DuckDB refused while it read `objects` (all of one layout, in this order) on this connection. Emptied afterwards, so
 * that the next read begins anew.
 *
 * @throws UnusableObjectError where a refused line is the header of other records than those that the first line announces.
 */
export async function takeRejectedLines(
  connection: DuckDBConnection,
  layout: DelimitedLayout,
  objects: readonly StagedObject[],
  reading: TextReading,
): Promise<readonly Rejected[]> {
  const { errors, scans } = rejectTables(reading);
  const found = objects.map((): Rejected => ({ count: 0, samples: [] }));
  const rows = await connection.runAndReadAll(rejectedSql(layout, objects, reading));
  for (const [number, line, type, column, message, sample, count, otherHeaders] of rows.getRows()) {
    if (Number(otherHeaders) > 0) throw new UnusableObjectError(otherHeaderProblem);
    const rejected = found[Number(number)];
    const object = objects[Number(number)];
    if (rejected === undefined || object === undefined) throw new Error("Lines of a file were refused that was not read.");
    rejected.count = Number(count);
    const reason = rejectionReason(layout, String(type), String(column), String(message), object.packed !== undefined);
    rejected.samples.push({ line: lineInObject(object, Number(line)), reason, sample: String(sample) });
  }
  await recountOverflowing(connection, layout, objects, found, errors);
  await connection.run(`DELETE FROM ${errors}`);
  await connection.run(`DELETE FROM ${scans}`);
  return found;
}

/**
 * The number of the object, then of each refused line what DuckDB says of it. A packed line names its object itself; files
 * DuckDB numbers as it comes to their end, which is not the order in which they were named.
 */
function rejectedSql(layout: DelimitedLayout, objects: readonly StagedObject[], reading: TextReading): string {
  const { errors, scans } = rejectTables(reading);
  const packed = objects[0]?.packed !== undefined;
  const names = objects.map((object) => quoteText(basename(object.path))).join(", ");
  const number = packed
    ? "CAST(split_part(csv_line, ' ', 1) AS INTEGER)"
    : `CAST(list_position([${names}], parse_filename(file_path)) AS INTEGER) - 1`;
  const line = packed ? "substr(csv_line, strpos(csv_line, ' ') + 1)" : "csv_line";
  return `
    WITH first_errors AS (
      SELECT ${number} AS number, line, error_type, column_name, error_message, trim(${line}, chr(10) || chr(13)) AS text
      FROM ${errors} JOIN ${scans} USING (scan_id, file_id)
      QUALIFY row_number() OVER (PARTITION BY file_path, line ORDER BY error_type = 'CAST', column_idx NULLS FIRST) = 1)
    SELECT number, line, error_type, coalesce(column_name, ''), error_message, left(text, ${sampleLength}), count(*) OVER (PARTITION BY number),
      count(*) FILTER (WHERE ${otherHeaderSql("text", layout)}) OVER ()
    FROM first_errors WHERE text <> ${quoteText(layout.header ?? "")} AND text <> ''
    QUALIFY row_number() OVER (PARTITION BY number ORDER BY line) <= ${samplesPerObject} ORDER BY number, line`;
}

/** The line of the object, as it is in the bucket, that a line of the staged file came from. */
function lineInObject({ layout, lineOrigin, packed }: StagedObject, line: number): number {
  const headerLines = layout.kind === "delimited" && layout.header !== undefined ? 1 : 0;
  const ownLine = packed === undefined ? line : line - packed.firstLine + 1 + headerLines;
  return lineOrigin?.[ownLine - 1] ?? ownLine;
}

/** DuckDB stops noting errors of a read at its limit; then lines that are neither header nor record are counted in the text. */
async function recountOverflowing(
  connection: DuckDBConnection,
  layout: DelimitedLayout,
  objects: readonly StagedObject[],
  found: readonly Rejected[],
  errors: string,
): Promise<void> {
  const noted = await connection.runAndReadAll(`SELECT count(*) FROM ${errors}`);
  if (Number(noted.getRows()[0]?.[0] ?? 0) < rejectLimit) return;
  for (const [index, object] of objects.entries()) {
    const rejected = found[index];
    if (rejected === undefined) continue;
    // Packed text has to be unpacked first, which the failure of the whole brings about.
    if (object.packed !== undefined) throw new Error("More lines were refused than can be noted.");
    const lines = await countLines(connection, object.path, layout.header ?? "");
    const records = await countRecords(connection, layout, object.path);
    rejected.count = Math.max(rejected.count, lines - records);
  }
}

async function countLines(connection: DuckDBConnection, path: string, header: string): Promise<number> {
  const rows = await connection.runAndReadAll(`
    SELECT count(*) FROM (SELECT unnest(string_split(content, chr(10))) AS line FROM read_text(${quoteText(path)}))
    WHERE line <> '' AND line <> ${quoteText(header)}`);
  return Number(rows.getRows()[0]?.[0] ?? 0);
}

async function countRecords(connection: DuckDBConnection, layout: DelimitedLayout, path: string): Promise<number> {
  const columns = layout.fields.map((field) => `${quoteText(field)}: 'VARCHAR'`).join(", ");
  const rows = await connection.runAndReadAll(`
    SELECT count(*) FROM read_csv(${quoteText(path)}, delim = ' ', header = false, skip = ${layout.header === undefined ? 0 : 1}, quote = '',
      escape = '', new_line = '\\n', auto_detect = false, columns = {${columns}}, ignore_errors = true)`);
  return Number(rows.getRows()[0]?.[0] ?? 0);
}

function rejectionReason(layout: DelimitedLayout, type: string, column: string, message: string, packed: boolean): string {
  const expected = layout.fields.length;
  const found = /Found: (\d+)/.exec(message)?.[1];
  // The number of a packed line's object is a field as well.
  const fields = found === undefined ? undefined : Number(found) - (packed ? 1 : 0);
  switch (type) {
    case "MISSING COLUMNS":
      return `The line has ${fields ?? "fewer"} ${fields === 1 ? "field" : "fields"}, ${expected} are expected.`;
    case "TOO MANY COLUMNS":
      return `The line has more than the ${expected} fields expected.`;
    case "LINE SIZE OVER MAXIMUM":
      return `The line is longer than ${lineLimitBytes.toLocaleString("en-US")} bytes.`;
    case "INVALID ENCODING":
    case "INVALID UNICODE":
      return "The line is not UTF-8 text.";
    case "CAST": {
      const value = /Could not convert string "([^]*?)" to/.exec(message)?.[1];
      return value === undefined
        ? `${column}: the value is not a number of this field's range.`
        : `${column}: "${value}" is not a number of this field's range.`;
    }
    default:
      return message;
  }
}
