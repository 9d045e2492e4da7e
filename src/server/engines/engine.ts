import type { ObjectFailure, RejectedLine, SourceStatus } from "../../protocol/indexing";
import type { RecordLayout } from "../formats/logFormat";

/**
 * The contract of the engines shelf, index side: where rows live. (Who answers SQL is the other side: `resultEngine.ts`.)
 */

/** What the ledger knows of an object. */
export interface LedgerEntry {
  readonly key: string;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly state: "indexed" | "failed";
}

/** An object that was recognised and unpacked. */
interface UnpackedObject {
  readonly key: string;
  readonly etag: string;
  /** As stored in the bucket. */
  readonly sizeBytes: number;
  readonly layout: RecordLayout;
  /** Lines that the unwrapper refused before the engine saw them. */
  readonly rejected: readonly Omit<RejectedLine, "key">[];
  /** For unwrapped text: its line `i` (from 1) came from this line of the object. */
  readonly lineOrigin?: readonly number[];
}

/** An object small enough to lie in memory until it is gathered with others. */
export interface WholeObject extends UnpackedObject {
  /** Lines end in LF. */
  readonly text: Buffer;
}

/** An object whose text lies in the staging folder, ready to be read as its layout says. */
export interface StagedObject extends UnpackedObject {
  /** Absolute path in the staging folder. */
  readonly path: string;
  /** Of this object's text. */
  readonly unpackedBytes: number;
  /** Present when the file holds several objects. */
  readonly packed?: PackedText;
}

/** Where an object's text lies in a file that holds several. */
export interface PackedText {
  /** Counts the objects of the pack from 0, over all files of it. */
  readonly number: number;
  /** First byte in the file, and how many. */
  readonly offset: number;
  readonly bytes: number;
  /** Line of the file, from 1, that holds the object's first record line. */
  readonly firstLine: number;
}

/**
 * Gathers small objects in a few files of the staging folder: a file each would cost more than reading its rows. What is
 * gathered is ingested together.
 */
export interface StagingPacks {
  /** Writes the text, at once. */
  add(object: WholeObject): StagedObject;
  /** Everything is written. */
  close(): void;
  /** Closes and deletes its files. */
  discard(): void;
}

/** An object with nothing to load: recognised and empty, or unreadable. */
export interface NotedObject {
  readonly key: string;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly outcome: { readonly state: "empty"; readonly format: string } | { readonly state: "failed"; readonly reason: string };
}

export interface IngestResult {
  readonly rows: number;
  readonly gaps: number;
  readonly rejected: number;
  /** Objects of the batch that turned out unreadable; all others are in. */
  readonly failures: readonly ObjectFailure[];
}

export interface SourceIdentity {
  readonly uri: string;
  readonly endpoint: string;
  readonly bucket: string;
}

export interface FlowStore {
  /** Where objects are staged: the engine may read there, statements of users may not. */
  readonly stagingFolder: string;
  createPacks(): StagingPacks;
  /** The id of a source, made on first sight. */
  sourceId(source: SourceIdentity): Promise<number>;
  findSource(source: Pick<SourceIdentity, "endpoint" | "bucket">): Promise<number | undefined>;
  /** Ledger entries of a source under a prefix, by key. */
  ledger(sourceId: number, prefix: string): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** What lies one level below a prefix (`prefix` up to the next `/`) and holds indexed or failed objects; what is absent holds none. */
  coverage(sourceId: number, prefix: string): Promise<ReadonlyMap<string, "partly" | "indexed" | "failed">>;
  /** Ledger entries of the objects that lie directly at a prefix, without a further `/`. */
  levelLedger(sourceId: number, prefix: string): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** How much of a whole source is in. */
  bucketState(sourceId: number): Promise<"none" | "partly" | "indexed" | "failed">;
  /** Top-level columns of a Parquet file in the staging folder. */
  parquetColumns(path: string): Promise<readonly { readonly name: string; readonly type: string }[]>;
  /** The first rows of a Parquet file in the staging folder, one JSON object a line. */
  parquetPreview(path: string, rows: number): Promise<string>;
  /** Rows and ledger notes in one transaction: all of the batch's readable objects, or (cancelled, crashed) none of it. */
  ingest(source: number, staged: readonly StagedObject[], noted: readonly NotedObject[], signal: AbortSignal): Promise<IngestResult>;
  /** Remembers that everything under a prefix has been looked at, so that the tree can show it as indexed. */
  noteCompleteRun(sourceId: number, prefix: string): Promise<void>;
  sources(): Promise<readonly SourceStatus[]>;
  trouble(
    sourceId: number,
    limit: number,
  ): Promise<{ readonly failures: readonly ObjectFailure[]; readonly rejected: readonly RejectedLine[] }>;
  forget(
    sourceId: number,
    range: { readonly from?: Date; readonly to?: Date },
  ): Promise<{ readonly objects: number; readonly rows: number }>;
  sizeBytes(): Promise<number>;
  /** Moves what only the log of the last transactions holds into the file: at the end of a run, unless somebody else writes just then. */
  settle(): Promise<void>;
  close(): void;
}
