import type { Disposable } from "../../base/disposable";
import type { Catalog } from "../../language/catalog/catalog";
import { staticCatalog } from "../../language/catalog/staticCatalog";
import type { CatalogSource } from "../engines/catalogSource";
import { CatalogHolder } from "./catalogHolder";
import type { LiveCatalog } from "./liveCatalog";

export interface IndexCatalogOptions {
  /** The functions that statements may call, for as long as no index can be asked for them. */
  readonly readFunctions: () => Promise<Catalog["functions"]>;
  /** Takes a line about something that could not be read: nobody is told, and what was known stays. */
  readonly log: (line: string) => void;
}

/**
 * What can be named in a statement, with an index or without one, while indexes come and go. Nothing is read before somebody wants
 * to know: a command line that only indexes has no use for it.
 */
export class IndexCatalog implements LiveCatalog {
  private wanted = false;
  private source: CatalogSource | undefined;
  private holder: CatalogHolder | undefined;
  private rowsAreChanging = false;
  private withoutIndex: Catalog = staticCatalog;
  private reading: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: IndexCatalogOptions) {}

  get current(): Catalog {
    return this.holder?.current ?? this.withoutIndex;
  }

  listen(listener: () => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** From now on it is kept at hand. */
  keep(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.begin();
  }

  /** An index can be used. */
  attach(source: CatalogSource): void {
    this.source = source;
    this.begin();
  }

  /** The index, if there is one, is about to be closed. Once this resolves, nothing is read any more. */
  async detach(): Promise<void> {
    this.source = undefined;
    await this.reading;
    const { holder } = this;
    if (holder === undefined) return;
    this.holder = undefined;
    this.withoutIndex = { ...staticCatalog, functions: holder.current.functions };
    await holder.close();
    this.tell();
  }

  /** Relations, columns or functions may be other ones. */
  definitionsChanged(): void {
    this.holder?.definitionsChanged();
  }

  /** @param changing More of them come or go right now. */
  rowsChanged(changing: boolean): void {
    this.rowsAreChanging = changing;
    this.holder?.rowsChanged(changing);
  }

  /** All that can be known now is known. */
  async settled(): Promise<void> {
    await this.reading;
    await this.holder?.settled();
  }

  private begin(): void {
    if (!this.wanted) return;
    if (this.source === undefined) {
      this.reading ??= this.readFunctions();
      return;
    }
    this.holder = new CatalogHolder(
      this.source,
      () => this.tell(),
      (error) => this.options.log(`The catalog could not be read: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.holder.rowsChanged(this.rowsAreChanging);
  }

  private async readFunctions(): Promise<void> {
    try {
      this.withoutIndex = { ...staticCatalog, functions: await this.options.readFunctions() };
      this.tell();
    } catch (error) {
      this.options.log(`The functions of the engine could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
