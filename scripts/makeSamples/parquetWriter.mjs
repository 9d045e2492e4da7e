import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const integers = new Set(["version", "srcport", "dstport", "protocol", "tcp-flags", "traffic-path"]);
const longs = new Set(["packets", "bytes", "start", "end"]);

/** Writes AWS Parquet objects: hyphens become underscores, numbers are INT32 or INT64, all else is text, pages are gzipped. */
export class ParquetWriter {
  #instance;
  #connection;

  /** @param {DuckDBInstance} instance @param {import("@duckdb/node-api").DuckDBConnection} connection */
  constructor(instance, connection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open() {
    // One thread, so that row groups come out the same everywhere.
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    return new ParquetWriter(instance, await instance.connect());
  }

  /** @param {string} path @param {readonly string[]} fields @param {readonly import("./capture.mjs").AwsRecord[]} records */
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

/** @param {string} field */
function typeOf(field) {
  if (integers.has(field)) return "INTEGER";
  return longs.has(field) ? "BIGINT" : "VARCHAR";
}

/**
 * A number that does not apply is NULL, a text is `-`.
 *
 * @param {import("@duckdb/node-api").DuckDBAppender} appender @param {string} field @param {string | number | undefined} value
 */
function append(appender, field, value) {
  if (!integers.has(field) && !longs.has(field)) appender.appendVarchar(String(value ?? "-"));
  else if (value === undefined) appender.appendNull();
  else if (integers.has(field)) appender.appendInteger(Number(value));
  else appender.appendBigInt(BigInt(value));
}
