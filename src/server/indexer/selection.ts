import type { IndexPlan, IndexScope, ObjectTally } from "../../protocol/indexing";
import type { BucketStore, StoredObject } from "../buckets/bucketStore";
import type { FlowStore, LedgerEntry } from "../engines/engine";
import { isIgnorableKey, keyTime, nextKeyInRange } from "../formats";

export interface Selection {
  readonly plan: IndexPlan;
  readonly toRead: readonly StoredObject[];
}

export interface TimeRange {
  readonly from?: Date;
  readonly to?: Date;
}

/** Lists a scope and decides, by key, time and ledger, what an index run has to read. */
export async function selectObjects(
  bucketStore: BucketStore,
  flowStore: FlowStore,
  scope: IndexScope,
  onListed: (listed: number) => void,
  signal: AbortSignal,
): Promise<Selection> {
  const range = timeRange(scope);
  const sourceId = await flowStore.findSource({ endpoint: bucketStore.endpoint, bucket: scope.bucket });
  const ledger = sourceId === undefined ? new Map<string, LedgerEntry>() : await flowStore.ledger(sourceId, scope.prefix);
  const tallies = { found: tally(), alreadyIndexed: tally(), changed: tally(), toRead: tally(), leftOut: tally() };
  const toRead: StoredObject[] = [];
  let listed = 0;
  for await (const page of listScope(bucketStore, scope, range, signal)) {
    for (const object of page) {
      if (isIgnorableKey(object.key) || !canHoldRecordsOf(object, range)) {
        count(tallies.leftOut, object);
        continue;
      }
      count(tallies.found, object);
      const known = ledger.get(object.key);
      if (known?.state === "indexed" && known.etag === object.etag) {
        count(tallies.alreadyIndexed, object);
        continue;
      }
      if (known?.state === "indexed") count(tallies.changed, object);
      count(tallies.toRead, object);
      toRead.push(object);
    }
    listed += page.length;
    onListed(listed);
    signal.throwIfAborted();
  }
  return { plan: tallies, toRead };
}

/** Everything in the scope, page by page, except for days outside the range that the order of keys lets a listing leap over. */
async function* listScope(
  bucketStore: BucketStore,
  { bucket, prefix }: IndexScope,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredObject[]> {
  let after: string | undefined;
  do {
    let leap: string | undefined;
    for await (const page of bucketStore.listAll(bucket, prefix, after, signal)) {
      yield page;
      const last = page.at(-1)?.key ?? "";
      leap = nextKeyInRange(last, range);
      if (leap !== undefined && leap > last) break;
      leap = undefined;
    }
    after = leap;
  } while (after !== undefined);
}

/** @throws RangeError for times that are none. */
export function timeRange(scope: Pick<IndexScope, "from" | "to">): TimeRange {
  const parse = (text: string) => {
    const time = new Date(text);
    if (Number.isNaN(time.getTime())) throw new RangeError(`"${text}" is not a time. Write it like 2026-03-14T15:00:00Z.`);
    return time;
  };
  return {
    ...(scope.from === undefined ? {} : { from: parse(scope.from) }),
    ...(scope.to === undefined ? {} : { to: parse(scope.to) }),
  };
}

/** By the date in its key; without one, an object written before the range began cannot hold records of it. */
function canHoldRecordsOf(object: StoredObject, range: TimeRange): boolean {
  if (range.from === undefined && range.to === undefined) return true;
  const time = keyTime(object.key);
  if (time === undefined) return range.from === undefined || object.lastModified >= range.from;
  return (range.from === undefined || time.to > range.from) && (range.to === undefined || time.from < range.to);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function tally(): Mutable<ObjectTally> {
  return { objects: 0, bytes: 0 };
}

function count(into: Mutable<ObjectTally>, object: StoredObject): void {
  into.objects += 1;
  into.bytes += object.sizeBytes;
}
