import { setTimeout as delay } from "node:timers/promises";
import { FlowLogError, type ErrorKind } from "../../protocol/errors";
import type { StoredObject } from "../buckets/bucketStore";
import { BrokenDownload } from "../buckets/wholeBody";
import { isDiskFull, withDiskFullTold } from "./diskFull";
import { stageObject, type Staging, type StagingContext } from "./stageObject";

const attempts = 4;
const firstPauseMs = 200;

/** Trouble that every other object of the connection would have too: going on would only note all of them as failed. */
const endsTheRun: ReadonlySet<ErrorKind> = new Set([
  "gone",
  "credentialsMissing",
  "credentialsRejected",
  "credentialsExpired",
  "noSuchBucket",
  "endpointUnreachable",
  "wrongRegion",
  "diskFull",
]);

/** Trouble that is this object's alone, and will be the same a moment later. */
const staysWithTheObject: ReadonlySet<ErrorKind> = new Set([
  "accessDenied",
  "noSuchObject",
  "unreadableObject",
  "bucketFailure",
  "throttled",
]);

/**
 * Stages an object; a download that breaks off is begun again. What is wrong with this object alone comes back as a note,
 * what is wrong with the connection is thrown.
 */
export async function fetchWithRetry(context: StagingContext, object: StoredObject, signal: AbortSignal): Promise<Staging> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await stageObject(context, object, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (isDiskFull(error)) throw withDiskFullTold(error);
      const kind = error instanceof FlowLogError && !(error instanceof BrokenDownload) ? error.data.kind : undefined;
      if (kind !== undefined && endsTheRun.has(kind)) throw error;
      if (kind !== undefined && staysWithTheObject.has(kind)) return failed(object, error);
      if (attempt === attempts) return failed(object, error);
      await delay(firstPauseMs * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

function failed(object: StoredObject, error: unknown): Staging {
  const { key, etag, sizeBytes } = object;
  const reason = error instanceof FlowLogError ? error.message : `The download broke off ${attempts} times: ${(error as Error).message}`;
  return { outcome: "noted", object: { key, etag, sizeBytes, outcome: { state: "failed", reason } } };
}
