import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const integers = new Set(["version", "srcport", "dstport", "protocol", "tcp-flags", "traffic-path"]);
const longs = new Set(["packets", "bytes", "start", "end"]);

/** Writes AWS Parquet objects: hyphens become underscores, numbers are INT32 or INT64, all else is text, pages are gzipped. */
export class ParquetWriter {
  #instance;
  #connection;

  static async open() {
    const writer = new ParquetWriter();
    // One thread, so that row groups come out the same everywhere.
    writer.#instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    writer.#connection = await writer.#instance.connect();
    return writer;
  }

  async write(path, fields, records) {
    const columns = fields.map((field) => `"${field.replaceAll("-", "_")}" ${typeOf(field)}`);
    await this.#connection.run(`CREATE OR REPLACE TABLE records (${columns.join(", ")})`);
    const appender = await this.#connection.createAppender("records");
    for (const record of records) {
      for (const field of fields) append(appender, field, record[field]);
      appender.endRow();
    }
    appender.closeSync();
    await mkdir(dirname(path), { recursive: true });
    await this.#connection.run(`COPY records TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION gzip)`);
  }

  close() {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function typeOf(field) {
  if (integers.has(field)) return "INTEGER";
  return longs.has(field) ? "BIGINT" : "VARCHAR";
}

/** A number that does not apply is NULL, a text is `-`. */
function append(appender, field, value) {
  if (!integers.has(field) && !longs.has(field)) appender.appendVarchar(value ?? "-");
  else if (value === undefined) appender.appendNull();
  else if (integers.has(field)) appender.appendInteger(value);
  else appender.appendBigInt(BigInt(value));
}
