import type { DuckDBConnection } from "@duckdb/node-api";
import { columnValues } from "../../../language/schema/columnValues";
import { captureGapColumns } from "../../../language/schema/captureGapColumns";
import { flowColumns } from "../../../language/schema/flowColumns";
import { conversationsOfSql, conversationsSql, packetConversationsOfSql } from "./conversations/conversationsSql";
import { catalogs } from "./database";
import { compatibilityViews } from "./compatibilityViews";
import { flowCondition } from "./flowCondition";
import type { LayoutTable, TableColumn } from "./layoutTables";
import { quoteName, quoteText } from "./quoting";
import { store } from "./storeSchema";

const conversationMacros = [
  ["conversations_of", (address: string, flows: string) => conversationsOfSql(address, flows)],
  ["packet_conversations_of", packetConversationsOfSql],
] as const;

const allFlows = `${catalogs.index}.main.flows`;

/** Made by the view, not read from a table. */
const madeColumns = new Set(["provider", "object"]);

/**
 * (Re)creates the relations that users ask: `flows`, `capture_gaps`, `flow_records` (both together), `conversations`, and those that
 * pasted queries of other tools expect. Called when the index is opened and whenever a record layout is new.
 */
export async function createFlowViews(connection: DuckDBConnection, tables: readonly LayoutTable[]): Promise<void> {
  const views = [
    { name: "flow_records", sql: flowView(tables, () => "") },
    { name: "flows", sql: flowView(tables, (table) => ` WHERE ${flowCondition(table)}`) },
    { name: "capture_gaps", sql: gapView(tables) },
    { name: "conversations", sql: conversationsSql(allFlows, allFlows) },
    ...compatibilityViews,
  ];
  await connection.run("BEGIN TRANSACTION");
  for (const { name, sql } of views) await connection.run(`CREATE OR REPLACE VIEW ${catalogs.index}.main.${quoteName(name)} AS ${sql}`);
  for (const [name, sqlOf] of conversationMacros)
    await connection.run(`CREATE OR REPLACE MACRO ${catalogs.index}.main.${name}(address) AS TABLE ${sqlOf("address", allFlows)}`);
  await connection.run("COMMIT");
}

function flowView(tables: readonly LayoutTable[], where: (table: LayoutTable) => string): string {
  const described = flowColumns.filter((column) => !madeColumns.has(column.name)).map(({ name, type }) => ({ name, type }));
  const known = new Set(described.map((column) => column.name));
  const stored = tables.flatMap((table) => [...table.columns, ...table.objectColumns].map((column) => column.name));
  const unknown = [...new Set(stored)].filter((name) => !known.has(name));
  const columns = [...described, ...unknown.sort().map((name) => ({ name, type: "VARCHAR" }))];
  const branches = tables.map((table) => {
    const values = columns.map((column) => `${valueSql(table, column)} AS ${quoteName(column.name)}`);
    return `SELECT ${values.join(", ")}, ${quoteText(table.provider)} AS provider, object_id FROM ${table.table}${where(table)}`;
  });
  if (branches.length === 0)
    branches.push(emptySql([...columns, { name: "provider", type: "VARCHAR" }, { name: "object_id", type: "UINTEGER" }]));
  return `SELECT * EXCLUDE (object_id), ${objectSql} AS "object" FROM (${branches.join(" UNION ALL ")})`;
}

function gapView(tables: readonly LayoutTable[]): string {
  const columns = captureGapColumns.filter((column) => !madeColumns.has(column.name));
  const branches = tables.map((table) => {
    const values = columns.map((column) => `${valueSql(table, column)} AS ${quoteName(column.name)}`);
    return `SELECT ${quoteText(table.provider)} AS provider, ${values.join(", ")}, object_id FROM ${table.table} WHERE NOT ${flowCondition(table)}`;
  });
  if (branches.length === 0)
    branches.push(emptySql([{ name: "provider", type: "VARCHAR" }, ...columns, { name: "object_id", type: "UINTEGER" }]));
  return `SELECT * EXCLUDE (object_id), ${objectSql} AS "object" FROM (${branches.join(" UNION ALL ")})`;
}

/** A column of `flows` as a table has it. */
function valueSql(table: LayoutTable, { name, type }: TableColumn): string {
  const ofRecord = table.columns.find((column) => column.name === name);
  if (ofRecord !== undefined) return castSql(quoteName(name), ofRecord, type);
  const ofObject = table.objectColumns.find((column) => column.name === name);
  if (ofObject === undefined) return `NULL::${type}`;
  return castSql(ofObjectSql(quoteName(name), table.objectTable), ofObject, type);
}

function castSql(value: string, stored: TableColumn, type: string): string {
  if (stored.type === type) return value;
  const values = columnValues.get(stored.name);
  if (!stored.type.startsWith("ENUM") || values === undefined) return `CAST(${value} AS ${type})`;
  // Groups by constants are faster than groups by texts that a cast makes for each row.
  return `CASE ${value} ${values.map((each) => `WHEN ${quoteText(each)} THEN ${quoteText(each)}`).join(" ")} END`;
}

function emptySql(columns: readonly { readonly name: string; readonly type: string }[]): string {
  return `SELECT ${columns.map(({ name, type }) => `NULL::${type} AS ${quoteName(name)}`).join(", ")} WHERE false`;
}

/**
 * A value that an object has once, by the number of the row's object. It is looked up in a list of all objects: a statement
 * that does not name the column pays nothing for it, which a join would not give.
 */
function ofObjectSql(value: string, table: string): string {
  const [first, last] = ["min", "max"].map((bound) => `(SELECT ${bound}(object_id) FROM ${table})`);
  return `(SELECT list(value ORDER BY id) FROM (
    SELECT ids.id, o.value FROM range(${first}, ${last} + 1) ids(id) LEFT JOIN (SELECT object_id, ${value} AS value FROM ${table}) o
    ON o.object_id = ids.id))[object_id - ${first} + 1]`;
}

/** The object that a row came from. */
const objectSql = ofObjectSql(
  "uri",
  `(SELECT o.id AS object_id, s.uri || '/' || o.key AS uri FROM ${store}.objects o JOIN ${store}.sources s ON s.id = o.source_id)`,
);
