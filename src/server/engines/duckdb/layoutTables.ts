import type { DuckDBConnection } from "@duckdb/node-api";
import type { FlowProvider } from "../../../language/schema/flowColumn";
import type { RecordLayout } from "../../formats/logFormat";
import { quoteName, quoteText } from "./quoting";
import { store } from "./storeSchema";

export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** A physical table of records: all objects whose layouts have these columns share it. */
export interface LayoutTable {
  readonly id: number;
  readonly provider: FlowProvider;
  /** Sorted by name. Without `object_id`, which every table has. */
  readonly columns: readonly TableColumn[];
  /** Qualified, ready for SQL. */
  readonly table: string;
}

/** In JSON documents no field of a record says whether something flowed: the insert makes this column itself. */
export const statusColumn: TableColumn = { name: "log_status", type: "VARCHAR" };

/** What makes two layouts share a table. */
export function layoutSignature(layout: RecordLayout): string {
  const columns: TableColumn[] = layout.columns.map(({ name, type }) => ({ name, type }));
  if (layout.kind === "jsonDocument" && !columns.some((column) => column.name === statusColumn.name)) columns.push(statusColumn);
  columns.sort((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify({ provider: layout.provider, columns: columns.map(({ name, type }) => [name, type]) });
}

/** The physical tables of an index, kept as the file has them. */
export class LayoutTables {
  private readonly bySignature = new Map<string, LayoutTable>();

  static async load(connection: DuckDBConnection): Promise<LayoutTables> {
    const tables = new LayoutTables();
    const rows = await connection.runAndReadAll(`SELECT id, signature FROM ${store}.layouts ORDER BY id`);
    for (const [id, signature] of rows.getRows()) tables.add(Number(id), String(signature));
    return tables;
  }

  all(): readonly LayoutTable[] {
    return [...this.bySignature.values()];
  }

  find(signature: string): LayoutTable | undefined {
    return this.bySignature.get(signature);
  }

  /** Makes the table of a layout that this index has not seen before. */
  async create(connection: DuckDBConnection, signature: string): Promise<LayoutTable> {
    const id = this.bySignature.size + 1;
    const layout = layoutTable(id, signature);
    const columns = layout.columns.map(({ name, type }) => `${quoteName(name)} ${type}`);
    await connection.run("BEGIN TRANSACTION");
    await connection.run(`CREATE TABLE ${layout.table} (${[...columns, "object_id UINTEGER"].join(", ")})`);
    await connection.run(`INSERT INTO ${store}.layouts VALUES (${id}, ${quoteText(layout.provider)}, ${quoteText(signature)})`);
    await connection.run("COMMIT");
    this.bySignature.set(signature, layout);
    return layout;
  }

  private add(id: number, signature: string): void {
    this.bySignature.set(signature, layoutTable(id, signature));
  }
}

function layoutTable(id: number, signature: string): LayoutTable {
  const { provider, columns } = JSON.parse(signature) as { provider: FlowProvider; columns: [string, string][] };
  return { id, provider, columns: columns.map(([name, type]) => ({ name, type })), table: `${store}.layout_${id}` };
}
