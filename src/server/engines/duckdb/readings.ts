import { assertNever } from "../../../base/assertNever";
import type { LayoutColumn, Reading } from "../../formats/logFormat";

/**
 * The SQL by which a stored value becomes a column's value.
 *
 * @param value SQL of the stored value, in the type that `storedType` names.
 */
export function readingSql(column: LayoutColumn, value: string, fallback: string | undefined): string {
  const read = convert(column.reading, value);
  const whole = fallback === undefined ? read : `coalesce(${read}, ${convert(column.reading, fallback)})`;
  return column.reading === "plain" ? whole : `CAST(${whole} AS ${column.type})`;
}

/**
 * The type in which a reader should hand the stored value on: numbers are checked by the reader, which knows the line.
 *
 * @param careful Times too, which takes a tenth longer: for objects that the quick reading failed on.
 */
export function storedType(column: LayoutColumn, careful: boolean): string {
  switch (column.reading) {
    case "plain":
      return column.type;
    case "epoch":
      // Fifteen digits hold milliseconds until the year 33658; what is longer is refused with its line, and cannot overflow later.
      return careful ? "DECIMAL(15, 0)" : "BIGINT";
    default:
      return "VARCHAR";
  }
}

function convert(reading: Reading, value: string): string {
  switch (reading) {
    case "plain":
      return value;
    case "epoch":
      // Some old exporters wrote milliseconds; no record in seconds reaches 1e11 before the year 5138.
      return `make_timestamp(CASE WHEN ${value} BETWEEN -100000000000 AND 100000000000 THEN CAST(${value} AS BIGINT)
        ELSE CAST(${value} AS BIGINT) // 1000 END * 1000000)`;
    case "rfc3339":
      // The short way takes no notice of an offset, so it is only for what is in UTC by its own words.
      return `CASE WHEN suffix(${value}, 'Z') THEN CAST(${value} AS TIMESTAMP)
        ELSE CAST(CAST(nullif(${value}, '') AS TIMESTAMPTZ) AS TIMESTAMP) END`;
    case "percentEncoded":
      // What is no UTF-8 when it is decoded stays as it was written.
      return `coalesce(TRY(url_decode(${value})), ${value})`;
    case "ibmAction":
      return `CASE lower(${value}) WHEN 'accepted' THEN 'ACCEPT' WHEN 'rejected' THEN 'REJECT' ELSE ${value} END`;
    case "ibmDirection":
      return `CASE upper(${value}) WHEN 'I' THEN 'ingress' WHEN 'O' THEN 'egress' ELSE ${value} END`;
    case "ibmState":
      return `CASE WHEN lower(${value}) = 'ok' THEN 'OK' WHEN ${value} IS NULL THEN NULL ELSE 'SKIPDATA' END`;
    case "crnAccount":
      return `nullif(regexp_extract(${value}, '^(?:[^:]*:){6}a/([^:]*)', 1), '')`;
    case "crnRegion":
      return `nullif(regexp_replace(split_part(${value}, ':', 6), '-[0-9]+$', ''), '')`;
    case "crnResource":
      return `nullif(regexp_extract(${value}, '^(?:[^:]*:){9}(.*)$', 1), '')`;
    default:
      return assertNever(reading);
  }
}
