import type { S3Client } from "@aws-sdk/client-s3";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { IndexReport } from "../../../src/protocol/indexing";
import { runBuiltCli } from "../../support/builtCli";
import { awsKey, defaultObject, flowSamples, ibmKey } from "../../support/flowSamples";
import { allow, makeBucket, ownerClient } from "../../support/s3Fixture";
import type { S3ServerAddress } from "../../support/s3Server";
import { describeWithS3, sharedS3Server } from "../../support/s3Shared";

describeWithS3("The command line on an S3 service", () => {
  let server: S3ServerAddress;
  let client: S3Client;
  let folder: string;
  let bucket: string;
  let indexes = 0;

  beforeAll(async () => {
    server = await sharedS3Server();
    client = ownerClient(server);
    folder = await mkdtemp(join(tmpdir(), "flowlog-cli-s3-"));
    bucket = await makeBucket(client, "commandline", [
      [awsKey, defaultObject.bytes],
      [ibmKey("egress"), flowSamples.S29.bytes],
      ["broken/one.log.gz", flowSamples.S27.bytes],
      ["a key/with blanks & more+.log.gz", flowSamples.S2.bytes],
    ]);
  });
  afterAll(async () => {
    client.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  const keys = () => ({ AWS_ACCESS_KEY_ID: server.accessKeyId, AWS_SECRET_ACCESS_KEY: server.secretAccessKey });

  /** No credentials but those that the test names. */
  const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    AWS_CONFIG_FILE: join(folder, "none"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    ...more,
  });

  function index(target: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    const at = join(folder, `index-${indexes++}`);
    return runBuiltCli(["index", target, "--index", at, "--json", ...args], { env: environment(env) }).then((end) => ({ ...end, at }));
  }

  it("indexes a bucket, reads each object once, and its rows name the object by its key", async () => {
    const first = await index(`s3://${bucket}`, ["--endpoint", server.endpoint, "--region", "us-east-1"], keys());
    expect(JSON.parse(first.stdout)).toMatchObject({ objects: 3, failed: 1, rows: 7, errors: [{ key: "broken/one.log.gz" }] });
    expect(first.code).toBe(2);
    const again = await runBuiltCli(["index", `s3://${bucket}/`, "--index", first.at, "--endpoint", server.endpoint, "--json"], {
      env: environment(keys()),
    });
    expect(JSON.parse(again.stdout)).toMatchObject({ objects: 0, skipped: 3, failed: 1 });
    const sql = "SELECT DISTINCT object FROM flows ORDER BY object";
    const asked = await runBuiltCli(["query", "--index", first.at, "--format", "json", "-e", sql]);
    expect(JSON.parse(asked.stdout)).toEqual(
      ["a key/with blanks & more+.log.gz", ibmKey("egress"), awsKey].map((key) => ({ object: `s3://${bucket}/${key}` })),
    );
    const status = await runBuiltCli(["status", "--index", first.at, "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ sources: [{ uri: `s3://${bucket}`, endpoint: new URL(server.endpoint).host }] });
  });

  it("indexes a prefix only, with the endpoint of the environment", async () => {
    const { code, stdout } = await index(`s3://${bucket}/netlogs/`, ["--path-style"], { ...keys(), AWS_ENDPOINT_URL: server.endpoint });
    expect({ code, report: JSON.parse(stdout) as IndexReport }).toMatchObject({ code: 0, report: { objects: 1, rows: 5, gaps: 2 } });
  });

  it("signs in with a profile of the shared files", async () => {
    const { accessKeyId, secretAccessKey } = server;
    await writeFile(
      join(folder, "credentials"),
      `[logs]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    );
    const { code } = await index(`s3://${bucket}/netlogs/`, ["--endpoint", server.endpoint, "--profile", "logs"], {});
    expect(code).toBe(0);
    await rm(join(folder, "credentials"));
  });

  it("reads an open bucket without signing in", async () => {
    const open = await makeBucket(client, "commandline-open", [[awsKey, defaultObject.bytes]]);
    await allow(client, open, ["*"], ["s3:ListBucket", "s3:GetObject"]);
    const { code } = await index(`s3://${open}`, ["--endpoint", server.endpoint, "--no-sign-request"], {});
    expect(code).toBe(0);
  });

  it.each<[what: string, target: () => string, env: () => NodeJS.ProcessEnv, words: RegExp]>([
    ["a wrong secret", () => `s3://${bucket}`, () => ({ ...keys(), AWS_SECRET_ACCESS_KEY: "wrong-secret" }), /secret/i],
    ["a bucket that is not there", () => "s3://nowhere-at-all", keys, /nowhere-at-all/],
    ["no credentials", () => `s3://${bucket}`, () => ({}), /credentials/i],
  ])("ends with 1 and says why, without the secret: %s", async (_what, target, env, words) => {
    const { code, stdout, stderr } = await index(target(), ["--endpoint", server.endpoint], env());
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(words);
    for (const secret of ["wrong-secret", server.secretAccessKey]) expect(stderr).not.toContain(secret);
  });
});
