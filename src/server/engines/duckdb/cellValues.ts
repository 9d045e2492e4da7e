import { DuckDBTypeId } from "@duckdb/node-api";
import type { Cell, ResultColumn } from "../../../protocol/query";
import { quoteName } from "./quoting";

/** A column of a stored result. */
export interface StoredColumn extends ResultColumn {
  /** Its name in the result's table; the engine renames columns of the same name. */
  readonly stored: string;
  readonly shape: CellShape;
}

/** How values of a type are handed out. */
export type CellShape =
  | "boolean"
  /** Fits a JavaScript number exactly. */
  | "number"
  | "float"
  | "double"
  /** Whole numbers and decimals of any size: digits. */
  | "digits"
  | "time"
  | "timeZoned"
  | "hex"
  | "nested"
  /** Text as it is. */
  | "text"
  /** Whatever the engine writes when it casts to text. */
  | "written";

export function cellShape(typeId: DuckDBTypeId): CellShape {
  return shapes[typeId];
}

/** SQL of a cell as it goes over the wire: BOOLEAN, a number of at most 64 bits that is no BIGINT, or VARCHAR. */
export function wireSql(column: StoredColumn): string {
  const name = quoteName(column.stored);
  switch (column.shape) {
    case "boolean":
    case "number":
    case "double":
    case "text":
      return name;
    case "float":
      // By way of its text, so that 0.1 stays 0.1.
      return `CAST(CAST(${name} AS VARCHAR) AS DOUBLE)`;
    case "digits":
    case "written":
      return `CAST(${name} AS VARCHAR)`;
    case "time":
      return `replace(CAST(${name} AS VARCHAR), ' ', 'T') || CASE WHEN isfinite(${name}) THEN 'Z' ELSE '' END`;
    case "timeZoned":
      return `replace(replace(CAST(${name} AS VARCHAR), ' ', 'T'), '+00', 'Z')`;
    case "hex":
      return `hex(${name})`;
    case "nested":
      return `CAST(to_json(${name}) AS VARCHAR)`;
  }
}

/** SQL of a cell's text, as a person reads it. */
export function textSql(column: StoredColumn): string {
  return producesText(column) ? wireSql(column) : `CAST(${quoteName(column.stored)} AS VARCHAR)`;
}

/** Whether `wireSql` is of type VARCHAR. */
export function producesText(column: StoredColumn): boolean {
  return column.shape !== "boolean" && !(column.shape === "number" || column.shape === "float" || column.shape === "double");
}

/** Whether cells of a column can be added up. */
export function isNumeric({ shape }: StoredColumn): boolean {
  return shape === "number" || shape === "digits" || shape === "float" || shape === "double";
}

/** A value that `wireSql` gave, as the wire has it: JSON knows no infinite number. */
export function wireCell(value: unknown): Cell {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  throw new Error(`A cell came as ${typeof value}.`);
}

const shapes: Readonly<Record<DuckDBTypeId, CellShape>> = {
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.TINYINT]: "number",
  [DuckDBTypeId.SMALLINT]: "number",
  [DuckDBTypeId.INTEGER]: "number",
  [DuckDBTypeId.UTINYINT]: "number",
  [DuckDBTypeId.USMALLINT]: "number",
  [DuckDBTypeId.UINTEGER]: "number",
  [DuckDBTypeId.BIGINT]: "digits",
  [DuckDBTypeId.UBIGINT]: "digits",
  [DuckDBTypeId.HUGEINT]: "digits",
  [DuckDBTypeId.UHUGEINT]: "digits",
  [DuckDBTypeId.BIGNUM]: "digits",
  [DuckDBTypeId.DECIMAL]: "digits",
  [DuckDBTypeId.INTEGER_LITERAL]: "digits",
  [DuckDBTypeId.FLOAT]: "float",
  [DuckDBTypeId.DOUBLE]: "double",
  [DuckDBTypeId.TIMESTAMP]: "time",
  [DuckDBTypeId.TIMESTAMP_S]: "time",
  [DuckDBTypeId.TIMESTAMP_MS]: "time",
  [DuckDBTypeId.TIMESTAMP_NS]: "time",
  [DuckDBTypeId.TIMESTAMP_TZ]: "timeZoned",
  [DuckDBTypeId.BLOB]: "hex",
  [DuckDBTypeId.LIST]: "nested",
  [DuckDBTypeId.ARRAY]: "nested",
  [DuckDBTypeId.STRUCT]: "nested",
  [DuckDBTypeId.MAP]: "nested",
  [DuckDBTypeId.UNION]: "nested",
  [DuckDBTypeId.VARIANT]: "nested",
  [DuckDBTypeId.VARCHAR]: "text",
  [DuckDBTypeId.STRING_LITERAL]: "text",
  [DuckDBTypeId.ENUM]: "written",
  [DuckDBTypeId.DATE]: "written",
  [DuckDBTypeId.TIME]: "written",
  [DuckDBTypeId.TIME_NS]: "written",
  [DuckDBTypeId.TIME_TZ]: "written",
  [DuckDBTypeId.INTERVAL]: "written",
  [DuckDBTypeId.UUID]: "written",
  [DuckDBTypeId.BIT]: "written",
  [DuckDBTypeId.GEOMETRY]: "written",
  [DuckDBTypeId.SQLNULL]: "written",
  [DuckDBTypeId.ANY]: "written",
  [DuckDBTypeId.INVALID]: "written",
};
