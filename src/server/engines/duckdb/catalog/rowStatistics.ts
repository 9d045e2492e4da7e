import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnStatistics } from "../../../../language/catalog/catalog";
import { flowColumns } from "../../../../language/schema/flowColumns";
import type { Statistics } from "../../catalogSource";
import type { LayoutTable, TableColumn } from "../layoutTables";
import { countedValuesSql, type CountedRows } from "./countedValues";
import { tablesWithFlows } from "./indexFacts";

export interface LookOptions {
  /** About so many rows are looked at of an index that has more. */
  readonly sampleRows: number;
}

/**
 * A column of which a sample has so few values is looked at whole: else one that is seldom filled would pass for one that never
 * is. It costs little, because the engine skips blocks without a value.
 */
const fewValues = 1000;

/** What the values of every column of `flows` are like. Between two columns it sees whether it is to stop. */
export async function lookAtRows(
  connection: DuckDBConnection,
  tables: readonly LayoutTable[],
  options: LookOptions,
  signal: AbortSignal,
): Promise<Statistics> {
  const filled = await tablesWithFlows(connection, tables);
  const flows = filled.reduce((sum, table) => sum + table.flows, 0);
  const share = flows > options.sampleRows ? options.sampleRows / flows : 1;
  const statistics = new Map<string, ColumnStatistics>();
  for (const column of columnsOf(tables)) {
    signal.throwIfAborted();
    if (!isIn(filled, column.name)) {
      statistics.set(column.name, { rows: flows, filled: 0, distinct: 0, top: [] });
      continue;
    }
    const sampled = await countValues(connection, column, filled, { share, filledOnly: false });
    const whole = share < 1 && sampled.filled < fewValues;
    statistics.set(
      column.name,
      whole ? { ...(await countValues(connection, column, filled, { share: 1, filledOnly: true })), rows: flows } : sampled,
    );
  }
  return statistics;
}

/** The columns of `flows`, as the view has them. */
function columnsOf(tables: readonly LayoutTable[]): TableColumn[] {
  const described = flowColumns.map(({ name, type }) => ({ name, type }));
  const known = new Set(described.map(({ name }) => name));
  const stored = tables.flatMap((table) => [...table.columns, ...table.objectColumns].map(({ name }) => name));
  const unknown = [...new Set(stored)].filter((name) => !known.has(name)).sort();
  return [...described, ...unknown.map((name) => ({ name, type: "VARCHAR" }))];
}

function isIn(tables: readonly LayoutTable[], name: string): boolean {
  if (name === "provider" || name === "object") return tables.length > 0;
  return tables.some((table) => [...table.columns, ...table.objectColumns].some((column) => column.name === name));
}

async function countValues(
  connection: DuckDBConnection,
  column: TableColumn,
  tables: readonly LayoutTable[],
  rows: CountedRows,
): Promise<ColumnStatistics> {
  const reader = await connection.runAndReadAll(countedValuesSql(column, tables, rows));
  const [looked, filled, distinct, min, max, top] = reader.getRows()[0] ?? [];
  return {
    rows: Number(looked ?? 0),
    filled: Number(filled ?? 0),
    distinct: Number(distinct ?? 0),
    top: typeof top === "string" ? (JSON.parse(top) as ColumnStatistics["top"]) : [],
    ...(typeof min === "string" ? { min } : {}),
    ...(typeof max === "string" ? { max } : {}),
  };
}
