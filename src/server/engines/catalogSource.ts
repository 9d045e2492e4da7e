import type { CatalogFunction, CatalogRelation, ColumnStatistics, IndexFacts } from "../../language/catalog/catalog";
import type { AddressFacts } from "../../protocol/catalog";

/**
 * The contract of the engines shelf, language side: what can be named in a statement, and what the rows of the index are like.
 * Whatever is asked stops, and rejects with the signal's reason, when its signal is aborted.
 */
export interface CatalogSource {
  /** The relations of the index, `flows` first, and then the user's own, except temporary ones, which only their owner sees. */
  relations(signal: AbortSignal): Promise<readonly CatalogRelation[]>;
  functions(signal: AbortSignal): Promise<ReadonlyMap<string, CatalogFunction>>;
  /** What the ledger tells; `undefined` while no flow is in. */
  facts(signal: AbortSignal): Promise<IndexFacts | undefined>;
  keptStatistics(signal: AbortSignal): Promise<KeptStatistics>;
  /** Looks at the rows, or at a sample of them where they are many, and keeps in the index what it finds. */
  lookAtRows(signal: AbortSignal): Promise<Statistics>;
  /** What the index knows of an address, written as records write it. */
  addressFacts(address: string, signal: AbortSignal): Promise<AddressFacts>;
  close(): void;
}

/** By the name of a column of `flows`. */
export type Statistics = ReadonlyMap<string, ColumnStatistics>;

/** What is kept in the index of the last look at its rows. */
export interface KeptStatistics {
  readonly statistics: Statistics;
  /** Whether the rows are those that were looked at. */
  readonly current: boolean;
}
