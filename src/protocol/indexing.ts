import { NotificationType, ProgressType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { ErrorData } from "./errors";

/**
 * What to index. The times, ISO 8601 UTC, choose objects: those that can hold records between `from` (inclusive) and `to`
 * (exclusive) by the date in their key, with slack for late records, or by when they were written. An object is always indexed
 * whole, so that the ledger never says "in" of half an object.
 */
export interface IndexScope {
  readonly connectionId: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly from?: string;
  readonly to?: string;
}

export interface ObjectTally {
  readonly objects: number;
  readonly bytes: number;
}

/** What an index run over this scope would do. */
export interface IndexPlan {
  /** Objects under the prefix that may hold flow records of the time range. */
  readonly found: ObjectTally;
  readonly alreadyIndexed: ObjectTally;
  /** Indexed before, with another etag since: their rows will be replaced. */
  readonly changed: ObjectTally;
  /** New, changed and failed ones: what the run will read. */
  readonly toRead: ObjectTally;
  /** Objects that are no flow logs by their key (CloudTrail, markers, probes) or lie outside the time range by the date in their key. */
  readonly leftOut: ObjectTally;
}

export interface PlanParams {
  readonly scope: IndexScope;
  /** Where `PlanProgress` is reported, if anywhere. */
  readonly progressToken?: string;
}

export interface PlanProgress {
  readonly listed: number;
}

export interface StartIndexParams {
  readonly scope: IndexScope;
  readonly progressToken?: string;
}

export interface IndexProgress {
  readonly phase: "listing" | "indexing" | "finishing";
  readonly objectsDone: number;
  readonly objectsTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly elapsedMs: number;
  /** Absent until it can be told. */
  readonly remainingMs?: number;
}

export interface ObjectFailure {
  readonly key: string;
  readonly uri: string;
  /** A sentence: what is wrong with it. */
  readonly reason: string;
}

export interface IndexReport {
  /** Objects read and indexed by this run. */
  readonly objects: number;
  /** Objects that were in already. */
  readonly skipped: number;
  readonly failed: number;
  readonly rows: number;
  /** Records that say nothing flowed or data was lost; not part of `rows`. */
  readonly gaps: number;
  /** Lines that are no records; the index keeps a sample of each kind. */
  readonly rejected: number;
  /** Bytes read, as stored in the bucket. */
  readonly bytes: number;
  readonly elapsedMs: number;
  /** The first hundred. */
  readonly errors: readonly ObjectFailure[];
  /** The run was cancelled: what it had done by then is in, and the next run goes on from there. */
  readonly cancelled: boolean;
}

export interface SourceStatus {
  readonly sourceId: number;
  /** `s3://bucket` or `file:///path`. */
  readonly uri: string;
  readonly bucket: string;
  /** Empty for AWS, `file` for a folder, else host and port of the endpoint. */
  readonly endpoint: string;
  readonly objects: number;
  readonly failed: number;
  readonly rejected: number;
  readonly rows: number;
  readonly gaps: number;
  /** As stored in the bucket. */
  readonly sourceBytes: number;
  /** First and last moment of its records, ISO 8601 UTC; absent without records. */
  readonly firstRecord?: string;
  readonly lastRecord?: string;
  /** Which log formats were found, with their object counts. */
  readonly formats: readonly { readonly format: string; readonly objects: number }[];
}

/** What stands between the user and an index; `ready` is the only state in which queries run. */
export type IndexState =
  | { readonly state: "ready" }
  | { readonly state: "older"; readonly version: number; readonly sentence: string }
  | { readonly state: "newer"; readonly version: number; readonly sentence: string }
  | { readonly state: "damaged"; readonly sentence: string };

export interface IndexStatus {
  /** The folder that holds the index. */
  readonly path: string;
  readonly condition: IndexState;
  readonly sizeBytes: number;
  readonly rows: number;
  readonly sources: readonly SourceStatus[];
  readonly running: readonly { readonly scope: IndexScope; readonly progress: IndexProgress }[];
  /** Where the index is that the owner set aside, because one of its windows asked for that. */
  readonly setAside?: string;
}

export interface IndexTroubleParams {
  readonly sourceId: number;
  /** At most so many of each; the default is 200. */
  readonly limit?: number;
}

export interface RejectedLine {
  readonly key: string;
  /** Counted from 1, header included. For JSON: the flow's place in its array. */
  readonly line: number;
  readonly reason: string;
  /** The line itself, cut to 500 characters. */
  readonly sample: string;
}

export interface IndexTrouble {
  readonly failures: readonly ObjectFailure[];
  readonly rejected: readonly RejectedLine[];
}

export interface ForgetParams {
  readonly sourceId: number;
  /** Only objects whose records all lie in the range; absent: all. ISO 8601 UTC. */
  readonly from?: string;
  readonly to?: string;
}

export const planProgress = new ProgressType<PlanProgress>();
export const indexProgress = new ProgressType<IndexProgress>();
export const PlanIndex = new RequestType<PlanParams, IndexPlan, ErrorData>("flowlog/index/plan");
/** Runs until done; `$/cancelRequest` ends it within a second, with a report and not with an error. */
export const StartIndex = new RequestType<StartIndexParams, IndexReport, ErrorData>("flowlog/index/start");
export const GetIndexStatus = new RequestType0<IndexStatus, ErrorData>("flowlog/index/status");
export const GetIndexTrouble = new RequestType<IndexTroubleParams, IndexTrouble, ErrorData>("flowlog/index/trouble");
export const ForgetSource = new RequestType<ForgetParams, { readonly objects: number; readonly rows: number }, ErrorData>(
  "flowlog/index/forget",
);
/** Sets an index that is older, newer or damaged aside under another name and begins an empty one. */
export const ReplaceIndex = new RequestType0<{ readonly setAside: string }, ErrorData>("flowlog/index/replace");
/** Server → host: rows, sources or condition are other ones than before. */
export const IndexChanged = new NotificationType<Record<string, never>>("flowlog/index/changed");
