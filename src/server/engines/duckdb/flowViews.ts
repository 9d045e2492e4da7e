import type { DuckDBConnection } from "@duckdb/node-api";
import { captureGapColumns } from "../../../language/schema/captureGapColumns";
import { flowColumns } from "../../../language/schema/flowColumns";
import { catalogs } from "./database";
import { compatibilityViews } from "./compatibilityViews";
import { flowCondition } from "./flowCondition";
import type { LayoutTable } from "./layoutTables";
import { quoteName, quoteText } from "./quoting";
import { store } from "./storeSchema";

/** Made by the view, not read from a table. */
const madeColumns = new Set(["provider", "object"]);

/**
 * (Re)creates the relations that users ask: `flows`, `capture_gaps`, `flow_records` (both together), and those that pasted
 * queries of other tools expect. Called when the index is opened and whenever a record layout is new.
 */
export async function createFlowViews(connection: DuckDBConnection, tables: readonly LayoutTable[]): Promise<void> {
  const views = [
    { name: "flow_records", sql: flowView(tables, () => "") },
    { name: "flows", sql: flowView(tables, (table) => ` WHERE ${flowCondition(table)}`) },
    { name: "capture_gaps", sql: gapView(tables) },
    ...compatibilityViews,
  ];
  await connection.run("BEGIN TRANSACTION");
  for (const { name, sql } of views) await connection.run(`CREATE OR REPLACE VIEW ${catalogs.index}.main.${quoteName(name)} AS ${sql}`);
  await connection.run("COMMIT");
}

function flowView(tables: readonly LayoutTable[], where: (table: LayoutTable) => string): string {
  const described = flowColumns.filter((column) => !madeColumns.has(column.name)).map(({ name, type }) => ({ name, type }));
  const known = new Set(described.map((column) => column.name));
  const unknown = [...new Set(tables.flatMap((table) => table.columns.map((column) => column.name)))].filter((name) => !known.has(name));
  const columns = [...described, ...unknown.sort().map((name) => ({ name, type: "VARCHAR" }))];
  const branches = tables.map((table) => {
    const stored = new Map(table.columns.map((column) => [column.name, column.type]));
    const values = columns.map(({ name, type }) => `${valueSql(stored.get(name), name, type)} AS ${quoteName(name)}`);
    return `SELECT ${values.join(", ")}, ${quoteText(table.provider)} AS provider, object_id FROM ${table.table}${where(table)}`;
  });
  if (branches.length === 0)
    branches.push(emptySql([...columns, { name: "provider", type: "VARCHAR" }, { name: "object_id", type: "UINTEGER" }]));
  return `SELECT * EXCLUDE (object_id), ${objectSql} AS "object" FROM (${branches.join(" UNION ALL ")})`;
}

function gapView(tables: readonly LayoutTable[]): string {
  const columns = captureGapColumns.filter((column) => !madeColumns.has(column.name));
  const branches = tables.map((table) => {
    const stored = new Map(table.columns.map((column) => [column.name, column.type]));
    const values = columns.map(({ name, type }) => `${valueSql(stored.get(name), name, type)} AS ${quoteName(name)}`);
    return `SELECT ${quoteText(table.provider)} AS provider, ${values.join(", ")}, object_id FROM ${table.table} WHERE NOT ${flowCondition(table)}`;
  });
  if (branches.length === 0)
    branches.push(emptySql([{ name: "provider", type: "VARCHAR" }, ...columns, { name: "object_id", type: "UINTEGER" }]));
  return `SELECT * EXCLUDE (object_id), ${objectSql} AS "object" FROM (${branches.join(" UNION ALL ")})`;
}

function valueSql(storedType: string | undefined, name: string, type: string): string {
  if (storedType === undefined) return `NULL::${type}`;
  return storedType === type ? quoteName(name) : `CAST(${quoteName(name)} AS ${type})`;
}

function emptySql(columns: readonly { readonly name: string; readonly type: string }[]): string {
  return `SELECT ${columns.map(({ name, type }) => `NULL::${type} AS ${quoteName(name)}`).join(", ")} WHERE false`;
}

/**
 * The object that a row came from. One list of all objects, looked up by the row's number: a statement that does not name the
 * column pays nothing for it, which a join would not give.
 */
const objectSql = `(SELECT list(uri ORDER BY id) FROM (
    SELECT ids.id, s.uri || '/' || o.key AS uri FROM range((SELECT coalesce(max(id) + 1, 0) FROM ${store}.objects)) ids(id)
    LEFT JOIN ${store}.objects o ON o.id = ids.id LEFT JOIN ${store}.sources s ON s.id = o.source_id))[object_id + 1]`;
