import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { FlowStore, IngestResult, LedgerEntry, NotedObject, SourceIdentity, StagedObject, StagingPacks } from "../engine";
import { catalogs, indexFileName, type Database } from "./database";
import { createFlowViews } from "./flowViews";
import { createFlowMacros } from "./functions/flowMacros";
import { ingestBatch, type IngestContext } from "./ingestBatch";
import { engineMessage } from "./ingestErrors";
import { LayoutTables, layoutSignature, type LayoutTable } from "./layoutTables";
import {
  readBucketState,
  readCoverage,
  readFailures,
  readLedger,
  readNextObjectId,
  readRejected,
  readSources,
  readSourceStatus,
  type SourceRow,
} from "./ledger";
import { deleteObjects } from "./ledgerWriter";
import { quoteText } from "./quoting";
import { FileStagingPacks } from "./stagingPacks";
import { store } from "./storeSchema";
import { inTransaction } from "./transaction";

interface Range {
  readonly from?: Date;
  readonly to?: Date;
}

/** Rows in DuckDB: one table per record layout, a ledger beside them, and the views that users ask. */
export class DuckDBFlowStore implements FlowStore {
  /** For ingests that run at the same time: each needs a connection of its own. */
  private readonly idle: DuckDBConnection[] = [];
  /** Numbers of ingests that have ended, for those to come. */
  private readonly freeSlots: number[] = [];
  private slots = 0;
  private names = 0;
  /** Statements that change the catalog or the list of sources run one after another. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly database: Database,
    private readonly admin: DuckDBConnection,
    private readonly tables: LayoutTables,
    private sourceRows: SourceRow[],
    private nextObjectId: number,
    private readonly onCatalogChanged: () => void,
  ) {}

  /** @param onCatalogChanged Called when the views show other columns than before. */
  static async open(database: Database, onCatalogChanged: () => void): Promise<DuckDBFlowStore> {
    const admin = await database.connect();
    const tables = await LayoutTables.load(admin);
    const flowStore = new DuckDBFlowStore(
      database,
      admin,
      tables,
      await readSources(admin),
      await readNextObjectId(admin),
      onCatalogChanged,
    );
    await createFlowMacros(admin);
    await createFlowViews(admin, tables.all());
    return flowStore;
  }

  get stagingFolder(): string {
    return this.database.stagingFolder;
  }

  createPacks(): StagingPacks {
    return new FileStagingPacks(this.stagingFolder, () => this.newName());
  }

  findSource(source: Pick<SourceIdentity, "endpoint" | "bucket">): Promise<number | undefined> {
    const found = this.sourceRows.find((row) => row.endpoint === source.endpoint && row.bucket === source.bucket);
    return Promise.resolve(found?.id);
  }

  sourceId(source: SourceIdentity): Promise<number> {
    return this.inTurn(async () => {
      const known = await this.findSource(source);
      if (known !== undefined) return known;
      const id = 1 + Math.max(0, ...this.sourceRows.map((row) => row.id));
      const values = [source.uri, source.endpoint, source.bucket].map(quoteText).join(", ");
      await this.admin.run(`INSERT INTO ${store}.sources VALUES (${id}, ${values})`);
      this.sourceRows.push({ id, ...source });
      return id;
    });
  }

  ledger(sourceId: number, prefix: string): Promise<ReadonlyMap<string, LedgerEntry>> {
    return this.borrow((connection) => readLedger(connection, sourceId, prefix, false));
  }

  levelLedger(sourceId: number, prefix: string): Promise<ReadonlyMap<string, LedgerEntry>> {
    return this.borrow((connection) => readLedger(connection, sourceId, prefix, true));
  }

  bucketState(sourceId: number): ReturnType<FlowStore["bucketState"]> {
    return this.borrow((connection) => readBucketState(connection, sourceId));
  }

  coverage(sourceId: number, prefix: string): Promise<ReadonlyMap<string, "partly" | "indexed" | "failed">> {
    return this.borrow((connection) => readCoverage(connection, sourceId, prefix));
  }

  parquetColumns(path: string): Promise<readonly { readonly name: string; readonly type: string }[]> {
    return this.borrow(async (connection) => {
      const rows = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${quoteText(path)}, hive_partitioning = false)`);
      return rows.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
    });
  }

  parquetPreview(path: string, rows: number): Promise<string> {
    return this.borrow(async (connection) => {
      const found = await connection.runAndReadAll(
        `SELECT to_json(t)::VARCHAR FROM (SELECT * FROM read_parquet(${quoteText(path)}, hive_partitioning = false) LIMIT ${rows}) t`,
      );
      return found
        .getRows()
        .map(([row]) => `${String(row)}\n`)
        .join("");
    });
  }

  async ingest(
    sourceId: number,
    staged: readonly StagedObject[],
    noted: readonly NotedObject[],
    signal: AbortSignal,
  ): Promise<IngestResult> {
    const source = this.sourceRows.find((row) => row.id === sourceId);
    const slot = this.freeSlots.pop() ?? this.slots++;
    const result = await this.borrow((connection) => {
      const context: IngestContext = {
        connection,
        sourceId,
        signal,
        slot,
        newPath: () => join(this.stagingFolder, this.newName()),
        takeIds: (count) => this.takeIds(count),
        table: (layout, kind) => this.table(layoutSignature(layout, kind)),
        tables: () => this.tables.all(),
      };
      return ingestBatch(context, staged, noted);
    }).finally(() => this.freeSlots.push(slot));
    return { ...result, failures: result.failures.map((failure) => ({ ...failure, uri: `${source?.uri ?? ""}/${failure.key}` })) };
  }

  async noteCompleteRun(sourceId: number, prefix: string): Promise<void> {
    await this.inTurn(() =>
      this.admin.run(`INSERT INTO ${store}.complete_runs VALUES (${sourceId}, ${quoteText(prefix)}, now()::TIMESTAMP)`),
    );
  }

  sources(): ReturnType<FlowStore["sources"]> {
    return this.borrow(readSourceStatus);
  }

  trouble(sourceId: number, limit: number): ReturnType<FlowStore["trouble"]> {
    return this.borrow(async (connection) => ({
      failures: await readFailures(connection, sourceId, limit),
      rejected: await readRejected(connection, sourceId, limit),
    }));
  }

  forget(sourceId: number, range: Range): Promise<{ readonly objects: number; readonly rows: number }> {
    return this.borrow((connection) =>
      inTransaction(connection, async () => {
        const result = await deleteObjects(connection, this.tables.all(), forgetCondition(sourceId, range));
        await connection.run(`DELETE FROM ${store}.complete_runs WHERE source_id = ${sourceId}`);
        return result;
      }),
    );
  }

  async sizeBytes(): Promise<number> {
    const file = join(this.database.folder, indexFileName);
    const sizes = await Promise.all(
      [file, `${file}.wal`].map((path) =>
        stat(path).then(
          (found) => found.size,
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async settle(): Promise<void> {
    await this.inTurn(() => this.admin.run(`CHECKPOINT ${catalogs.index}`)).catch((error: unknown) => {
      // Another run, or something that is being created, writes just now. Nothing is lost: what the log holds goes into the file with the
      // next large transaction, and at the latest when the index is closed.
      if (!/other write transactions active/i.test(engineMessage(error))) throw error;
    });
  }

  close(): void {
    for (const connection of [this.admin, ...this.idle.splice(0)]) connection.closeSync();
  }

  private async table(signature: string): Promise<LayoutTable> {
    return this.inTurn(async () => {
      const known = this.tables.find(signature);
      if (known !== undefined) return known;
      const made = await this.tables.create(this.admin, signature);
      await createFlowViews(this.admin, this.tables.all());
      this.onCatalogChanged();
      return made;
    });
  }

  private newName(): string {
    return `${(this.names++).toString(36)}.pack`;
  }

  private takeIds(count: number): number {
    const first = this.nextObjectId;
    this.nextObjectId += count;
    return first;
  }

  private async borrow<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = this.idle.pop() ?? (await this.database.connect());
    try {
      return await work(connection);
    } finally {
      this.idle.push(connection);
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

/** A range takes the objects whose records all lie in it: half an object cannot be forgotten. */
function forgetCondition(sourceId: number, range: Range): string {
  const conditions = [`source_id = ${sourceId}`];
  if (range.from !== undefined) conditions.push(`first_record >= make_timestamp_ms(${range.from.getTime()})`);
  if (range.to !== undefined) conditions.push(`last_record < make_timestamp_ms(${range.to.getTime()})`);
  return conditions.join(" AND ");
}
