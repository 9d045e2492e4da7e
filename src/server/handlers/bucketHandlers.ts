import { ListBuckets, ListObjects, ReadObject, type IndexState, type ObjectListing } from "../../protocol/bucket";
import type { BucketStore, StoredObject } from "../buckets/bucketStore";
import type { FlowStore, LedgerEntry } from "../engines/engine";
import { readObjectText } from "../indexer/objectText";
import { onRequest, type RequestConnection } from "./requestBridge";
import type { Session } from "./session";

const defaultTextLimitBytes = 10 * 1024 * 1024;

export function registerBucketHandlers(connection: RequestConnection, session: Session): void {
  onRequest(connection, ListBuckets, async ({ connectionId }, signal) => {
    const store = session.connections.get(connectionId);
    const { names, problem } = await store.listBuckets(signal);
    const buckets = await Promise.all(
      names.map(async (name) => ({ name, uri: store.uri(name, ""), indexState: await bucketState(session, store, name) })),
    );
    return { buckets, ...(problem === undefined ? {} : { problem }) };
  });
  onRequest(connection, ListObjects, async ({ connectionId, bucket, prefix, continuation, pageSize }, signal): Promise<ObjectListing> => {
    const store = session.connections.get(connectionId);
    const wanted = { ...(continuation === undefined ? {} : { continuation }), ...(pageSize === undefined ? {} : { size: pageSize }) };
    const page = await store.listLevel(bucket, prefix, wanted, signal);
    const states = await levelStates(session, store, bucket, prefix);
    return {
      prefixes: page.prefixes.map((each) => ({ prefix: each, indexState: states.prefixes.get(each) ?? "none" })),
      objects: page.objects.map((object) => ({
        key: object.key,
        sizeBytes: object.sizeBytes,
        etag: object.etag,
        lastModified: object.lastModified.toISOString(),
        indexState: objectState(object, states.objects.get(object.key)),
      })),
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  });
  onRequest(connection, ReadObject, ({ connectionId, bucket, key, limitBytes }, signal) =>
    readObjectText(session.connections.get(connectionId), bucket, key, limitBytes ?? defaultTextLimitBytes, usableStore(session), signal),
  );
}

/** Browsing goes on while the index cannot be used: the tree then shows no index states. */
function usableStore(session: Session): FlowStore | undefined {
  try {
    return session.index?.use().store;
  } catch {
    return undefined;
  }
}

async function bucketState(session: Session, store: BucketStore, bucket: string): Promise<IndexState> {
  const flowStore = usableStore(session);
  const sourceId = await flowStore?.findSource({ endpoint: store.endpoint, bucket });
  if (flowStore === undefined || sourceId === undefined) return "none";
  return flowStore.bucketState(sourceId);
}

async function levelStates(session: Session, store: BucketStore, bucket: string, prefix: string) {
  const flowStore = usableStore(session);
  const sourceId = await flowStore?.findSource({ endpoint: store.endpoint, bucket });
  if (flowStore === undefined || sourceId === undefined) {
    return { prefixes: new Map<string, IndexState>(), objects: new Map<string, LedgerEntry>() };
  }
  return { prefixes: await flowStore.coverage(sourceId, prefix), objects: await flowStore.levelLedger(sourceId, prefix) };
}

function objectState(object: StoredObject, entry: LedgerEntry | undefined): IndexState {
  if (entry === undefined) return "none";
  if (entry.state === "failed") return "failed";
  return entry.etag === object.etag ? "indexed" : "changed";
}
