import type { DuckDBConnection } from "@duckdb/node-api";
import type { AggregatedResult, Aggregation, ColumnProfile, PointsResult } from "../../../protocol/chart";
import { FlowLogError } from "../../../protocol/errors";
import type {
  Cell,
  ColumnFilter,
  CopiedText,
  CopyFormat,
  FoundCell,
  QueryProgress,
  ResultPage,
  SelectionSums,
  SortKey,
} from "../../../protocol/query";
import type { Destination, ExportedFile, PointsRequest, Search, Selection, StoredResult } from "../resultEngine";
import { aggregateTable } from "./aggregation/aggregateTable";
import { columnProfile } from "./aggregation/columnProfile";
import { tablePoints } from "./aggregation/points";
import { withScratchTables } from "./aggregation/scratchTables";
import { arrangingSql, columnAt, comparedTexts, comparesAsText, filteredColumns } from "./arrangement";
import { type StoredColumn, wireSql } from "./cellValues";
import { exportTable } from "./resultExport";
import { readCell, readColumns, readPage } from "./resultPages";
import { findCell } from "./resultSearch";
import { copyWriter, CopyText } from "./selectionCopy";
import { readSums } from "./selectionSums";
import type { TableKeeper } from "./tableKeeper";

/** Rows of a selection that are read at once while it is copied. */
const copiedRows = 2000;

/** A result in a table of its own, read by the number of the row. */
export class StoredTable implements StoredResult {
  constructor(
    private readonly tables: TableKeeper,
    readonly table: string,
    readonly columns: readonly StoredColumn[],
    readonly rowCount: number,
  ) {}

  rows(start: number, count: number, columns: readonly number[], signal: AbortSignal): Promise<ResultPage> {
    const page = { start, count, columns: this.pick(columns) };
    return this.tables.pool.use(signal, (connection) => readPage(connection, this, page));
  }

  cell(row: number, column: number, signal: AbortSignal): Promise<Cell> {
    return this.tables.pool.use(signal, (connection) => readCell(connection, this, row, this.pick([column])));
  }

  /** A sorted copy: its pages are as quick as the result's own, while rows fetched by their old numbers would take 100 ms of five million. */
  async arrange(sort: readonly SortKey[], filters: readonly ColumnFilter[], signal: AbortSignal): Promise<StoredResult> {
    const table = this.tables.next();
    const { sql, values } = arrangingSql(this.columns, sort, filters);
    return this.tables.pool.use(signal, async (connection) => {
      await this.checkFilters(connection, filters);
      const created = await connection.runAndReadAll(`CREATE TABLE ${table} AS SELECT * FROM ${this.table}${sql}`, [...values]);
      return new StoredTable(this.tables, table, this.columns, Number(created.value(0, 0)));
    });
  }

  copy(selection: Selection, format: CopyFormat, limitBytes: number, signal: AbortSignal): Promise<CopiedText> {
    const columns = this.pick(selection.columns);
    const text = new CopyText(copyWriter(format, columns), limitBytes);
    return this.tables.pool.use(signal, async (connection) => {
      let more = true;
      for (let start = selection.startRow; more && start <= selection.endRow; start += copiedRows) {
        const count = Math.min(copiedRows, selection.endRow - start + 1);
        const cells = await readColumns(connection, this.table, columns.map(wireSql), start, count);
        for (let row = 0; more && row < (cells[0]?.length ?? 0); row++) more = text.add(cells.map((column) => column[row] ?? null));
      }
      return text.finish();
    });
  }

  sums(selection: Selection, signal: AbortSignal): Promise<SelectionSums> {
    const rows = { start: selection.startRow, count: selection.endRow - selection.startRow + 1 };
    return this.tables.pool.use(signal, (connection) => readSums(connection, this, rows, this.pick(selection.columns)));
  }

  find(search: Search, signal: AbortSignal): Promise<FoundCell | null> {
    return this.tables.pool.use(signal, (connection) => findCell(connection, this, search));
  }

  aggregate(aggregation: Aggregation, signal: AbortSignal): Promise<AggregatedResult> {
    return withScratchTables(this.tables, signal, (connection, next) => aggregateTable(connection, next, this, aggregation));
  }

  points(request: PointsRequest, signal: AbortSignal): Promise<PointsResult> {
    return withScratchTables(this.tables, signal, (connection, next) => tablePoints(connection, next, this, request));
  }

  profile(column: number, signal: AbortSignal): Promise<ColumnProfile> {
    const profiled = { table: this.table, column: columnAt(this.columns, column) };
    return withScratchTables(this.tables, signal, (connection, next) => columnProfile(connection, next, profiled));
  }

  export(destination: Destination, signal: AbortSignal, report: (progress: QueryProgress) => void): Promise<ExportedFile> {
    const target = { ...destination, columns: this.pick(destination.columns), stagingFolder: this.tables.stagingFolder };
    return this.tables.pool.use(signal, (connection) => exportTable(connection, this, target, signal), report);
  }

  drop(): Promise<void> {
    return this.tables.drop(this.table);
  }

  private pick(columns: readonly number[]): StoredColumn[] {
    return columns.map((index) => columnAt(this.columns, index));
  }

  /** Tells which text is no value of its column, before the engine says it of some row. */
  private async checkFilters(connection: DuckDBConnection, filters: readonly ColumnFilter[]): Promise<void> {
    const compared = filters.flatMap((filter) => filteredColumns(this.columns, filter).map((column) => ({ column, filter })));
    for (const { column, filter } of compared) {
      if (comparesAsText(column) || column.meaning === "address") continue;
      for (const text of comparedTexts(filter)) {
        const reader = await connection.runAndReadAll(`SELECT TRY_CAST($1 AS ${column.type}) IS NULL`, [text]);
        if (reader.value(0, 0) !== true) continue;
        throw new FlowLogError({ kind: "invalidRequest" }, `“${text}” is no ${column.type}, which ${column.name} is.`);
      }
    }
  }
}
