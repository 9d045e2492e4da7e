import type { DuckDBConnection } from "@duckdb/node-api";
import type { FoundCell } from "../../../protocol/query";
import type { Search } from "../resultEngine";
import { columnAt } from "./arrangement";
import { type StoredColumn, textSql } from "./cellValues";

/** Where a column has matches: how many, the nearest one ahead, and the first one there is in the direction of the search. */
interface ColumnMatches {
  readonly column: number;
  readonly position: number;
  readonly count: number;
  readonly ahead: number | undefined;
  readonly first: number | undefined;
}

/** One reading of the whole result finds the next match and counts all of them. */
export async function findCell(
  connection: DuckDBConnection,
  { table, columns }: { readonly table: string; readonly columns: readonly StoredColumn[] },
  search: Search,
): Promise<FoundCell | null> {
  if (search.columns.length === 0) return null;
  const tests = search.columns.map(
    (column, position) => `contains(lower(${textSql(columnAt(columns, column))}), lower($1)) AS m${position}`,
  );
  const aggregates = search.columns.flatMap((_column, position) => aggregatesAt(position, search));
  const sql = `SELECT ${aggregates.join(", ")} FROM (SELECT rowid AS row, ${tests.join(", ")} FROM ${table})`;
  const reader = await connection.runAndReadAll(sql, [search.text]);
  const values = (reader.getRows()[0] ?? []).map((value) => (value === null ? undefined : Number(value)));
  const matches = search.columns.map((column, position) => {
    const [count = 0, ahead, first] = values.slice(3 * position, 3 * position + 3);
    return { column, position, count, ahead, first };
  });
  return nearest(matches, search.backwards);
}

function aggregatesAt(position: number, { from, columns, backwards }: Search): string[] {
  const start = columns.indexOf(from.column);
  const match = `m${position}`;
  if (!backwards) {
    const row = position > start ? from.row : from.row + 1;
    return [`count(*) FILTER (${match})`, `min(row) FILTER (${match} AND row >= ${row})`, `min(row) FILTER (${match})`];
  }
  const row = position < start ? from.row : from.row - 1;
  return [`count(*) FILTER (${match})`, `max(row) FILTER (${match} AND row <= ${row})`, `max(row) FILTER (${match})`];
}

function nearest(matches: readonly ColumnMatches[], backwards: boolean): FoundCell | null {
  const total = matches.reduce((sum, { count }) => sum + count, 0);
  const ahead = matches.flatMap(({ column, position, ahead: row }) => (row === undefined ? [] : { column, position, row }));
  const all = matches.flatMap(({ column, position, first: row }) => (row === undefined ? [] : { column, position, row }));
  const sign = backwards ? -1 : 1;
  const [found] = (ahead.length > 0 ? ahead : all).sort((a, b) => sign * (a.row - b.row || a.position - b.position));
  return found === undefined ? null : { row: found.row, column: found.column, matches: total };
}
