import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const sampleBucket = join(projectFolder, "library/samples/bucket");

export interface SampleObject {
  readonly key: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** Every object of a bucket that is a folder, by key. */
export function objectsIn(folder: string): SampleObject[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ key: relative(folder, path).split(sep).join("/"), path, sizeBytes: statSync(path).size }));
}

export function unpacked(object: SampleObject): string {
  return gunzipSync(readFileSync(object.path)).toString("utf8");
}

/** A record of AWS text or Parquet, by field name with hyphens; what does not apply is absent. */
export type AwsRecord = Readonly<Record<string, string>>;

export interface AwsText {
  readonly fields: readonly string[];
  /** As they stand in the lines, `-` included. */
  readonly rows: readonly (readonly string[])[];
  readonly records: readonly AwsRecord[];
}

export function readAwsText(object: SampleObject): AwsText {
  const [header = "", ...lines] = unpacked(object).split("\n").slice(0, -1);
  const fields = header.split(" ");
  const rows = lines.map((line) => line.split(" "));
  return { fields, rows, records: rows.map((row) => recordOf(fields, row)) };
}

export interface AwsParquet {
  /** Name and physical type of each column. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isText: boolean }[];
  readonly compressions: readonly string[];
  readonly records: readonly AwsRecord[];
}

/** By DuckDB, which reads what the file says of itself. */
export async function readAwsParquet(object: SampleObject): Promise<AwsParquet> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const read = async (sql: string) => (await connection.runAndReadAll(sql, { path: object.path })).getRowsJson() as (string | null)[][];
    const columns = (await read("SELECT name, type, converted_type FROM parquet_schema($path) WHERE num_children IS NULL")).map(
      ([name, type, converted]) => ({ name: name ?? "", type: type ?? "", isText: converted === "UTF8" }),
    );
    const compressions = await read("SELECT DISTINCT compression FROM parquet_metadata($path)");
    const rows = await read("SELECT COLUMNS(*)::VARCHAR FROM read_parquet($path, hive_partitioning = false)");
    const fields = columns.map(({ name }) => name.replaceAll("_", "-"));
    return {
      columns,
      compressions: compressions.map(([name]) => name ?? ""),
      records: rows.map((row) =>
        recordOf(
          fields,
          row.map((value) => value ?? "-"),
        ),
      ),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function recordOf(fields: readonly string[], row: readonly string[]): AwsRecord {
  return Object.fromEntries(fields.map((field, index) => [field, row[index] ?? "-"] as const).filter(([, value]) => value !== "-"));
}
