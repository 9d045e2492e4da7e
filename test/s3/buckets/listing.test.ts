import type { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BucketStore, LevelPage } from "../../../src/server/buckets/bucketStore";
import { openBucketStore } from "../../../src/server/buckets/openBucketStore";
import { startFaultProxy } from "../../support/s3FaultProxy";
import { makeBucket, ownerClient, profileOf } from "../../support/s3Fixture";
import type { S3ServerAddress } from "../../support/s3Server";
import { describeWithS3, sharedS3Server } from "../../support/s3Shared";
import { storedText } from "../../support/storedText";

const { signal } = new AbortController();
const ibmKey =
  "ibm_vpc_flowlogs_v1/account=1b2c/region=us-south/vpc-id=crn%3Av1%3Abluemix%3Apublic%3Ais%3Aus-south%3Aa%2F1b2c%3A%3Avpc%3Ar006-1/year=2026/month=03/day=14/hour=09/stream-id=20260314T085500Z/00000001.gz";
const oddKeys = [
  ibmKey,
  "two words/a  b",
  "plus+and%20percent/100%",
  "ümläut/日本/😀",
  "\uE000 comes before 😀 in bytes",
  "&amp;<tag>\"quotes'",
  " leading and trailing ",
  "line\nbreak and carriage\rreturn",
  "control\u0001character",
  "a//b",
  "//",
  "./here/../there",
  "?query=1&x#fragment",
  "~tilde*(star)!'",
];

describeWithS3("Listing buckets of an S3 service", () => {
  let server: S3ServerAddress;
  let client: S3Client;
  let store: BucketStore;
  let wide: string;
  const wideKeys = [
    ...Array.from({ length: 2300 }, (_, i) => `logs/day=14/${String(i).padStart(5, "0")}.gz`),
    "logs/day=15/one.gz",
    "logs/day=16/one.gz",
    "logs/readme.txt",
    "other/x",
  ];

  beforeAll(async () => {
    server = await sharedS3Server();
    client = ownerClient(server);
    store = await openBucketStore(profileOf(server, { buckets: ["added-by-name"] }), { secretAccessKey: server.secretAccessKey });
    wide = await makeBucket(
      client,
      "wide",
      (function* () {
        for (const key of wideKeys) yield [key, key] as const;
      })(),
    );
  });
  afterAll(() => {
    store.dispose();
    client.destroy();
  });

  it("lists the buckets that there are, and those that were added by name", async () => {
    const { names, problem } = await store.listBuckets(signal);
    expect(names).toEqual(expect.arrayContaining([wide, "added-by-name"]));
    expect(problem).toBeUndefined();
  });

  it.each([
    { prefix: "", prefixes: ["logs/", "other/"], objects: [] },
    { prefix: "logs/", prefixes: ["logs/day=14/", "logs/day=15/", "logs/day=16/"], objects: ["logs/readme.txt"] },
    { prefix: "logs/day=1", prefixes: ["logs/day=14/", "logs/day=15/", "logs/day=16/"], objects: [] },
    { prefix: "logs/day=15/", prefixes: [], objects: ["logs/day=15/one.gz"] },
    { prefix: "nothing/", prefixes: [], objects: [] },
  ])("shows one level below '$prefix'", async ({ prefix, prefixes, objects }) => {
    const page = await store.listLevel(wide, prefix, {}, signal);
    expect(page).toMatchObject({ prefixes, objects: objects.map((key) => ({ key, sizeBytes: key.length })) });
    expect(page.continuation).toBeUndefined();
  });

  it.each([
    { size: undefined, pages: [1000, 1000, 300] },
    { size: 900, pages: [900, 900, 500] },
  ])("gives a wide level in pages of at most $size", async ({ size, pages }) => {
    const lengths: number[] = [];
    const keys: string[] = [];
    let continuation: string | undefined;
    do {
      const request = { ...(size !== undefined && { size }), ...(continuation !== undefined && { continuation }) };
      const page: LevelPage = await store.listLevel(wide, "logs/day=14/", request, signal);
      lengths.push(page.objects.length);
      keys.push(...page.objects.map((object) => object.key));
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(lengths).toEqual(pages);
    expect(keys).toEqual(wideKeys.slice(0, 2300));
  });

  it.each([
    { prefix: "", startAfter: undefined, first: 0, end: 2304 },
    { prefix: "logs/day=14/", startAfter: undefined, first: 0, end: 2300 },
    { prefix: "logs/", startAfter: "logs/day=14/01999.gz", first: 2000, end: 2303 },
    { prefix: "", startAfter: "other/x", first: 2304, end: 2304 },
  ])("lists everything under '$prefix' after $startAfter, in key order", async ({ prefix, startAfter, first, end }) => {
    const keys: string[] = [];
    for await (const page of store.listAll(wide, prefix, startAfter, signal)) {
      expect(page.length).toBeLessThanOrEqual(1000);
      keys.push(...page.map((object) => object.key));
    }
    expect(keys).toEqual(wideKeys.slice(first, end));
  });

  it("leaves out the marker of the very folder that is listed, and no other empty object", async () => {
    const bucket = await makeBucket(client, "markers", [
      ["a/", ""],
      ["a/empty.gz", ""],
      ["a/b/", ""],
    ]);
    const page = await store.listLevel(bucket, "a/", {}, signal);
    expect(page.objects.map((object) => object.key)).toEqual(["a/empty.gz"]);
    expect(page.prefixes).toEqual(["a/b/"]);
  });

  it("gives every key back exactly as it was put, and reads the object by it", async () => {
    const bucket = await makeBucket(
      client,
      "odd",
      oddKeys.map((key) => [key, `body of ${key}`] as const),
    );
    const read: Record<string, string> = {};
    for await (const page of store.listAll(bucket, "", undefined, signal))
      for (const { key } of page) read[key] = await storedText(store, bucket, key);
    expect(read).toEqual(Object.fromEntries(oddKeys.map((key) => [key, `body of ${key}`])));
  });

  it("walks level by level through a key that holds percent signs, and asks for it with %25", async () => {
    const bucket = await makeBucket(client, "ibm", [[ibmKey, "{}"]]);
    const proxy = await startFaultProxy(server.endpoint, () => undefined);
    const through = await openBucketStore(profileOf(server, { endpoint: proxy.endpoint }), { secretAccessKey: server.secretAccessKey });
    let page: LevelPage = await through.listLevel(bucket, "", {}, signal);
    while (page.prefixes[0] !== undefined) page = await through.listLevel(bucket, page.prefixes[0], {}, signal);
    expect(page.objects.map((object) => object.key)).toEqual([ibmKey]);
    expect(await storedText(through, bucket, ibmKey)).toBe("{}");
    expect(proxy.seen.at(-1)?.path).toContain("vpc-id%3Dcrn%253Av1%253Abluemix");
    through.dispose();
    await proxy.stop();
  });

  it("tells how large an object is, its etag without quotes, and when it was written", async () => {
    const page = await store.listLevel(wide, "other/", {}, signal);
    const [object] = page.objects;
    const body = await store.open(wide, "other/x", signal);
    body.stream.destroy();
    expect(object?.etag).toMatch(/^[0-9a-f]{32}$/);
    expect(body).toMatchObject({ etag: object?.etag, sizeBytes: 7 });
    expect(Math.abs(Date.now() - (object?.lastModified.getTime() ?? 0))).toBeLessThan(3_600_000);
  });

  it("names objects and buckets by s3 URIs, and the service by host and port", () => {
    expect(store.uri("b", "x/y")).toBe("s3://b/x/y");
    expect(store.uri("b", "")).toBe("s3://b");
    expect(store.endpoint).toBe(new URL(server.endpoint).host);
  });
});
