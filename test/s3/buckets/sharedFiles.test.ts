import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { SignIn } from "../../../src/protocol/connection";
import type { BucketStore } from "../../../src/server/buckets/bucketStore";
import { openBucketStore } from "../../../src/server/buckets/openBucketStore";
import { failure } from "../../support/failure";
import { startFaultProxy, type FaultProxy, type SeenRequest } from "../../support/s3FaultProxy";
import { makeBucket, ownerClient } from "../../support/s3Fixture";
import type { S3ServerAddress } from "../../support/s3Server";
import { describeWithS3, sharedS3Server } from "../../support/s3Shared";

const { signal } = new AbortController();

describeWithS3("Signing in with the shared AWS files", () => {
  let server: S3ServerAddress;
  let bucket: string;
  let folder: string;
  let stores: BucketStore[] = [];
  let proxy: FaultProxy;
  /** Session tokens that the service takes for expired. */
  const expired = new Set<string>();

  beforeAll(async () => {
    server = await sharedS3Server();
    const client = ownerClient(server);
    bucket = await makeBucket(client, "profile", [["x", "x"]]);
    client.destroy();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-aws-"));
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    expired.clear();
    proxy = await startFaultProxy(server.endpoint, ({ headers }: SeenRequest) =>
      expired.has(keyIdOf(headers.authorization)) ? { answer: 400, code: "ExpiredToken" } : undefined,
    );
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) store.dispose();
    stores = [];
    await proxy.stop();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  const keyIdOf = (authorization = ""): string => /Credential=([^/]+)/.exec(authorization)?.[1] ?? "";
  const writeKeys = (profile: string, keys: { accessKeyId: string; secretAccessKey: string }): Promise<void> =>
    writeFile(
      join(folder, "credentials"),
      `[${profile}]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`,
    );
  const writeConfig = (text: string): Promise<void> => writeFile(join(folder, "config"), text);

  async function openWith(signIn: SignIn): Promise<BucketStore> {
    const store = await openBucketStore({ id: "t", name: "T", place: { kind: "s3", pathStyle: true, signIn, buckets: [] } }, undefined);
    stores.push(store);
    return store;
  }

  it("takes keys, region and endpoint from a profile", async () => {
    await writeKeys("logs", server);
    await writeConfig(`[profile logs]\nregion = eu-west-2\nservices = here\n[services here]\ns3 =\n  endpoint_url = ${proxy.endpoint}\n`);
    const store = await openWith({ method: "profile", profile: "logs" });
    expect(store.endpoint).toBe(new URL(proxy.endpoint).host);
    expect((await store.listLevel(bucket, "", {}, signal)).objects).toHaveLength(1);
    expect(proxy.seen[0]?.headers.authorization).toContain("/eu-west-2/s3/");
  });

  it("takes keys from a credential_process", async () => {
    const answer = { Version: 1, AccessKeyId: server.accessKeyId, SecretAccessKey: server.secretAccessKey };
    await writeFile(join(folder, "answer.json"), JSON.stringify(answer));
    await writeConfig(`[profile made]\nendpoint_url = ${proxy.endpoint}\ncredential_process = cat ${join(folder, "answer.json")}\n`);
    const store = await openWith({ method: "profile", profile: "made" });
    expect((await store.listLevel(bucket, "", {}, signal)).objects).toHaveLength(1);
  });

  it("takes on a role, asking the sign-in service through the proxy that the environment names", async () => {
    const asked: string[] = [];
    const answer =
      `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${server.accessKeyId}</AccessKeyId>` +
      `<SecretAccessKey>${server.secretAccessKey}</SecretAccessKey><SessionToken></SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>` +
      "</Credentials></AssumeRoleResult></AssumeRoleResponse>";
    const signInService = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200, { "content-type": "text/xml" }).end(answer);
    });
    await new Promise<void>((resolve) => signInService.listen(0, "127.0.0.1", resolve));
    vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${(signInService.address() as AddressInfo).port}`);
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    vi.stubEnv("AWS_ENDPOINT_URL_STS", "http://sts.example.invalid");
    await writeKeys("source", { accessKeyId: "AKIASOURCE", secretAccessKey: "x" });
    const role = "role_arn = arn:aws:iam::210987654321:role/logs\nsource_profile = source";
    await writeConfig(`[profile role]\n${role}\nregion = eu-west-2\nendpoint_url = ${proxy.endpoint}\n`);
    const store = await openWith({ method: "profile", profile: "role" });
    expect((await store.listLevel(bucket, "", {}, signal)).objects).toHaveLength(1);
    expect(asked).toEqual(["http://sts.example.invalid/"]);
    signInService.closeAllConnections();
    signInService.close();
  });

  it("takes everything from the environment", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", server.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", server.secretAccessKey);
    vi.stubEnv("AWS_REGION", "ap-south-1");
    vi.stubEnv("AWS_ENDPOINT_URL_S3", proxy.endpoint);
    const store = await openWith({ method: "environment" });
    expect((await store.listLevel(bucket, "", {}, signal)).objects).toHaveLength(1);
    expect(proxy.seen[0]?.headers.authorization).toContain("/ap-south-1/s3/");
  });

  it("looks once more for credentials when they turn out to have expired, and goes on with fresh ones", async () => {
    await writeConfig(`[profile logs]\nendpoint_url = ${proxy.endpoint}\n`);
    await writeKeys("logs", { accessKeyId: "AKIAOLD", secretAccessKey: "old" });
    expired.add("AKIAOLD");
    const store = await openWith({ method: "profile", profile: "logs" });
    const error = await failure(store.listLevel(bucket, "", {}, signal));
    expect(error.data.kind).toBe("credentialsExpired");
    expect(error.message).toMatch(/credentials of profile "logs" have expired/);

    await writeKeys("logs", server);
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.listLevel(bucket, "", {}, signal)));
    expect(answers.map((page) => page.objects.length)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it("keeps credentials that work until it is told that the files have changed", async () => {
    await writeConfig(`[profile logs]\nendpoint_url = ${proxy.endpoint}\n`);
    await writeKeys("logs", server);
    const store = await openWith({ method: "profile", profile: "logs" });
    await store.listLevel(bucket, "", {}, signal);
    await writeKeys("logs", { accessKeyId: "AKIANOBODY", secretAccessKey: "x" });
    await store.listLevel(bucket, "", {}, signal);
    store.refreshCredentials();
    const error = await failure(store.listLevel(bucket, "", {}, signal));
    expect(error.message).toMatch(/does not know the access key of profile "logs"/);
  });
});
