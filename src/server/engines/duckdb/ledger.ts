import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectFailure, RejectedLine, SourceStatus } from "../../../protocol/indexing";
import type { LedgerEntry, SourceIdentity } from "../engine";
import { quoteText } from "./quoting";
import { store } from "./storeSchema";

/** Reading of the ledger: which objects are in, what became of them. All SQL of its tables that does not write. */

export interface SourceRow extends SourceIdentity {
  readonly id: number;
}

export async function readSources(connection: DuckDBConnection): Promise<SourceRow[]> {
  const rows = await connection.runAndReadAll(`SELECT id, uri, endpoint, bucket FROM ${store}.sources ORDER BY id`);
  return rows.getRows().map(([id, uri, endpoint, bucket]) => ({
    id: Number(id),
    uri: String(uri),
    endpoint: String(endpoint),
    bucket: String(bucket),
  }));
}

export async function readNextObjectId(connection: DuckDBConnection): Promise<number> {
  const rows = await connection.runAndReadAll(`SELECT coalesce(max(id) + 1, 0) FROM ${store}.objects`);
  return Number(rows.getRows()[0]?.[0] ?? 0);
}

/** @param level Only the objects directly at the prefix, without a further `/`. */
export async function readLedger(
  connection: DuckDBConnection,
  sourceId: number,
  prefix: string,
  level: boolean,
): Promise<Map<string, LedgerEntry>> {
  const directly = level ? ` AND strpos(substr(key, ${prefix.length + 1}), '/') = 0` : "";
  const rows = await connection.runAndReadAll(
    `SELECT key, etag, size_bytes, state FROM ${store}.objects
     WHERE source_id = ${sourceId} AND starts_with(key, ${quoteText(prefix)})${directly}`,
  );
  const entries = new Map<string, LedgerEntry>();
  for (const [key, etag, sizeBytes, state] of rows.getRows()) {
    const entry = { key: String(key), etag: String(etag), sizeBytes: Number(sizeBytes) };
    entries.set(entry.key, { ...entry, state: state === "failed" ? "failed" : "indexed" });
  }
  return entries;
}

/**
 * How much of each prefix one level below `prefix` is in: all of it when a run over it, or over a prefix above it, once came
 * to its end.
 */
export async function readCoverage(
  connection: DuckDBConnection,
  sourceId: number,
  prefix: string,
): Promise<Map<string, "partly" | "indexed" | "failed">> {
  const rows = await connection.runAndReadAll(`
    SELECT left(key, ${prefix.length} + strpos(substr(key, ${prefix.length + 1}), '/')) AS child, count(*) FILTER (WHERE state = 'failed')
    FROM ${store}.objects WHERE source_id = ${sourceId} AND starts_with(key, ${quoteText(prefix)})
      AND strpos(substr(key, ${prefix.length + 1}), '/') > 0 GROUP BY child`);
  const runs = await connection.runAndReadAll(`SELECT DISTINCT prefix FROM ${store}.complete_runs WHERE source_id = ${sourceId}`);
  const complete = runs.getRows().map(([run]) => String(run));
  return new Map(
    rows.getRows().map(([child, failed]) => {
      const name = String(child);
      if (Number(failed) > 0) return [name, "failed"];
      return [name, complete.some((run) => name.startsWith(run)) ? "indexed" : "partly"];
    }),
  );
}

export async function readBucketState(connection: DuckDBConnection, sourceId: number): Promise<"none" | "partly" | "indexed" | "failed"> {
  const rows = await connection.runAndReadAll(`
    SELECT count(*), count(*) FILTER (WHERE state = 'failed'),
      (SELECT count(*) FROM ${store}.complete_runs WHERE source_id = ${sourceId} AND prefix = '')
    FROM ${store}.objects WHERE source_id = ${sourceId}`);
  const [objects, failed, complete] = (rows.getRows()[0] ?? []).map(Number);
  if (objects === 0 || objects === undefined) return "none";
  if (failed !== undefined && failed > 0) return "failed";
  return complete === 0 ? "partly" : "indexed";
}

export async function readSourceStatus(connection: DuckDBConnection): Promise<SourceStatus[]> {
  const rows = await connection.runAndReadAll(`
    SELECT s.id, s.uri, s.bucket, s.endpoint, count(o.id) FILTER (WHERE o.state = 'indexed'), count(o.id) FILTER (WHERE o.state = 'failed'),
      coalesce(sum(o.rejected), 0), coalesce(sum(o."rows"), 0), coalesce(sum(o.gaps), 0), coalesce(sum(o.size_bytes) FILTER (WHERE o.state = 'indexed'), 0),
      epoch_ms(min(o.first_record)), epoch_ms(max(o.last_record))
    FROM ${store}.sources s JOIN ${store}.objects o ON o.source_id = s.id GROUP BY ALL ORDER BY s.uri, s.endpoint`);
  const formats = await readFormats(connection);
  return rows.getRows().map((row) => {
    const [id, uri, bucket, endpoint, objects, failed, rejected, flows, gaps, sourceBytes, first, last] = row;
    return {
      sourceId: Number(id),
      uri: String(uri),
      bucket: String(bucket),
      endpoint: String(endpoint),
      objects: Number(objects),
      failed: Number(failed),
      rejected: Number(rejected),
      rows: Number(flows),
      gaps: Number(gaps),
      sourceBytes: Number(sourceBytes),
      ...(first === null ? {} : { firstRecord: new Date(Number(first)).toISOString() }),
      ...(last === null ? {} : { lastRecord: new Date(Number(last)).toISOString() }),
      formats: formats.get(Number(id)) ?? [],
    };
  });
}

export async function readFailures(connection: DuckDBConnection, sourceId: number, limit: number): Promise<ObjectFailure[]> {
  const rows = await connection.runAndReadAll(`
    SELECT o.key, s.uri || '/' || o.key, o.reason FROM ${store}.objects o JOIN ${store}.sources s ON s.id = o.source_id
    WHERE o.source_id = ${sourceId} AND o.state = 'failed' ORDER BY o.key LIMIT ${limit}`);
  return rows.getRows().map(([key, uri, reason]) => ({ key: String(key), uri: String(uri), reason: String(reason) }));
}

export async function readRejected(connection: DuckDBConnection, sourceId: number, limit: number): Promise<RejectedLine[]> {
  const rows = await connection.runAndReadAll(`
    SELECT o.key, r.line, r.reason, r.sample FROM ${store}.rejected r JOIN ${store}.objects o ON o.id = r.object_id
    WHERE o.source_id = ${sourceId} ORDER BY o.key, r.line LIMIT ${limit}`);
  return rows.getRows().map(([key, line, reason, sample]) => ({
    key: String(key),
    line: Number(line),
    reason: String(reason),
    sample: String(sample),
  }));
}

async function readFormats(connection: DuckDBConnection): Promise<Map<number, { format: string; objects: number }[]>> {
  const rows = await connection.runAndReadAll(
    `SELECT source_id, format, count(*) FROM ${store}.objects WHERE format IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, format`,
  );
  const bySource = new Map<number, { format: string; objects: number }[]>();
  for (const [id, format, objects] of rows.getRows()) {
    const list = bySource.get(Number(id)) ?? [];
    list.push({ format: String(format), objects: Number(objects) });
    bySource.set(Number(id), list);
  }
  return bySource;
}
