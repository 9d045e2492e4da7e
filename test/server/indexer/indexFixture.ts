import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { IndexReport, IndexScope, IndexStatus, IndexTrouble, SourceStatus } from "../../../src/protocol/indexing";
import type { Cell } from "../../../src/protocol/query";
import type { ServerOptions } from "../../../src/protocol/serverOptions";
import type { BucketStore } from "../../../src/server/buckets/bucketStore";
import { FolderStore } from "../../../src/server/buckets/folderStore";
import type { Catalog } from "../../../src/language/catalog/catalog";
import type { IndexCatalog } from "../../../src/server/catalog/indexCatalog";
import { IndexHolder, type UsableIndex } from "../../../src/server/indexHolder";
import type { IndexRunOptions } from "../../../src/server/indexer/indexRun";
import type { FlowSample } from "../../support/flowSamples";

export const never = new AbortController().signal;

export type Row = Readonly<Record<string, Cell>>;

/** A folder as bucket, an index of it, and the server's own parts between them. */
export class IndexFixture {
  private written = 0;

  private constructor(
    readonly folder: string,
    private holder: IndexHolder,
    private readonly options: ServerOptions,
    private readonly logged: string[],
  ) {}

  static async open(options: ServerOptions = {}): Promise<IndexFixture> {
    const folder = await mkdtemp(join(tmpdir(), "flowlog-index-"));
    await mkdir(join(folder, "bucket"));
    const logged: string[] = [];
    const holder = await IndexHolder.open(join(folder, "index"), options, (line) => logged.push(line));
    return new IndexFixture(folder, holder, options, logged);
  }

  get bucket(): string {
    return join(this.folder, "bucket");
  }

  get indexFolder(): string {
    return join(this.folder, "index");
  }

  get index(): UsableIndex {
    return this.holder.use();
  }

  /** What can be named in a statement. Nobody keeps it before it is asked to. */
  get catalog(): IndexCatalog {
    return this.holder.catalog;
  }

  /** The catalog when all that can be known is known. */
  async settledCatalog(): Promise<Catalog> {
    this.catalog.keep();
    await this.catalog.settled();
    if (this.logged.length > 0) throw new Error(this.logged.join("\n"));
    return this.catalog.current;
  }

  /** Puts an object into the bucket; one that is there already is another one afterwards, also when its size stays. */
  async put(key: string, content: string | Uint8Array): Promise<void> {
    const path = join(this.bucket, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    const time = new Date(Date.UTC(2026, 2, 14) + 1000 * this.written++);
    await utimes(path, time, time);
  }

  async putSamples(samples: Readonly<Record<string, FlowSample | string | Uint8Array>>): Promise<void> {
    for (const [key, sample] of Object.entries(samples)) {
      await this.put(key, typeof sample === "string" || sample instanceof Uint8Array ? sample : sample.bytes);
    }
  }

  remove(key: string): Promise<void> {
    return rm(join(this.bucket, key));
  }

  run(more: Partial<IndexScope> & Partial<IndexRunOptions> & { signal?: AbortSignal; store?: BucketStore } = {}): Promise<IndexReport> {
    const { signal = never, store = new FolderStore(this.bucket), parallelDownloads = 8, formatOptions = {}, ...rest } = more;
    const { onProgress = () => undefined, ...scope } = rest;
    return this.index.runs.start(store, this.scope(scope), { parallelDownloads, formatOptions, onProgress }, signal);
  }

  scope(more: Partial<IndexScope> = {}): IndexScope {
    return { connectionId: "test", bucket: this.bucket, prefix: "", ...more };
  }

  /** All rows of a statement, as wire cells by column name. */
  async query(sql: string): Promise<Row[]> {
    const { queries } = this.index;
    const { resultId, columns, rowCount } = await queries.run({ ownerId: "test", sql }, never, () => undefined);
    const rows: Row[] = [];
    while (rows.length < rowCount) {
      const { cells } = await queries.rows({ resultId, start: rows.length, count: 2000 }, never);
      const count = cells[0]?.length ?? 0;
      for (let row = 0; row < count; row++)
        rows.push(Object.fromEntries(columns.map(({ name }, column) => [name, cells[column]?.[row] ?? null])));
    }
    await queries.disposeResult(resultId);
    return rows;
  }

  /** Rows of `flows` (or another relation) of one object, without the columns that are NULL. */
  async rowsOf(key: string, relation = "flows"): Promise<Row[]> {
    const rows = await this.query(`FROM ${relation} WHERE object LIKE '%/${key}' ORDER BY ALL`);
    return rows.map(({ object: _object, ...row }) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)));
  }

  async columnsOf(relation: string): Promise<string[]> {
    return (await this.query(`SELECT column_name FROM (DESCRIBE ${relation})`)).map((row) => String(row.column_name));
  }

  status(): Promise<IndexStatus> {
    return this.holder.status();
  }

  async source(): Promise<SourceStatus> {
    const [source, ...more] = (await this.status()).sources;
    if (source === undefined || more.length > 0)
      throw new Error(`Expected one source, found ${source === undefined ? 0 : more.length + 1}.`);
    return source;
  }

  async trouble(): Promise<IndexTrouble> {
    return this.index.store.trouble((await this.source()).sourceId, 10_000);
  }

  /** @param meanwhile Gets the index's folder while nobody has it open. */
  async reopen(meanwhile: (folder: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.holder.close();
    await meanwhile(this.indexFolder);
    this.holder = await IndexHolder.open(this.indexFolder, this.options, (line) => this.logged.push(line));
  }

  async close(): Promise<void> {
    await this.holder.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
