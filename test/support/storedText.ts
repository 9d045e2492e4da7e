import { text } from "node:stream/consumers";
import type { BucketStore } from "../../src/server/buckets/bucketStore";

/** All of an object, as stored. */
export async function storedText(store: BucketStore, bucket: string, key: string): Promise<string> {
  const { stream } = await store.open(bucket, key, new AbortController().signal);
  return text(stream);
}
