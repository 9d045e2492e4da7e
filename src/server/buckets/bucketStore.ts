import type { Readable } from "node:stream";
import type { Disposable } from "../../base/disposable";

/** An object as a listing tells of it. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes; for a file in a folder: size and modification time, which change when the file does. */
  readonly etag: string;
  readonly lastModified: Date;
}

export interface LevelPage {
  /** Whole prefixes with their closing `/`. */
  readonly prefixes: readonly string[];
  readonly objects: readonly StoredObject[];
  readonly continuation?: string;
}

export interface ObjectBody {
  /** Of what is being read now, which may be newer than what was listed. */
  readonly etag: string;
  readonly sizeBytes: number;
  /** As stored: nothing is unpacked on the way. */
  readonly stream: Readable;
}

/**
 * Where bytes come from: one connection's buckets. Every method rejects with a `FlowLogError` whose sentence names the
 * bucket or object and what to do, or with the signal's reason once it is aborted. Throttling and broken connections have
 * been retried by then.
 */
export interface BucketStore extends Disposable {
  /**
   * Empty for AWS, `file` for a folder, else host and port: with the bucket's name it tells sources apart. The one bucket of a
   * folder is named by its absolute path.
   */
  readonly endpoint: string;
  /** Credentials that were kept are dropped, and the next request looks for them anew: the shared AWS files have changed. */
  refreshCredentials(): void;
  /** `s3://bucket/key`, or `file:///folder/key`; with an empty key the bucket itself, without a closing slash. */
  uri(bucket: string, key: string): string;
  /** `problem`: why listing was refused; then only the buckets added by name come back. */
  listBuckets(signal: AbortSignal): Promise<{ readonly names: readonly string[]; readonly problem?: string }>;
  /** One page of one level. */
  listLevel(
    bucket: string,
    prefix: string,
    page: { readonly continuation?: string; readonly size?: number },
    signal: AbortSignal,
  ): Promise<LevelPage>;
  /** Everything under a prefix in key order, a page at a time; `startAfter` skips keys up to and including it. */
  listAll(bucket: string, prefix: string, startAfter: string | undefined, signal: AbortSignal): AsyncIterable<readonly StoredObject[]>;
  open(bucket: string, key: string, signal: AbortSignal): Promise<ObjectBody>;
}
