import { RequestType } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";

/** How much of a prefix, or whether an object, is in the index. `changed`: indexed, but its etag is another one now. */
export type IndexState = "none" | "partly" | "indexed" | "changed" | "failed";

export interface BucketEntry {
  readonly name: string;
  /** `s3://name`, or `file:///absolute/path` for a folder. */
  readonly uri: string;
  readonly indexState: IndexState;
}

export interface BucketListing {
  readonly buckets: readonly BucketEntry[];
  /** Set where listing buckets is refused: why, and that a bucket can be added by name. Buckets added by name are listed all the same. */
  readonly problem?: string;
}

export interface PrefixEntry {
  /** Whole prefix with its closing `/`, as the store spells it. */
  readonly prefix: string;
  readonly indexState: IndexState;
}

export interface ObjectEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  /** ISO 8601 UTC. */
  readonly lastModified: string;
  readonly indexState: IndexState;
}

export interface ListObjectsParams {
  readonly connectionId: string;
  readonly bucket: string;
  /** Empty, or a prefix; it need not end in `/`. */
  readonly prefix: string;
  readonly continuation?: string;
  /** At most 1000, which is also the default. */
  readonly pageSize?: number;
}

/** One page of one level: what lies between `prefix` and the next `/`. */
export interface ObjectListing {
  readonly prefixes: readonly PrefixEntry[];
  readonly objects: readonly ObjectEntry[];
  /** Present when there is more. */
  readonly continuation?: string;
}

export interface ReadObjectParams {
  readonly connectionId: string;
  readonly bucket: string;
  readonly key: string;
  /** Stop after so many unpacked bytes; the default is 10 MiB. */
  readonly limitBytes?: number;
}

export interface ObjectText {
  /** Unpacked; IBM's one-line JSON is indented, Parquet is shown as its schema and first rows in JSON lines. */
  readonly text: string;
  /** Set where `text` ends before the object does. */
  readonly cutAfterBytes?: number;
}

export const ListBuckets = new RequestType<{ readonly connectionId: string }, BucketListing, ErrorData>("flowlog/bucket/buckets");
export const ListObjects = new RequestType<ListObjectsParams, ObjectListing, ErrorData>("flowlog/bucket/list");
export const ReadObject = new RequestType<ReadObjectParams, ObjectText, ErrorData>("flowlog/bucket/read");
