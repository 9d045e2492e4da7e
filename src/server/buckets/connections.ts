import { FlowLogError } from "../../protocol/errors";
import type { OpenConnectionParams } from "../../protocol/connection";
import type { BucketStore } from "./bucketStore";
import { openBucketStore, type BucketStoreOptions } from "./openBucketStore";

/** The connections that one client has opened, by id. */
export class Connections {
  private readonly stores = new Map<string, BucketStore>();

  constructor(private readonly options: BucketStoreOptions) {}

  async open({ profile, secret }: OpenConnectionParams): Promise<void> {
    const store = await openBucketStore(profile, secret, this.options);
    this.close(profile.id);
    this.stores.set(profile.id, store);
  }

  /** @throws FlowLogError `gone` for an id that this process does not know. */
  get(connectionId: string): BucketStore {
    const store = this.stores.get(connectionId);
    if (store === undefined) throw new FlowLogError({ kind: "gone" }, "This connection is not open. Open it again.");
    return store;
  }

  /** The shared AWS files have changed: every connection looks for its credentials anew. */
  refreshCredentials(): void {
    for (const store of this.stores.values()) store.refreshCredentials();
  }

  close(connectionId: string): void {
    this.stores.get(connectionId)?.dispose();
    this.stores.delete(connectionId);
  }

  dispose(): void {
    for (const id of [...this.stores.keys()]) this.close(id);
  }
}
