import { flowCondition } from "../flowCondition";
import type { LayoutTable, TableColumn } from "../layoutTables";
import { quoteName, quoteText } from "../quoting";
import { store } from "../storeSchema";
import { valueTextSql } from "./valueText";

/** Which rows of the tables are counted. */
export interface CountedRows {
  /** Of each table, whole blocks that the engine picks: what is not picked is not read. */
  readonly share: number;
  /** Only those in which the column has a value: what has none is not read either. */
  readonly filledOnly: boolean;
}

/** The most frequent values that are kept, and how long one may be. */
const topCount = 100;
const longestValue = 1200;

/**
 * SQL that counts the values of a column of `flows` in the tables: one row with the rows looked at, those with a value, how many
 * different values these are, smallest, largest, and the most frequent as a list. Each table is counted by itself, in its own types: casting
 * a million enumerations to text would take longer than counting them.
 */
export function countedValuesSql(column: TableColumn, tables: readonly LayoutTable[], rows: CountedRows): string {
  const branches = tables.map((table) => `SELECT CAST(v AS ${column.type}) AS v, n FROM (${branchSql(column.name, table, rows)})`);
  const text = valueTextSql("v", column.type);
  return `WITH counted AS MATERIALIZED (SELECT v, sum(n)::BIGINT AS n FROM (${branches.join(" UNION ALL ")}) GROUP BY v)
    SELECT coalesce(sum(n), 0)::BIGINT, coalesce(sum(n) FILTER (WHERE v IS NOT NULL), 0)::BIGINT, count(v),
      (SELECT ${text} FROM (SELECT min(v) AS v FROM counted)), (SELECT ${text} FROM (SELECT max(v) AS v FROM counted)),
      (SELECT to_json(list({ value: t, count: n } ORDER BY n DESC, v))::VARCHAR FROM (
        SELECT v, ${text} AS t, n FROM counted WHERE v IS NOT NULL AND length(${text}) <= ${longestValue} ORDER BY n DESC, v LIMIT ${topCount}))
    FROM counted`;
}

/** The values of a column in one table, and how many flows have each. */
function branchSql(name: string, table: LayoutTable, rows: CountedRows): string {
  const sample = rows.share < 1 ? ` TABLESAMPLE SYSTEM(${(100 * rows.share).toFixed(4)} PERCENT)` : "";
  const from = `${table.table}${sample} WHERE ${flowCondition(table)}`;
  if (table.columns.some((column) => column.name === name)) {
    const filled = rows.filledOnly ? ` AND ${quoteName(name)} IS NOT NULL` : "";
    return `SELECT ${quoteName(name)} AS v, count(*) AS n FROM ${from}${filled} GROUP BY v`;
  }
  const origin = ofObject(name, table);
  if (origin !== undefined) {
    const filled = rows.filledOnly ? " WHERE o.v IS NOT NULL" : "";
    return `SELECT o.v AS v, count(*) AS n FROM (SELECT object_id FROM ${from}) r LEFT JOIN (${origin}) o ON o.id = r.object_id${filled} GROUP BY o.v`;
  }
  const value = name === "provider" ? quoteText(table.provider) : "NULL";
  return `SELECT ${value} AS v, count(*) AS n FROM ${from}${rows.filledOnly && value === "NULL" ? " AND false" : ""}`;
}

/** A value that all rows of an object share, with the number of the object. */
function ofObject(name: string, table: LayoutTable): string | undefined {
  if (name === "object")
    return `SELECT o.id AS id, s.uri || '/' || o.key AS v FROM ${store}.objects o JOIN ${store}.sources s ON s.id = o.source_id`;
  if (!table.objectColumns.some((column) => column.name === name)) return undefined;
  return `SELECT object_id AS id, ${quoteName(name)} AS v FROM ${table.objectTable}`;
}
