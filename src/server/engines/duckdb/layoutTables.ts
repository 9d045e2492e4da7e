import type { DuckDBConnection } from "@duckdb/node-api";
import { columnValues } from "../../../language/schema/columnValues";
import type { FlowProvider } from "../../../language/schema/flowColumn";
import type { LayoutColumn, RecordLayout } from "../../formats/logFormat";
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
  /** What all records of an object share: kept once an object in a table of its own. */
  readonly objectColumns: readonly TableColumn[];
  /** Qualified, ready for SQL. */
  readonly table: string;
  /** The table of the `objectColumns`. */
  readonly objectTable: string;
}

/**
 * How rows are kept. `compact` is for what almost every object is like: documented values only, and one JSON document. It
 * takes a fraction of the time; rows that do not fit make its insert fail. `general` takes every record.
 */
export type TableKind = "compact" | "general";

/** In JSON documents no field of a record says whether something flowed: the insert makes this column itself. */
export const statusColumn: LayoutColumn = { name: "log_status", type: "VARCHAR", field: "", reading: "plain" };

/** What makes two layouts share a table. */
export function layoutSignature(layout: RecordLayout, kind: TableKind): string {
  const objectColumns = kind === "compact" ? documentColumns(layout) : [];
  return JSON.stringify({
    provider: layout.provider,
    columns: sorted(recordColumns(layout, kind), kind),
    objectColumns: sorted(objectColumns, "general"),
  });
}

/** The columns that each record has for itself. A compact table keeps what is the document's once an object. */
export function recordColumns(layout: RecordLayout, kind: TableKind): readonly LayoutColumn[] {
  if (layout.kind !== "jsonDocument") return layout.columns;
  const columns = layout.columns.filter((column) => column.name !== statusColumn.name);
  return [...(kind === "compact" ? columns.filter((column) => !isOfDocument(column)) : columns), statusColumn];
}

/** The columns of the document around the records. */
export function documentColumns(layout: RecordLayout): readonly LayoutColumn[] {
  return layout.columns.filter((column) => isOfDocument(column) && column.name !== statusColumn.name);
}

function isOfDocument(column: LayoutColumn): boolean {
  return column.field.startsWith("/");
}

/** DuckDB type of a column in a table of this kind. */
function columnType(column: TableColumn, kind: TableKind): string {
  const values = enumValues(column, kind);
  return values === undefined ? column.type : enumType(values);
}

/** The values of a column that a table of this kind keeps as an enumeration. */
export function enumValues({ name, type }: TableColumn, kind: TableKind): readonly string[] | undefined {
  return kind === "compact" && type === "VARCHAR" ? columnValues.get(name) : undefined;
}

export function enumType(values: readonly string[]): string {
  return `ENUM(${values.map(quoteText).join(", ")})`;
}

function sorted(columns: readonly TableColumn[], kind: TableKind): readonly (readonly [string, string])[] {
  return columns.map((column) => [column.name, columnType(column, kind)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The physical tables of an index, kept as the file has them. */
export class LayoutTables {
  private readonly bySignature = new Map<string, LayoutTable>();

  static async load(connection: DuckDBConnection): Promise<LayoutTables> {
    const tables = new LayoutTables();
    const rows = await connection.runAndReadAll(`SELECT id, signature FROM ${store}.layouts ORDER BY id`);
    for (const [id, signature] of rows.getRows()) tables.bySignature.set(String(signature), layoutTable(Number(id), String(signature)));
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
    await connection.run("BEGIN TRANSACTION");
    await connection.run(createSql(layout.table, layout.columns));
    if (layout.objectColumns.length > 0) await connection.run(createSql(layout.objectTable, layout.objectColumns));
    await connection.run(`INSERT INTO ${store}.layouts VALUES (${id}, ${quoteText(layout.provider)}, ${quoteText(signature)})`);
    await connection.run("COMMIT");
    this.bySignature.set(signature, layout);
    return layout;
  }
}

function createSql(table: string, columns: readonly TableColumn[]): string {
  return `CREATE TABLE ${table} (${[...columns.map(({ name, type }) => `${quoteName(name)} ${type}`), "object_id UINTEGER"].join(", ")})`;
}

function layoutTable(id: number, signature: string): LayoutTable {
  const shape = JSON.parse(signature) as { provider: FlowProvider; columns: [string, string][]; objectColumns: [string, string][] };
  const named = (columns: readonly [string, string][]) => columns.map(([name, type]) => ({ name, type }));
  return {
    id,
    provider: shape.provider,
    columns: named(shape.columns),
    objectColumns: named(shape.objectColumns),
    table: `${store}.layout_${id}`,
    objectTable: `${store}.layout_${id}_objects`,
  };
}
