import type { ConnectionCheck, ConnectionTestReport, TestConnectionParams } from "../../protocol/connection";
import { FlowLogError, type ErrorKind } from "../../protocol/errors";
import type { BucketStore, StoredObject } from "./bucketStore";
import { openBucketStore } from "./openBucketStore";

/**
 * Tries what a connection is for: listing buckets, listing objects in one, reading one. Each answer stands for itself; what goes
 * wrong is told in the report, and only a profile that is wrong in itself, or the signal, makes this reject.
 */
export async function testConnection(params: TestConnectionParams, signal: AbortSignal): Promise<ConnectionTestReport> {
  const store = await openBucketStore(params.profile, params.secret, { parallelDownloads: 1 });
  try {
    return await new ConnectionTest(store, params, signal).run();
  } finally {
    store.dispose();
  }
}

/** What makes every request fail alike, so that the other two need not be tried. */
const concernsAll: ReadonlySet<ErrorKind> = new Set([
  "credentialsMissing",
  "credentialsRejected",
  "credentialsExpired",
  "endpointUnreachable",
  "invalidRequest",
]);

interface Tried<T> {
  readonly check: ConnectionCheck;
  readonly found?: T;
  readonly failure?: ErrorKind;
}

class ConnectionTest {
  constructor(
    private readonly store: BucketStore,
    private readonly params: TestConnectionParams,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<ConnectionTestReport> {
    const buckets = await this.try(() => this.listBuckets());
    const bucket = this.params.bucket ?? this.addedByName()[0] ?? buckets.found?.[0];
    const hopeless = buckets.failure !== undefined && concernsAll.has(buckets.failure);
    if (hopeless || bucket === undefined) {
      const why = notTried(
        hopeless ? "Not tried: no request can succeed before that is solved." : "Not tried: no bucket is known. Add one by its name.",
      );
      return { listBuckets: buckets.check, listObjects: why, readObject: why };
    }
    const objects = await this.try(() => this.listObjects(bucket));
    const first = objects.found;
    const none = notTried(objects.failure === undefined ? "Not tried: there is no object to read." : "Not tried: no object is known.");
    const readObject = first === undefined ? none : (await this.try(() => this.readObject(bucket, first))).check;
    return { listBuckets: buckets.check, listObjects: objects.check, readObject };
  }

  private async listBuckets(): Promise<Tried<readonly string[]>> {
    const { names, problem } = await this.store.listBuckets(this.signal);
    if (problem !== undefined) return { check: fails(problem), found: names };
    const isFolder = this.params.profile.place.kind === "folder";
    return {
      check: works(isFolder ? `The folder ${names[0]} is there.` : `Buckets can be listed; there ${counted(names.length, "bucket")}.`),
      found: names,
    };
  }

  private async listObjects(bucket: string): Promise<Tried<StoredObject>> {
    const prefix = this.params.prefix ?? "";
    const place = this.store.uri(bucket, prefix);
    for await (const page of this.store.listAll(bucket, prefix, undefined, this.signal)) {
      // A marker of a "folder" has no bytes, and reading it would prove little.
      const found = page.find((object) => object.sizeBytes > 0) ?? page[0];
      if (found !== undefined) return { check: works(`Objects in ${place} can be listed.`), found };
    }
    return { check: works(`Objects in ${place} can be listed; there are none.`) };
  }

  private async readObject(bucket: string, object: StoredObject): Promise<Tried<undefined>> {
    const body = await this.store.open(bucket, object.key, this.signal);
    body.stream.destroy();
    return { check: works(`Objects can be read: ${this.store.uri(bucket, object.key)} was opened.`) };
  }

  private addedByName(): readonly string[] {
    const { place } = this.params.profile;
    return place.kind === "s3" ? place.buckets : [];
  }

  private async try<T>(what: () => Promise<Tried<T>>): Promise<Tried<T>> {
    try {
      return await what();
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof FlowLogError)) throw error;
      const { kind } = error.data;
      return { check: { ...fails(error.message), kind }, failure: kind };
    }
  }
}

const works = (sentence: string): ConnectionCheck => ({ outcome: "works", sentence });
const notTried = (sentence: string): ConnectionCheck => ({ outcome: "notTried", sentence });

/** The sentence of a denial names the permission that is missing. */
function fails(sentence: string): ConnectionCheck {
  const permission = /\b(?:s3|sts):[A-Z]\w+/.exec(sentence)?.[0];
  return { outcome: "fails", sentence, ...(permission !== undefined && { permission }) };
}

function counted(count: number, noun: string): string {
  return count === 1 ? `is 1 ${noun}` : `are ${count} ${noun}s`;
}
