import type { DuckDBConnection } from "@duckdb/node-api";
import type { IndexFacts } from "../../../../language/catalog/catalog";
import { awsColumnName } from "../../../../language/schema/flowColumns";
import { awsVpcFields } from "../../../../language/schema/awsVpcFields";
import { flowCondition } from "../flowCondition";
import type { LayoutTable } from "../layoutTables";
import { store } from "../storeSchema";
import { isoTimeSql } from "./valueText";

/** What the index holds, from the ledger and from the times of the rows; `undefined` where no flow is in. */
export async function readIndexFacts(connection: DuckDBConnection, tables: readonly LayoutTable[]): Promise<IndexFacts | undefined> {
  const filled = await tablesWithFlows(connection, tables);
  if (filled.length === 0) return undefined;
  const times = await readTimes(connection, filled);
  const awsVersion = Math.max(0, ...filled.filter((table) => table.provider === "aws").flatMap(fieldVersions));
  return {
    rows: filled.reduce((sum, table) => sum + table.flows, 0),
    ...times,
    providers: [...new Set(filled.map((table) => table.provider))].sort(),
    ...(awsVersion === 0 ? {} : { awsVersion }),
  };
}

/** The tables that hold flows, and how many. */
export async function tablesWithFlows(
  connection: DuckDBConnection,
  tables: readonly LayoutTable[],
): Promise<(LayoutTable & { readonly flows: number })[]> {
  const reader = await connection.runAndReadAll(
    `SELECT layout_id, sum("rows") FROM ${store}.objects WHERE layout_id IS NOT NULL GROUP BY layout_id HAVING sum("rows") > 0`,
  );
  const flows = new Map(reader.getRows().map(([id, rows]) => [Number(id), Number(rows)]));
  return tables.flatMap((table) => {
    const rows = flows.get(table.id);
    return rows === undefined ? [] : [{ ...table, flows: rows }];
  });
}

async function readTimes(
  connection: DuckDBConnection,
  tables: readonly LayoutTable[],
): Promise<Pick<IndexFacts, "firstRecord" | "lastRecord">> {
  const timed = tables.filter((table) => table.columns.some(({ name }) => name === "start_time"));
  if (timed.length === 0) return {};
  const times = timed.map((table) => `SELECT start_time FROM ${table.table} WHERE ${flowCondition(table)}`).join(" UNION ALL ");
  const reader = await connection.runAndReadAll(
    `SELECT ${isoTimeSql("first")}, ${isoTimeSql("last")} FROM (SELECT min(start_time) AS first, max(start_time) AS last FROM (${times}))`,
  );
  const [first, last] = reader.getRows()[0] ?? [];
  return typeof first === "string" && typeof last === "string" ? { firstRecord: first, lastRecord: last } : {};
}

/** Records are of the highest version among their fields, whether they say so or not. */
function fieldVersions(table: LayoutTable): number[] {
  return table.columns.flatMap(({ name }) => versionByColumn.get(name) ?? []);
}

const versionByColumn = new Map(awsVpcFields.map(({ field, version }) => [awsColumnName(field), version]));
