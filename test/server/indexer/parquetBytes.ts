import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** The rows of a statement as a Parquet file, with pages packed as AWS packs them. */
export async function parquetBytes(sql: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "flowlog-parquet-"));
  const path = join(folder, "object.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet, COMPRESSION gzip)`);
    connection.closeSync();
    return await readFile(path);
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}
