import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../../language/catalog/catalog";
import { staticCatalog } from "../../language/catalog/staticCatalog";
import type { CatalogSource } from "../engines/catalogSource";
import { RepeatedWork } from "./repeatedWork";

/**
 * The catalog of an index, kept at hand. It is read behind everybody's back: nobody who looks at `current` waits, and what it
 * costs is stopped by whatever matters more.
 */
export class CatalogHolder {
  private known: Catalog = staticCatalog;
  private changing = false;
  private readonly definitions: RepeatedWork;
  private readonly contents: RepeatedWork;

  /**
   * Begins to read what can be named.
   *
   * @param onChange Called when `current` is another one.
   * @param onFailure Hears why something could not be read: what was known stays.
   */
  constructor(
    private readonly source: CatalogSource,
    private readonly onChange: () => void,
    onFailure: (error: unknown) => void,
  ) {
    this.definitions = new RepeatedWork((signal) => this.readDefinitions(signal), onFailure);
    this.contents = new RepeatedWork((signal) => this.readContents(signal), onFailure);
    this.definitionsChanged();
  }

  get current(): Catalog {
    return this.known;
  }

  /** Relations, columns or functions may be other ones. */
  definitionsChanged(): void {
    this.definitions.ask();
  }

  /** @param changing Rows come in: to look at them now would take the machine from those who load them, and be out of date soon. */
  rowsChanged(changing: boolean): void {
    if (changing && this.changing) return;
    this.changing = changing;
    this.contents.ask();
  }

  /** Everything that is known so far has been read, or could not be. */
  async settled(): Promise<void> {
    await Promise.all([this.definitions.settled(), this.contents.settled()]);
  }

  /** Once this resolves, the source is not asked any more. */
  async close(): Promise<void> {
    await Promise.all([this.definitions.stop(), this.contents.stop()]);
  }

  private async readDefinitions(signal: AbortSignal): Promise<void> {
    const relations = await this.source.relations(signal);
    const functions = await this.source.functions(signal);
    this.learn(signal, { relations, functions });
  }

  private async readContents(signal: AbortSignal): Promise<void> {
    const index = await this.source.facts(signal);
    const { statistics, current } = await this.source.keptStatistics(signal);
    this.learnContents(signal, index, index === undefined ? new Map() : statistics);
    if (index !== undefined && !current && !this.changing) this.learnContents(signal, index, await this.source.lookAtRows(signal));
  }

  private learnContents(signal: AbortSignal, index: Catalog["index"], statistics: Catalog["statistics"]): void {
    signal.throwIfAborted();
    const { index: _before, ...rest } = this.known;
    this.replace({ ...rest, statistics, ...(index === undefined ? {} : { index }) });
  }

  private learn(signal: AbortSignal, more: Pick<Catalog, "relations" | "functions">): void {
    signal.throwIfAborted();
    this.replace({ ...this.known, ...more });
  }

  private replace(catalog: Catalog): void {
    if (isDeepStrictEqual(catalog, this.known)) return;
    this.known = catalog;
    this.onChange();
  }
}
