import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { ListBuckets, ListObjects, ReadObject } from "../../../src/protocol/bucket";
import { CloseConnection } from "../../../src/protocol/connection";
import { type ErrorKind, requestFailedCode } from "../../../src/protocol/errors";
import { ForgetSource, GetIndexStatus, PlanIndex, planProgress, ReplaceIndex, StartIndex } from "../../../src/protocol/indexing";
import { RunQuery } from "../../../src/protocol/query";
import { BuiltServer } from "../../support/builtServer";
import { defaultHeader, defaultObject, defaultRecords, flowSamples } from "../../support/flowSamples";
import { refusal } from "../../support/refusal";

const day = "AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03";

describe("The built server over standard input and output", () => {
  let folder: string;
  let bucket: string;
  let server: BuiltServer;

  async function put(key: string, content: string | Uint8Array): Promise<void> {
    const path = join(bucket, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-session-"));
    bucket = join(folder, "bucket");
    await put(`${day}/14/first.log.gz`, defaultObject.bytes);
    await put(`${day}/14/second.log.gz`, flowSamples.S2.bytes);
    await put(`${day}/15/bad.log.gz`, flowSamples.S27.bytes);
    await put("other/object.log", flowSamples.S28.bytes);
    server = await BuiltServer.start({ indexPath: join(folder, "index") });
    await server.openFolder(bucket);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const scope = (more: object = {}) => ({ connectionId: bucket, bucket, prefix: "", ...more });

  it("answers initialize with its name, and its end by shutdown and exit is code 0", async () => {
    const other = await BuiltServer.start({}, { initialize: false });
    expect(await other.initialize({})).toMatchObject({ serverInfo: { name: "Flow Log Explorer" } });
    await other.stop();
    expect(await other.ended).toEqual({ code: 0, signal: null, stderr: "" });
  });

  it("ends when its input does", async () => {
    const other = await BuiltServer.start({ indexPath: join(folder, "another") });
    other.connection.end();
    expect(await other.ended).toMatchObject({ code: 0, signal: null });
  });

  it("plans with progress, and the tree then shows what is in, partly in, failed and changed", async () => {
    const listed: number[] = [];
    server.onProgress(planProgress, "plan", (progress) => listed.push(progress.listed));
    const plan = await server.connection.sendRequest(PlanIndex, { scope: scope(), progressToken: "plan" });
    expect(plan).toMatchObject({ found: { objects: 4 }, toRead: { objects: 4 }, alreadyIndexed: { objects: 0 } });
    expect(listed).toEqual([4]);
    expect(await states("")).toEqual({ "AWSLogs/": "none", "other/": "none" });

    await server.index(bucket, { prefix: `${day}/14/f` });
    expect(await states(`${day}/`)).toEqual({ [`${day}/14/`]: "partly", [`${day}/15/`]: "none" });
    expect(await bucketState()).toBe("partly");
    await server.index(bucket, { prefix: "AWSLogs/" });
    expect(await states("")).toEqual({ "AWSLogs/": "failed", "other/": "none" });
    expect(await states(`${day}/`)).toEqual({ [`${day}/14/`]: "indexed", [`${day}/15/`]: "failed" });
    expect(await states(`${day}/15/`)).toEqual({ [`${day}/15/bad.log.gz`]: "failed" });
    expect(await bucketState()).toBe("failed");

    await put(`${day}/15/bad.log.gz`, flowSamples.S1.bytes);
    await server.index(bucket);
    expect(await states("")).toEqual({ "AWSLogs/": "indexed", "other/": "indexed" });
    expect(await bucketState()).toBe("indexed");
    await put(`${day}/14/second.log.gz`, flowSamples.S6.bytes);
    expect(await states(`${day}/14/`)).toMatchObject({ [`${day}/14/first.log.gz`]: "indexed" });
    expect(await states(`${day}/14/`)).toMatchObject({ [`${day}/14/second.log.gz`]: "changed" });
  });

  async function states(prefix: string): Promise<Record<string, string>> {
    const { prefixes, objects } = await server.connection.sendRequest(ListObjects, { connectionId: bucket, bucket, prefix });
    const entries = [...prefixes.map((each) => [each.prefix, each.indexState]), ...objects.map((each) => [each.key, each.indexState])];
    return Object.fromEntries(entries) as Record<string, string>;
  }

  async function bucketState(): Promise<string | undefined> {
    return (await server.connection.sendRequest(ListBuckets, { connectionId: bucket })).buckets[0]?.indexState;
  }

  it("shows an object as text, unpacked and within a limit", async () => {
    const key = `${day}/14/first.log.gz`;
    const whole = await server.connection.sendRequest(ReadObject, { connectionId: bucket, bucket, key });
    expect(whole.text.split("\n").slice(0, 2)).toEqual([defaultHeader, defaultRecords.S1]);
    const cut = await server.connection.sendRequest(ReadObject, { connectionId: bucket, bucket, key, limitBytes: 20 });
    expect(cut).toEqual({ text: defaultHeader.slice(0, 20), cutAfterBytes: 20 });
  });

  it("ends a cancelled run with a report, and goes on answering", async () => {
    const many = join(folder, "many");
    await mkdir(many);
    await Promise.all(Array.from({ length: 3000 }, (_, n) => writeFile(join(many, String(n)), flowSamples.S28.bytes)));
    await server.openFolder(many);
    const report = await server.index(many, {}, ({ phase }, cancel) => {
      if (phase === "indexing") cancel();
    });
    expect(report.cancelled).toBe(true);
    expect(report.objects).toBeLessThan(3000);
    expect(await server.connection.sendRequest(GetIndexStatus)).toMatchObject({ running: [] });
  });

  it("cancels a plan, as JSON-RPC says it", async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    const refused = await refusal(server.connection.sendRequest(PlanIndex, { scope: scope() }, source.token));
    expect(refused.code).toBe(-32_800);
  });

  it.each<[what: string, kind: ErrorKind, ask: () => Promise<unknown>]>([
    ["a connection that nobody opened", "gone", () => server.connection.sendRequest(ListBuckets, { connectionId: "nobody" })],
    [
      "a run on such a connection",
      "gone",
      () => server.connection.sendRequest(StartIndex, { scope: { ...scope(), connectionId: "nobody" } }),
    ],
    ["a time that is none", "invalidRequest", () => server.connection.sendRequest(StartIndex, { scope: scope({ from: "now" }) })],
    [
      "an empty time range",
      "invalidRequest",
      () => server.connection.sendRequest(PlanIndex, { scope: scope({ from: "2026-03-14T00:00:00Z", to: "2026-03-14T00:00:00Z" }) }),
    ],
    ["forgetting a range that is none", "invalidRequest", () => server.connection.sendRequest(ForgetSource, { sourceId: 1, from: "?" })],
    [
      "an object that is not there",
      "noSuchObject",
      () => server.connection.sendRequest(ReadObject, { connectionId: bucket, bucket, key: "nothing" }),
    ],
    ["replacing an index that is in order", "invalidRequest", () => server.connection.sendRequest(ReplaceIndex)],
    ["a broken statement", "statementFailed", () => server.query("SELECT nothing FROM flows")],
  ])("refuses %s with the kind %s and a sentence", async (_what, kind, ask) => {
    const refused = await refusal(ask());
    expect(refused.code).toBe(requestFailedCode);
    expect(refused.data).toMatchObject({ kind });
    expect(refused.message).toMatch(/^\S.{10,}/);
  });

  it("knows a connection no longer once it is closed", async () => {
    const other = join(folder, "closing");
    await mkdir(other);
    await server.openFolder(other);
    expect((await server.connection.sendRequest(ListBuckets, { connectionId: other })).buckets).toHaveLength(1);
    await server.connection.sendRequest(CloseConnection, { connectionId: other });
    expect((await refusal(server.connection.sendRequest(ListBuckets, { connectionId: other }))).data).toMatchObject({ kind: "gone" });
  });

  it("in Restricted Mode browses, and neither indexes nor asks nor forgets", async () => {
    const restricted = await BuiltServer.start({ indexPath: join(folder, "restricted"), trusted: false });
    await restricted.openFolder(bucket);
    const { prefixes } = await restricted.connection.sendRequest(ListObjects, { connectionId: bucket, bucket, prefix: "" });
    expect(prefixes).toHaveLength(2);
    for (const ask of [
      () => restricted.index(bucket),
      () => restricted.connection.sendRequest(PlanIndex, { scope: scope() }),
      () => restricted.connection.sendRequest(ForgetSource, { sourceId: 1 }),
      () => restricted.connection.sendRequest(ReplaceIndex),
      () => restricted.connection.sendRequest(RunQuery, { ownerId: "a", sql: "SELECT 1" }),
    ])
      expect((await refusal(ask())).data).toMatchObject({ kind: "restricted" });
    await restricted.stop();
  });

  it("says what is wrong with a format setting when it starts", async () => {
    const other = await BuiltServer.start({}, { initialize: false });
    const refused = await refusal(other.initialize({ awsFieldsWithoutHeader: "srcaddr srcaddr" }));
    expect(refused.message).toContain("flowlog.formats.awsFieldsWithoutHeader");
    expect(refused.message).toContain("“srcaddr” twice");
    await other.kill();
  });
});
