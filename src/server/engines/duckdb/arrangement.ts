import { FlowLogError } from "../../../protocol/errors";
import { type ColumnFilter, leavesOut, type SortKey } from "../../../protocol/query";
import { addressKeySql } from "./addressOrder";
import { type StoredColumn, textSql } from "./cellValues";
import { quoteName } from "./quoting";

/** A condition or an order over a result's table, with the values that it binds. */
export interface Arranging {
  readonly sql: string;
  readonly values: readonly string[];
}

/** `WHERE … ORDER BY …`. Rows that sort alike keep their order. */
export function arrangingSql(columns: readonly StoredColumn[], sort: readonly SortKey[], filters: readonly ColumnFilter[]): Arranging {
  const values: string[] = [];
  const conditions = filters.map((filter) => filterSql(columns, filter, values));
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  const keys = sort.map(({ column, descending }) => `${orderSql(columnAt(columns, column))} ${descending ? "DESC" : "ASC"} NULLS LAST`);
  const order = keys.length === 0 ? "" : ` ORDER BY ${keys.join(", ")}, rowid`;
  return { sql: where + order, values };
}

/** A text compared with a column as a value of its type: what has to be castable before an arrangement is made. */
export function comparedTexts(filter: ColumnFilter): readonly string[] {
  switch (filter.op) {
    case "isNull":
    case "isNotNull":
    case "contains":
      return [];
    case "in":
    case "notIn":
      return filter.texts;
    default:
      return [filter.text];
  }
}

/** The columns that a filter is about: one, or either of two. */
export function filteredColumns(columns: readonly StoredColumn[], { column, orColumn }: ColumnFilter): readonly StoredColumn[] {
  return [column, ...(orColumn === undefined ? [] : [orColumn])].map((index) => columnAt(columns, index));
}

/** Cells that are compared as text: their text is not what the engine would read as a value of their type. */
export function comparesAsText({ shape }: StoredColumn): boolean {
  return shape === "text" || shape === "hex" || shape === "nested";
}

export function columnAt(columns: readonly StoredColumn[], index: number): StoredColumn {
  const column = columns[index];
  if (column === undefined) throw new FlowLogError({ kind: "invalidRequest" }, `The result has no column ${index}.`);
  return column;
}

function filterSql(columns: readonly StoredColumn[], filter: ColumnFilter, values: string[]): string {
  const tests = filteredColumns(columns, filter).map((column) => conditionSql(column, filter, values));
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(leavesOut(filter) ? " AND " : " OR ")})`;
}

function conditionSql(column: StoredColumn, filter: ColumnFilter, values: string[]): string {
  const bind = (text: string): string => `$${values.push(text)}`;
  const name = quoteName(column.stored);
  switch (filter.op) {
    case "isNull":
      return `${name} IS NULL`;
    case "isNotNull":
      return `${name} IS NOT NULL`;
    case "contains":
      return `contains(lower(${textSql(column)}), lower(${bind(filter.text)}))`;
    case "in":
      return `${comparable(column)} IN (${inList(column, filter.texts, bind)})`;
    case "notIn":
      // Someone who takes values out of sight leaves the cells without a value in sight.
      return `(${name} IS NULL OR ${comparable(column)} NOT IN (${inList(column, filter.texts, bind)}))`;
    case "=":
      return `${comparable(column)} = ${compared(column, bind(filter.text))}`;
    case "!=":
      return `${comparable(column)} IS DISTINCT FROM ${compared(column, bind(filter.text))}`;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return column.meaning === "address"
        ? `${addressKeySql(name)} ${filter.op} ${addressKeySql(`${bind(filter.text)}::VARCHAR`)}`
        : `${comparable(column)} ${filter.op} ${compared(column, bind(filter.text))}`;
  }
}

function inList(column: StoredColumn, texts: readonly string[], bind: (text: string) => string): string {
  return texts.length === 0 ? "NULL" : texts.map((text) => compared(column, bind(text))).join(", ");
}

function comparable(column: StoredColumn): string {
  return comparesAsText(column) ? textSql(column) : quoteName(column.stored);
}

function compared(column: StoredColumn, parameter: string): string {
  return comparesAsText(column) ? `${parameter}::VARCHAR` : `CAST(${parameter} AS ${column.type})`;
}

function orderSql(column: StoredColumn): string {
  const name = quoteName(column.stored);
  return column.meaning === "address" ? addressKeySql(name) : name;
}
