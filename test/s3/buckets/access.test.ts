import type { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConnectionSecret, S3Place } from "../../../src/protocol/connection";
import type { ErrorKind } from "../../../src/protocol/errors";
import { testConnection } from "../../../src/server/buckets/connectionTest";
import { openBucketStore } from "../../../src/server/buckets/openBucketStore";
import { failure } from "../../support/failure";
import { startFaultProxy } from "../../support/s3FaultProxy";
import { allow, denyListBuckets, makeBucket, ownerClient, profileOf } from "../../support/s3Fixture";
import { freePort, type S3ServerAddress, type S3User } from "../../support/s3Server";
import { createS3User, describeWithS3, sharedS3Server } from "../../support/s3Shared";
import { storedText } from "../../support/storedText";

const { signal } = new AbortController();

describeWithS3("Access to buckets of an S3 service", () => {
  let server: S3ServerAddress;
  let client: S3Client;
  let guest: S3User;
  /** A bucket that the guest may list and read; one that it may list only; one that it may do nothing with. */
  let shared: string;
  let listOnly: string;
  let closed: string;
  let open: string;

  beforeAll(async () => {
    server = await sharedS3Server();
    client = ownerClient(server);
    guest = await createS3User("access-guest");
    await denyListBuckets(server, guest.uid);
    const objects = [["a/1.gz", "one"]] as const;
    [shared, listOnly, closed, open] = (await Promise.all(
      ["shared", "listonly", "closed", "open"].map((label) => makeBucket(client, label, objects)),
    )) as [string, string, string, string];
    await allow(client, shared, [guest.uid], ["s3:ListBucket", "s3:GetObject"]);
    await allow(client, listOnly, [guest.uid], ["s3:ListBucket"]);
    await allow(client, open, ["*"], ["s3:ListBucket", "s3:GetObject"]);
  });
  afterAll(() => client.destroy());

  const keys = (user: { accessKeyId: string }): Partial<S3Place> => ({ signIn: { method: "keys", accessKeyId: user.accessKeyId } });
  const secretOf = (user: { secretAccessKey: string }): ConnectionSecret => ({ secretAccessKey: user.secretAccessKey });

  interface Refusal {
    readonly what: string;
    readonly place?: () => Promise<Partial<S3Place>> | Partial<S3Place>;
    readonly secret?: () => ConnectionSecret;
    readonly bucket?: () => string;
    readonly key?: string;
    readonly kind: ErrorKind;
    readonly sentence: RegExp;
  }
  const refusals: readonly Refusal[] = [
    {
      what: "an access key that nobody has",
      place: () => keys({ accessKeyId: "AKIANOBODY" }),
      kind: "credentialsRejected",
      sentence: /does not know the access key of this connection/,
    },
    {
      what: "a wrong secret",
      secret: () => ({ secretAccessKey: "wrong-secret-value" }),
      kind: "credentialsRejected",
      sentence: /refuses the secret access key of this connection.*Enter it again/,
    },
    {
      what: "a bucket that is not there",
      bucket: () => "no-such-bucket-here",
      kind: "noSuchBucket",
      sentence: /no bucket "no-such-bucket-here"/,
    },
    {
      what: "a name that no bucket can have",
      bucket: () => "No_Such/Bucket",
      kind: "noSuchBucket",
      sentence: /no bucket "No_Such\/Bucket"/,
    },
    {
      what: "a bucket of somebody else",
      place: () => keys(guest),
      secret: () => secretOf(guest),
      bucket: () => closed,
      kind: "accessDenied",
      sentence: /closed-.*s3:ListBucket/,
    },
    {
      what: "somebody else's bucket without signing in",
      place: () => ({ signIn: { method: "anonymous" } }),
      bucket: () => closed,
      kind: "accessDenied",
      sentence: /Without signing in.*s3:ListBucket/,
    },
    { what: "an object that is not there", key: "a/none.gz", kind: "noSuchObject", sentence: /no object s3:\/\/shared-.*\/a\/none\.gz/ },
    {
      what: "an object that may only be listed",
      place: () => keys(guest),
      secret: () => secretOf(guest),
      bucket: () => listOnly,
      key: "a/1.gz",
      kind: "accessDenied",
      sentence: /s3:\/\/listonly-.*\/a\/1\.gz may not be read: s3:GetObject/,
    },
    {
      what: "an endpoint that is down",
      place: async () => ({ endpoint: `http://127.0.0.1:${await freePort()}` }),
      kind: "endpointUnreachable",
      sentence: /127\.0\.0\.1:\d+ refused the connection/,
    },
    {
      what: "https where there is http",
      place: () => ({ endpoint: server.endpoint.replace("http:", "https:") }),
      kind: "endpointUnreachable",
      sentence: /does not speak TLS/,
    },
  ];

  it.each(refusals)("says what is wrong with $what", async ({ place, secret, bucket, key, kind, sentence }) => {
    const secrets = secret?.() ?? secretOf(server);
    const store = await openBucketStore(profileOf(server, await place?.()), secrets);
    const name = bucket?.() ?? shared;
    const error = await failure(key === undefined ? store.listLevel(name, "", {}, signal) : store.open(name, key, signal));
    store.dispose();
    expect(error.data.kind).toBe(kind);
    expect(error.message).toMatch(sentence);
    expect(JSON.stringify([error.message, error.data])).not.toContain(secrets.secretAccessKey);
  });

  it("shows the buckets added by name where listing buckets is forbidden, and says why", async () => {
    const store = await openBucketStore(profileOf(server, { ...keys(guest), buckets: [shared] }), secretOf(guest));
    const listed = await store.listBuckets(signal);
    expect(listed.names).toEqual([shared]);
    expect(listed.problem).toMatch(/s3:ListAllMyBuckets is missing/);
    expect(await storedText(store, shared, "a/1.gz")).toBe("one");
    store.dispose();
  });

  it("reads an open bucket without signing in", async () => {
    const store = await openBucketStore(profileOf(server, { signIn: { method: "anonymous" }, buckets: [open] }), undefined);
    expect(await store.listBuckets(signal)).toMatchObject({ names: [open], problem: expect.stringContaining("by its name") as string });
    expect((await store.listLevel(open, "", {}, signal)).prefixes).toEqual(["a/"]);
    expect(await storedText(store, open, "a/1.gz")).toBe("one");
    store.dispose();
  });

  it("goes through the proxy that the environment names", async () => {
    const proxy = await startFaultProxy(server.endpoint, () => undefined);
    process.env.HTTP_PROXY = proxy.endpoint;
    try {
      const store = await openBucketStore(profileOf(server), secretOf(server));
      expect(await storedText(store, shared, "a/1.gz")).toBe("one");
      store.dispose();
    } finally {
      delete process.env.HTTP_PROXY;
      await proxy.stop();
    }
    expect(proxy.seen.map(({ path }) => path)).toEqual([`${server.endpoint}/${shared}/a/1.gz?x-id=GetObject`]);
  });

  const reports = [
    { what: "everything works", who: () => server, bucket: () => shared, outcomes: ["works", "works", "works"], permissions: [] },
    {
      what: "buckets cannot be listed",
      who: () => guest,
      bucket: () => shared,
      outcomes: ["fails", "works", "works"],
      permissions: ["s3:ListAllMyBuckets"],
    },
    {
      what: "objects cannot be read",
      who: () => guest,
      bucket: () => listOnly,
      outcomes: ["fails", "works", "fails"],
      permissions: ["s3:ListAllMyBuckets", "s3:GetObject"],
    },
    {
      what: "nothing is allowed",
      who: () => guest,
      bucket: () => closed,
      outcomes: ["fails", "fails", "notTried"],
      permissions: ["s3:ListAllMyBuckets", "s3:ListBucket"],
    },
    {
      what: "no bucket is known",
      who: () => guest,
      bucket: () => undefined,
      outcomes: ["fails", "notTried", "notTried"],
      permissions: ["s3:ListAllMyBuckets"],
    },
    {
      what: "the key is wrong",
      who: () => ({ accessKeyId: "AKIANOBODY", secretAccessKey: "x" }),
      bucket: () => shared,
      outcomes: ["fails", "notTried", "notTried"],
      permissions: [],
    },
  ];
  it.each(reports)("tests a connection where $what", async ({ who, bucket, outcomes, permissions }) => {
    const name = bucket();
    const profile = profileOf(server, { ...keys(who()), ...(name !== undefined && { buckets: [name] }) });
    const { listBuckets, listObjects, readObject } = await testConnection({ profile, secret: secretOf(who()) }, signal);
    const checks = [listBuckets, listObjects, readObject];
    expect(checks.map((check) => check.outcome)).toEqual(outcomes);
    expect(checks.flatMap((check) => check.permission ?? [])).toEqual(permissions);
    for (const check of checks) expect(check.sentence).toMatch(/^[A-Z0-9].*[.]$/);
  });

  it("tests a connection that has no bucket yet", async () => {
    const user = await createS3User("access-newcomer");
    const report = await testConnection({ profile: profileOf(server, keys(user)), secret: secretOf(user) }, signal);
    expect(report.listBuckets).toEqual({ outcome: "works", sentence: "Buckets can be listed; there are 0 buckets." });
    expect(report.listObjects.outcome).toBe("notTried");
  });

  it("tests the bucket and prefix that it is given", async () => {
    const profile = profileOf(server, { buckets: [shared] });
    const report = await testConnection({ profile, secret: secretOf(server), bucket: open, prefix: "none/" }, signal);
    expect(report.listObjects).toEqual({ outcome: "works", sentence: `Objects in s3://${open}/none/ can be listed; there are none.` });
    expect(report.readObject.outcome).toBe("notTried");
  });
});
