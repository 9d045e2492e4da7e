import type { S3Client } from "@aws-sdk/client-s3";
import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { S3Place } from "../../../src/protocol/connection";
import type { ErrorKind } from "../../../src/protocol/errors";
import type { BucketStore } from "../../../src/server/buckets/bucketStore";
import { openBucketStore, type BucketStoreOptions } from "../../../src/server/buckets/openBucketStore";
import { fetchWithRetry } from "../../../src/server/indexer/fetchWithRetry";
import type { Staging } from "../../../src/server/indexer/stageObject";
import { Turns } from "../../../src/server/indexer/turns";
import { failure } from "../../support/failure";
import { startFaultProxy, type Fault, type FaultProxy, type SeenRequest } from "../../support/s3FaultProxy";
import { makeBucket, ownerClient, profileOf } from "../../support/s3Fixture";
import type { S3ServerAddress } from "../../support/s3Server";
import { describeWithS3, sharedS3Server } from "../../support/s3Shared";
import { storedText } from "../../support/storedText";

const { signal } = new AbortController();
const record = "2 210987654321 eni-0a11b22c33d44e55f 203.0.113.77 10.20.1.14 51834 443 6 18 5210 1773500402 1773500459 ACCEPT OK\n";
const large = record.repeat(3000);
const slowDown: Fault = { answer: 503, code: "SlowDown" };

describeWithS3("Trouble on the way to an S3 service", () => {
  let server: S3ServerAddress;
  let client: S3Client;
  let bucket: string;
  let long: string;
  let made: { dispose(): unknown }[] = [];

  beforeAll(async () => {
    server = await sharedS3Server();
    client = ownerClient(server);
    bucket = await makeBucket(client, "faults", [
      ["large", large],
      ["small", "small"],
      ["empty", ""],
    ]);
    long = await makeBucket(
      client,
      "long",
      Array.from({ length: 1001 }, (_, i) => [String(i), ""] as const),
    );
  });
  afterEach(async () => {
    for (const item of made) await item.dispose();
    made = [];
  });
  afterAll(() => client.destroy());

  /** A store whose requests meet `fault` on the way to the real server. */
  async function storeWith(
    fault: (request: SeenRequest, nth: number) => Fault | undefined,
    place: Partial<S3Place> = {},
    options: BucketStoreOptions = {},
  ): Promise<{ store: BucketStore; proxy: FaultProxy }> {
    const proxy = await startFaultProxy(server.endpoint, fault);
    const store = await openBucketStore(
      profileOf(server, { endpoint: proxy.endpoint, ...place }),
      { secretAccessKey: server.secretAccessKey },
      options,
    );
    made.push(store, { dispose: () => proxy.stop() });
    return { store, proxy };
  }
  const read = (store: BucketStore, key: string): Promise<string> => storedText(store, bucket, key);

  /** As an index run does it. */
  function fetchLarge(bucketStore: BucketStore, stop: AbortSignal = signal): Promise<Staging> {
    const flowStore = { stagingFolder: tmpdir(), parquetColumns: () => Promise.reject(new Error("This is no Parquet.")) };
    const context = { bucketStore, bucket, flowStore, formatOptions: {}, nextName: () => "unused", turns: new Turns() };
    return fetchWithRetry(context, { key: "large", etag: "listed", sizeBytes: large.length, lastModified: new Date() }, stop);
  }

  it.each([2, 6])("waits out %i requests to slow down", async (times) => {
    const { store, proxy } = await storeWith((_, nth) => (nth <= times ? slowDown : undefined));
    expect((await store.listLevel(bucket, "", {}, signal)).objects).toHaveLength(3);
    expect(proxy.seen).toHaveLength(times + 1);
  });

  it.each<{ what: string; faults: readonly Fault[] }>([
    { what: "breaks off in the middle", faults: [{ breakAfterBytes: 100_000 }] },
    { what: "breaks off at once, and again just before the end", faults: [{ breakAfterBytes: 1 }, { breakAfterBytes: large.length - 1 }] },
    { what: "stands still", faults: [{ stallAfterBytes: 100_000 }] },
  ])("reads the whole of an object whose download $what", async ({ faults }) => {
    const { store, proxy } = await storeWith((_, nth) => faults[nth - 1], {}, { idleTimeoutMs: 500 });
    const staging = await fetchLarge(store);
    expect(staging.outcome === "whole" && staging.object.text.toString()).toBe(large);
    expect(proxy.seen).toHaveLength(faults.length + 1);
  });

  it("fails, and gives no part for the whole, where every download breaks off", async () => {
    const { store, proxy } = await storeWith(() => ({ breakAfterBytes: 1000 }));
    const reason = new RegExp(`download of s3://${bucket}/large broke off after \\d+ of ${large.length} bytes`);
    const outcome = { state: "failed", reason: expect.stringMatching(reason) as string };
    expect(await fetchLarge(store)).toMatchObject({ outcome: "noted", object: { key: "large", outcome } });
    expect(proxy.seen).toHaveLength(4);
  });

  it("passes a broken download on to the reader of the stream as an error", async () => {
    const { store } = await storeWith(() => ({ breakAfterBytes: 1000 }));
    const body = await store.open(bucket, "large", signal);
    const error = await failure(body.stream.toArray());
    expect(error.name).toBe("BrokenDownload");
  });

  it("reads an empty object", async () => {
    const { store } = await storeWith(() => undefined);
    expect(await read(store, "empty")).toBe("");
  });

  it.each<{ what: string; fault: Fault; work: (store: BucketStore, signal: AbortSignal) => Promise<unknown> }>([
    {
      what: "a download that stands still",
      fault: { stallAfterBytes: 1000 },
      work: async (store, signal) => (await store.open(bucket, "large", signal)).stream.toArray(),
    },
    {
      what: "fetching an object that stands still",
      fault: { stallAfterBytes: 1000 },
      work: (store, signal) => fetchLarge(store, signal),
    },
    {
      what: "a listing that gets no answer",
      fault: { stallAfterBytes: 0 },
      work: (store, signal) => store.listLevel(bucket, "", {}, signal),
    },
    { what: "the wait after being throttled", fault: slowDown, work: (store, signal) => store.listLevel(bucket, "", {}, signal) },
  ])("ends $what with the reason of the signal", async ({ fault, work }) => {
    const cancel = new AbortController();
    const reason = new Error("the user said so");
    const { store } = await storeWith(() => (setTimeout(() => cancel.abort(reason), 300), fault));
    await expect(work(store, cancel.signal)).rejects.toBe(reason);
  });

  it("ends a long listing that stands still at its second page", async () => {
    const cancel = new AbortController();
    const { store, proxy } = await storeWith((_, nth) => {
      if (nth === 1) return undefined;
      setTimeout(() => cancel.abort(), 100);
      return { stallAfterBytes: 0 };
    });
    let objects = 0;
    const walk = async (): Promise<void> => {
      for await (const page of store.listAll(long, "", undefined, cancel.signal)) objects += page.length;
    };
    const ended: unknown = await walk().catch((error: unknown) => error);
    expect(ended).toBe(cancel.signal.reason);
    expect([objects, proxy.seen.length]).toEqual([1000, 2]);
  });

  it("sends nothing for a signal that is aborted already", async () => {
    const { store, proxy } = await storeWith(() => undefined);
    const aborted = AbortSignal.abort(new Error("too late"));
    const attempts = [store.listBuckets(aborted), store.listLevel(bucket, "", {}, aborted), store.open(bucket, "small", aborted)];
    for (const attempt of attempts) await expect(attempt).rejects.toThrow("too late");
    expect(proxy.seen).toHaveLength(0);
  });

  it.each([
    { status: 200, page: "<!doctype html><html><head><meta charset=utf-8></head><body>Console</body></html>" },
    { status: 200, page: "<html><body></body></html>" },
    { status: 200, page: "" },
    { status: 403, page: "<html><body>Blocked by the proxy</body></html>" },
    { status: 404, page: "not found" },
  ])("does not take a web page for a bucket: $status '$page'", async (fault) => {
    const { store } = await storeWith(() => fault);
    const attempts = [store.listBuckets(signal), store.listLevel(bucket, "", {}, signal), store.open(bucket, "small", signal)];
    for (const error of await Promise.all(attempts.map(failure))) {
      expect(error.data.kind).toBe("endpointUnreachable");
      expect(error.message).toMatch(/not as an S3 service does/);
    }
  });

  it.each<{ what: string; fault: Fault; kind: ErrorKind; sentence: RegExp }>([
    {
      what: "a session token that has expired",
      fault: { answer: 400, code: "ExpiredToken" },
      kind: "credentialsExpired",
      sentence: /session token of this connection has expired/,
    },
    {
      what: "a clock that is wrong",
      fault: { answer: 403, code: "RequestTimeTooSkewed" },
      kind: "credentialsRejected",
      sentence: /clock of this machine/,
    },
    {
      what: "a bucket elsewhere",
      fault: { answer: 301, code: "PermanentRedirect" },
      kind: "wrongRegion",
      sentence: /is not in region us-east-1/,
    },
    {
      what: "a bucket in a region that does not help",
      fault: { answer: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-west-3" } },
      kind: "wrongRegion",
      sentence: /region to eu-west-3|is not in region eu-west-3/,
    },
    {
      what: "an object in an archive",
      fault: { answer: 403, code: "InvalidObjectState" },
      kind: "unreadableObject",
      sentence: /archive storage class. Restore it/,
    },
    { what: "a service of another kind", fault: { answer: 418, code: "Teapot" }, kind: "bucketFailure", sentence: /failed at s3:.*Teapot/ },
  ])("says what is wrong with $what", async ({ fault, kind, sentence }) => {
    const { store } = await storeWith(() => fault);
    const error = await failure(read(store, "small"));
    expect(error.data.kind).toBe(kind);
    expect(error.message).toMatch(sentence);
  });

  it("asks a bucket in the region that it turns out to live in, and remembers that", async () => {
    const elsewhere: Fault = { answer: 400, code: "AuthorizationHeaderMalformed", extra: "<Region>eu-central-1</Region>" };
    const { store, proxy } = await storeWith(({ headers }) =>
      headers.authorization?.includes("/eu-central-1/s3/") === true ? undefined : elsewhere,
    );
    expect(await read(store, "small")).toBe("small");
    expect(await read(store, "small")).toBe("small");
    expect(proxy.seen).toHaveLength(3);
  });

  it.each([
    { what: "encodes keys", encoding: "<EncodingType>url</EncodingType>", spelled: "a+b%252Bc%2Bd", key: "a b%2Bc+d" },
    { what: "does not encode keys, though asked to", encoding: "", spelled: "a+b%252Bc", key: "a+b%252Bc" },
    { what: "claims to encode keys, and does not", encoding: "<EncodingType>url</EncodingType>", spelled: "100%", key: "100%" },
  ])("understands a service that $what", async ({ encoding, spelled, key }) => {
    const page = `<ListBucketResult><Name>b</Name>${encoding}<Contents><Key>${spelled}</Key><Size>1</Size></Contents></ListBucketResult>`;
    const { store } = await storeWith(() => ({ status: 200, page }));
    expect((await store.listLevel(bucket, "", {}, signal)).objects[0]?.key).toBe(key);
  });

  it("does not take the first page for all where the service does not say how to go on", async () => {
    const page =
      "<ListBucketResult><Name>b</Name><IsTruncated>true</IsTruncated><Contents><Key>x</Key><Size>1</Size></Contents></ListBucketResult>";
    const { store } = await storeWith(() => ({ status: 200, page }));
    expect((await failure(store.listLevel(bucket, "", {}, signal))).message).toMatch(/listing of bucket "b" cannot go on/);
  });

  it("shows the buckets added by name where listing buckets is refused", async () => {
    const { store } = await storeWith(() => ({ answer: 403, code: "AccessDenied" }), { buckets: ["mine"] });
    expect(await store.listBuckets(signal)).toMatchObject({
      names: ["mine"],
      problem: expect.stringContaining("s3:ListAllMyBuckets") as string,
    });
  });
});
