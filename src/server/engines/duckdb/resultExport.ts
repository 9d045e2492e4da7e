import { randomUUID } from "node:crypto";
import { copyFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { assertNever } from "../../../base/assertNever";
import { guardedText } from "../../../base/spreadsheetText";
import { FlowLogError } from "../../../protocol/errors";
import type { ExportFormat } from "../../../protocol/query";
import type { ExportedFile } from "../resultEngine";
import { isNumeric, type StoredColumn, textSql, wireSql } from "./cellValues";
import { guardedSql } from "./formulaGuard";
import { quoteName, quoteText } from "./quoting";
import { distinctNames } from "./selectionCopy";

export interface ExportTarget {
  readonly path: string;
  readonly format: ExportFormat;
  readonly columns: readonly StoredColumn[];
  /** The one folder to which the engine may write. */
  readonly stagingFolder: string;
}

/** Has the engine write a file in the staging folder, and puts it where it belongs when it is whole. */
export async function exportTable(
  connection: DuckDBConnection,
  { table }: { readonly table: string },
  target: ExportTarget,
  signal: AbortSignal,
): Promise<ExportedFile> {
  await checkPlace(target.path);
  const staged = join(target.stagingFolder, `export-${randomUUID()}`);
  try {
    const columns = await columnsSql(connection, table, target);
    const sql = `COPY (SELECT ${columns.join(", ")} FROM ${table}) TO ${quoteText(staged)} (${copyOptions[target.format]}, USE_TMP_FILE false)`;
    const written = await connection.runAndReadAll(sql);
    signal.throwIfAborted();
    const { size } = await stat(staged);
    await moveInto(staged, target.path);
    return { rows: Number(written.value(0, 0)), bytes: size };
  } finally {
    await rm(staged, { force: true });
  }
}

const copyOptions: Readonly<Record<ExportFormat, string>> = {
  csv: "FORMAT csv, HEADER true",
  json: "FORMAT json, ARRAY true",
  ndjson: "FORMAT json, ARRAY false",
  parquet: "FORMAT parquet",
};

async function checkPlace(path: string): Promise<void> {
  if (!isAbsolute(path)) throw new FlowLogError({ kind: "invalidRequest" }, `The place to save to is no absolute path: ${path}`);
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new FlowLogError({ kind: "invalidRequest" }, `There is no folder ${folder} to save into.`);
}

/** Atomic where both places are on one file system; else the copy is, once it is whole. */
async function moveInto(staged: string, path: string): Promise<void> {
  const part = `${path}.part`;
  try {
    try {
      await rename(staged, part);
    } catch (error) {
      if (!isErrorWithCode(error, "EXDEV")) throw error;
      await copyFile(staged, part);
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    if (isErrorWithCode(error, "ENOSPC"))
      throw new FlowLogError({ kind: "diskFull", detail: reason }, `The disk is full: nothing was saved to ${path}.`);
    throw new FlowLogError({ kind: "invalidRequest", detail: reason }, `${path} cannot be written: ${reason}`);
  }
}

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function columnsSql(connection: DuckDBConnection, table: string, { format, columns }: ExportTarget): Promise<string[]> {
  const names = distinctNames(columns);
  switch (format) {
    case "csv":
      return columns.map((column) => `${csvSql(column)} AS ${quoteName(guardedText(column.name))}`);
    case "json":
    case "ndjson":
      return columns.map((column, index) => `${jsonSql(column)} AS ${quoteName(names[index] ?? "")}`);
    case "parquet": {
      const values = await Promise.all(columns.map((column) => parquetSql(connection, table, column)));
      return values.map((sql, index) => `${sql} AS ${quoteName(names[index] ?? "")}`);
    }
    default:
      return assertNever(format);
  }
}

function csvSql(column: StoredColumn): string {
  return isNumeric(column) || column.shape === "boolean" ? wireSql(column) : guardedSql(textSql(column));
}

/** Integers and decimals that a double would not keep are texts. */
function jsonSql(column: StoredColumn): string {
  const name = quoteName(column.stored);
  switch (column.shape) {
    case "digits":
      return exactOrText(name, `abs(CAST(${name} AS DOUBLE)) * 1e${scaleOf(column.type)} <= ${Number.MAX_SAFE_INTEGER}`);
    case "float":
    case "double":
      return exactOrText(name, `isfinite(${name})`);
    case "nested":
      return nestedJson(`to_json(${name})`);
    default:
      return wireSql(column);
  }
}

/** The engine writes `NaN` and `Infinity` in lists of doubles, which is no JSON: such a value becomes a text. */
function nestedJson(json: string): string {
  const text = `CAST(${json} AS VARCHAR)`;
  return `CASE WHEN regexp_matches(${text}, '(^|[\\[:,])-?(NaN|Infinity)') THEN to_json(${text}) ELSE ${json} END`;
}

/** How many digits a type has behind the point. */
function scaleOf(type: string): number {
  return Number(/^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1] ?? 0);
}

function exactOrText(name: string, isExact: string): string {
  return `CASE WHEN ${isExact} THEN to_json(${name}) ELSE to_json(CAST(${name} AS VARCHAR)) END`;
}

/** Parquet has no integers of 128 bits: the engine would write doubles. As decimals they stay exact while they have 38 digits. */
async function parquetSql(connection: DuckDBConnection, table: string, column: StoredColumn): Promise<string> {
  const name = quoteName(column.stored);
  if (column.type === "HUGEINT" || column.type === "UHUGEINT") {
    const decimal = `TRY_CAST(${name} AS DECIMAL(38, 0))`;
    const reader = await connection.runAndReadAll(
      `SELECT coalesce(bool_and(${decimal} IS NOT NULL OR ${name} IS NULL), true) FROM ${table}`,
    );
    return reader.value(0, 0) === true ? decimal : textSql(column);
  }
  return /^(?:BIGNUM|BIT|VARIANT|UNION|TIME_NS|GEOMETRY)/.test(column.type) ? textSql(column) : name;
}
