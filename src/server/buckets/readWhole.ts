import { setTimeout as delay } from "node:timers/promises";
import { formatBytes } from "../../base/bytes";
import { FlowLogError } from "../../protocol/errors";
import type { BucketStore, ObjectBody } from "./bucketStore";
import { BrokenDownload } from "./wholeBody";

export interface WholeObject {
  readonly bytes: Buffer;
  /** Of exactly these bytes. */
  readonly etag: string;
}

/**
 * All bytes of an object, as stored. A download that breaks off is begun again, a few times; bytes of two attempts are never
 * mixed, so that an object that is replaced meanwhile comes whole in one state or the other. Rejects with a `FlowLogError`
 * (`unreadableObject` above `limitBytes`), or with the signal's reason.
 */
export async function readWhole(
  store: BucketStore,
  bucket: string,
  key: string,
  signal: AbortSignal,
  limitBytes: number,
): Promise<WholeObject> {
  for (let attempt = 1; ; attempt++) {
    const body = await store.open(bucket, key, signal);
    try {
      if (body.sizeBytes > limitBytes) throw tooLarge(store.uri(bucket, key), body.sizeBytes, limitBytes);
      return { bytes: await collect(body), etag: body.etag };
    } catch (error) {
      body.stream.destroy();
      signal.throwIfAborted();
      if (!(error instanceof BrokenDownload) || attempt === attempts) throw error;
    }
    await delay(firstPauseMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

const attempts = 4;
const firstPauseMs = 200;

async function collect(body: ObjectBody): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(body.sizeBytes);
  let length = 0;
  for await (const chunk of body.stream as AsyncIterable<Buffer>) length += chunk.copy(bytes, length);
  return bytes;
}

function tooLarge(uri: string, sizeBytes: number, limitBytes: number): FlowLogError {
  return new FlowLogError(
    { kind: "unreadableObject" },
    `${uri} has ${formatBytes(sizeBytes)}, more than the ${formatBytes(limitBytes)} that are read at once; a flow log object is far smaller.`,
  );
}
