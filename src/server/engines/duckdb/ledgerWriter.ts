import type { DuckDBConnection } from "@duckdb/node-api";
import type { NotedObject, StagedObject } from "../engine";
import type { LayoutTable } from "./layoutTables";
import { quoteText } from "./quoting";
import type { Rejected } from "./rejectedLines";
import { store } from "./storeSchema";

/** What the ledger notes of one object, inside the transaction that loads its rows. */
export interface LedgerRow {
  readonly id: number;
  readonly object: Pick<StagedObject, "key" | "etag" | "sizeBytes">;
  readonly state: "indexed" | "failed";
  readonly format: string | null;
  readonly layoutId: number | null;
  readonly flows: number;
  readonly gaps: number;
  readonly rejected: Rejected;
  readonly reason?: string;
  /** Milliseconds since the epoch. */
  readonly firstRecord: number | null;
  readonly lastRecord: number | null;
}

const nothing = { flows: 0, gaps: 0, firstRecord: null, lastRecord: null, layoutId: null };

export function emptyRow(id: number, object: NotedObject, format: string): LedgerRow {
  return { ...nothing, id, object, state: "indexed", format, rejected: { count: 0, samples: [] } };
}

export function failedRow(id: number, object: NotedObject, reason: string): LedgerRow {
  return { ...nothing, id, object, state: "failed", format: null, rejected: { count: 0, samples: [] }, reason };
}

/** Takes out what an earlier run loaded of these keys: the objects have changed, or failed then. */
export async function replaceObjects(
  connection: DuckDBConnection,
  tables: readonly LayoutTable[],
  sourceId: number,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  const list = `[${keys.map(quoteText).join(", ")}]`;
  await deleteObjects(connection, tables, `source_id = ${sourceId} AND key IN (SELECT unnest(${list}))`);
}

/** Deletes objects that meet a condition on the ledger, with their rows and rejected lines, and tells how many of each. */
export async function deleteObjects(
  connection: DuckDBConnection,
  tables: readonly LayoutTable[],
  condition: string,
): Promise<{ objects: number; rows: number }> {
  const found = await connection.runAndReadAll(`SELECT id, layout_id, "rows" FROM ${store}.objects WHERE ${condition}`);
  const rows = found.getRows();
  if (rows.length === 0) return { objects: 0, rows: 0 };
  const byLayout = new Map<number, number[]>();
  for (const [id, layout] of rows) {
    if (layout === null) continue;
    const ids = byLayout.get(Number(layout)) ?? [];
    ids.push(Number(id));
    byLayout.set(Number(layout), ids);
  }
  for (const [layout, ids] of byLayout) {
    const table = tables.find(({ id }) => id === layout);
    if (table === undefined) throw new Error(`The index has objects of layout ${layout}, but no table for it.`);
    const condition = `object_id IN (SELECT unnest([${ids.join(", ")}]))`;
    await connection.run(`DELETE FROM ${table.table} WHERE ${condition}`);
    if (table.objectColumns.length > 0) await connection.run(`DELETE FROM ${table.objectTable} WHERE ${condition}`);
  }
  const all = `(SELECT unnest([${rows.map(([id]) => Number(id)).join(", ")}]))`;
  await connection.run(`DELETE FROM ${store}.rejected WHERE object_id IN ${all}`);
  await connection.run(`DELETE FROM ${store}.objects WHERE id IN ${all}`);
  return { objects: rows.length, rows: rows.reduce((sum, row) => sum + Number(row[2]), 0) };
}

export async function writeLedger(connection: DuckDBConnection, sourceId: number, rows: readonly LedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  const text = (value: string | null | undefined) => (value === null || value === undefined ? "NULL" : quoteText(value));
  const time = (value: number | null) => (value === null ? "NULL" : `make_timestamp_ms(${value})`);
  const values = rows.map(
    (row) => `(${row.id}, ${sourceId}, ${text(row.object.key)}, ${text(row.object.etag)}, ${row.object.sizeBytes}, ${text(row.state)},
      ${text(row.format)}, ${row.layoutId ?? "NULL"}, ${row.flows}, ${row.gaps}, ${row.rejected.count}, ${text(row.reason)},
      ${time(row.firstRecord)}, ${time(row.lastRecord)}, now()::TIMESTAMP)`,
  );
  await connection.run(`INSERT INTO ${store}.objects VALUES ${values.join(", ")}`);
  const samples = rows.flatMap((row) =>
    row.rejected.samples.map((line) => `(${row.id}, ${line.line}, ${quoteText(line.reason)}, ${quoteText(line.sample)})`),
  );
  if (samples.length > 0) await connection.run(`INSERT INTO ${store}.rejected VALUES ${samples.join(", ")}`);
}
