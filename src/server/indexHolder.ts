import { FlowLogError } from "../protocol/errors";
import type { IndexState, IndexStatus } from "../protocol/indexing";
import type { ServerOptions } from "../protocol/serverOptions";
import { IndexCatalog } from "./catalog/indexCatalog";
import { DuckdbCatalogSource } from "./engines/duckdb/catalog/duckdbCatalogSource";
import { readFunctionsWithoutIndex } from "./engines/duckdb/catalog/engineFunctions";
import type { Database } from "./engines/duckdb/database";
import { DuckdbResultEngine } from "./engines/duckdb/duckdbResultEngine";
import { damageIn, IndexLockedError, openIndex, setIndexAside, type OpenedIndex } from "./engines/duckdb/openIndex";
import type { CatalogSource } from "./engines/catalogSource";
import { DuckdbPivotEngine } from "./engines/duckdb/pivot/duckdbPivotEngine";
import type { FlowStore } from "./engines/engine";
import type { PivotEngine } from "./engines/pivotEngine";
import { IndexRuns } from "./indexer/indexRuns";
import { Queries } from "./queries/queries";

export interface UsableIndex {
  readonly store: FlowStore;
  readonly queries: Queries;
  readonly runs: IndexRuns;
  readonly catalogSource: CatalogSource;
  readonly pivots: PivotEngine;
}

export interface IndexListener {
  /** Rows, sources or the index's condition are other ones. */
  indexChanged(): void;
}

/** The index of this process, in whatever condition it is, and everything that works on it. */
export class IndexHolder {
  /** What can be named in a statement on this index. */
  readonly catalog: IndexCatalog;
  private readonly listeners = new Set<IndexListener>();
  private usable: (UsableIndex & { readonly database: Database }) | undefined;
  private condition: IndexState = { state: "ready" };
  /** The file opens, but not all of its rows can be read. */
  private damagedWithin = false;
  private setAside: string | undefined;
  private whenUsable: (() => Promise<void>) | undefined;

  private constructor(
    readonly folder: string,
    private readonly options: ServerOptions,
    log: (line: string) => void,
  ) {
    this.catalog = new IndexCatalog({ readFunctions: readFunctionsWithoutIndex, log });
  }

  /**
   * @param log Takes a line about trouble that no request meets.
   * @throws IndexLockedError where another process owns the index.
   */
  static async open(folder: string, options: ServerOptions, log: (line: string) => void = () => undefined): Promise<IndexHolder> {
    const holder = new IndexHolder(folder, options, log);
    await holder.openNow();
    return holder;
  }

  /** The index, ready for use, or a `FlowLogError` that says what stands in the way. */
  use(): UsableIndex {
    if (this.usable !== undefined) return this.usable;
    const { condition } = this;
    const kinds = { ready: "internal", older: "indexOlder", newer: "indexNewer", damaged: "indexDamaged" } as const;
    throw new FlowLogError({ kind: kinds[condition.state] }, condition.state === "ready" ? "The index is closed." : condition.sentence);
  }

  /** Passes an answer of this index on. When it fails because the file is damaged, the index is closed, so that it can be replaced. */
  async watch<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const damage = damageIn(error, this.folder);
      if (damage === undefined) throw error;
      await this.close();
      this.condition = damage;
      this.damagedWithin = true;
      this.tellIndexChanged();
      throw new FlowLogError({ kind: "indexDamaged" }, damage.sentence, { cause: error });
    }
  }

  /** Does `work` as soon as the index can be used: now, or when it has been replaced. */
  async onceUsable(work: () => Promise<void>): Promise<void> {
    if (this.usable === undefined) this.whenUsable = work;
    else await work();
  }

  listen(listener: IndexListener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  async status(): Promise<IndexStatus> {
    const { usable } = this;
    const sources = usable === undefined ? [] : await this.watch(usable.store.sources());
    return {
      path: this.folder,
      condition: this.condition,
      sizeBytes: usable === undefined ? 0 : await usable.store.sizeBytes(),
      rows: sources.reduce((sum, source) => sum + source.rows, 0),
      sources,
      running: usable?.runs.running() ?? [],
      ...(this.setAside === undefined ? {} : { setAside: this.setAside }),
    };
  }

  /** Puts an index that cannot be used out of the way, under another name, and begins an empty one. */
  async replace(): Promise<string> {
    if (this.usable !== undefined)
      throw new FlowLogError({ kind: "invalidRequest" }, "This index is in order: there is nothing to replace.");
    await this.lookAgain();
    const setAside = await setIndexAside(this.folder, this.condition);
    this.setAside = setAside;
    this.damagedWithin = false;
    await this.openNow();
    await this.whenUsable?.();
    return setAside;
  }

  /** An index that cannot be used is nobody's: meanwhile another process may have replaced it, and what is there now must stay. */
  private async lookAgain(): Promise<void> {
    try {
      await this.openNow();
    } catch (error) {
      if (!(error instanceof IndexLockedError)) throw error;
      throw new FlowLogError({ kind: "indexBusy" }, "Another window has replaced this index already. Reload this window to use it.", {
        cause: error,
      });
    }
    if (this.condition.state !== "ready") return;
    if (this.damagedWithin) return this.close();
    await this.whenUsable?.();
    throw new FlowLogError({ kind: "invalidRequest" }, "This index can be used again: there is nothing to replace.");
  }

  tellIndexChanged(): void {
    for (const listener of this.listeners) listener.indexChanged();
  }

  async close(): Promise<void> {
    const { usable } = this;
    this.usable = undefined;
    await this.catalog.detach();
    if (usable === undefined) return;
    await usable.runs.stop();
    await usable.queries.dispose();
    await usable.pivots.dispose();
    usable.catalogSource.close();
    usable.store.close();
    usable.database.close();
  }

  private async openNow(): Promise<void> {
    const opened = await openIndex(
      {
        folder: this.folder,
        allowedFolders: this.options.allowedFolders ?? [],
        memoryLimitMiB: this.options.memoryLimitMiB ?? 1024,
        ...(this.options.threads === undefined ? {} : { threads: this.options.threads }),
      },
      () => this.catalog.definitionsChanged(),
    );
    this.take(opened);
  }

  private take(opened: OpenedIndex): void {
    this.condition = opened.condition;
    if ("database" in opened) {
      const { database, store } = opened;
      const { resultRowLimit } = this.options;
      const queries = new Queries(new DuckdbResultEngine(database), {
        ...(resultRowLimit === undefined ? {} : { resultRowLimit }),
        onDefinitionsChanged: () => this.catalog.definitionsChanged(),
      });
      const runs = new IndexRuns(store, () => {
        this.tellIndexChanged();
        this.catalog.rowsChanged(runs.running().length > 0);
      });
      const catalogSource = new DuckdbCatalogSource(database);
      this.usable = { database, store, queries, runs, catalogSource, pivots: new DuckdbPivotEngine(database) };
      this.catalog.attach(catalogSource);
    }
    this.tellIndexChanged();
  }
}
