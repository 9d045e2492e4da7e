import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { S3Place, SignIn } from "../../../src/protocol/connection";
import { CredentialSource, resolveTarget } from "../../../src/server/buckets/credentials";
import { watchSharedFiles } from "../../../src/server/buckets/watchSharedFiles";
import { failure } from "../../support/failure";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "flowlog-home-"));
  await mkdir(join(home, ".aws", "sso", "cache"), { recursive: true });
  for (const name of Object.keys(process.env).filter((key) => key.startsWith("AWS_"))) vi.stubEnv(name, undefined);
  vi.stubEnv("HOME", home);
  vi.stubEnv("USERPROFILE", home);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const write = (name: string, text: string): Promise<void> => writeFile(join(home, ".aws", name), text);
const byProfile = (profile: string): SignIn => ({ method: "profile", profile });

describe("Finding credentials", () => {
  it.each<{ what: string; profile: string; config: string; kind: string; sentence: RegExp }>([
    {
      what: "a profile that is not there",
      profile: "none",
      config: "",
      kind: "credentialsMissing",
      sentence: /no profile "none" in .*config or .*credentials/,
    },
    {
      what: "a single sign-on that was never done",
      profile: "corp",
      config:
        "[profile corp]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x.invalid\n",
      kind: "credentialsExpired",
      sentence: /Run: aws sso login --profile corp$/,
    },
    {
      what: "an older single sign-on that was never done",
      profile: "my.corp",
      config: '[profile "my.corp"]\nsso_start_url = https://x.invalid\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n',
      kind: "credentialsExpired",
      sentence: /Run: aws sso login --profile my\.corp$/,
    },
    {
      what: "a profile whose name the AWS libraries cannot read",
      profile: "my corp",
      config: '[profile "my corp"]\nsso_start_url = https://x.invalid\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n',
      kind: "credentialsMissing",
      sentence: /cannot read profile "my corp".*Rename it/,
    },
    {
      what: "a role whose source is not signed in",
      profile: "role",
      config:
        "[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = corp\n[profile corp]\nsso_start_url = https://x.invalid\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n",
      kind: "credentialsExpired",
      sentence: /profile "role" has expired. Run: aws sso login --profile corp$/,
    },
    {
      what: "a role without a source",
      profile: "role",
      config: "[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = none\n",
      kind: "credentialsMissing",
      sentence: /takes on arn:aws:iam::1:role\/x. Check role_arn, source_profile/,
    },
    {
      what: "a command that fails",
      profile: "vault",
      config: "[profile vault]\ncredential_process = false --password hunter2\n",
      kind: "credentialsMissing",
      sentence: /credential_process command of profile "vault"/,
    },
    {
      what: "a profile that says nothing",
      profile: "bare",
      config: "[profile bare]\nregion = eu-west-1\n",
      kind: "credentialsMissing",
      sentence: /Profile "bare" gives no credentials/,
    },
  ])("says what is wrong with $what", async ({ profile, config, kind, sentence }) => {
    await write("config", config);
    const error = await failure(new CredentialSource(byProfile(profile), undefined).get());
    expect(error.message).toMatch(sentence);
    expect(error.data.kind).toBe(kind);
    expect(JSON.stringify([error.message, error.data])).not.toContain("hunter2");
  });

  it("says where it looked when nothing is found in the environment", async () => {
    const error = await failure(new CredentialSource({ method: "environment" }, undefined).get());
    expect(error.message).toMatch(/AWS_ACCESS_KEY_ID.*default profile/);
  });

  it("finds what was missing a moment ago, and keeps it until it is dropped", async () => {
    const source = new CredentialSource(byProfile("later"), undefined);
    await failure(source.get());
    await write("credentials", "[later]\naws_access_key_id = one\naws_secret_access_key = x\n");
    expect(await source.get()).toMatchObject({ accessKeyId: "one" });
    await write("credentials", "[later]\naws_access_key_id = two\naws_secret_access_key = x\n");
    expect(await source.get()).toMatchObject({ accessKeyId: "one" });
    source.drop();
    expect(await source.get()).toMatchObject({ accessKeyId: "two" });
  });

  it("tells whether there are other credentials than those that failed", async () => {
    const keys = (id: string): Promise<void> => write("credentials", `[p]\naws_access_key_id = ${id}\naws_secret_access_key = x\n`);
    await keys("one");
    const source = new CredentialSource(byProfile("p"), undefined);
    const used = await source.get();
    expect(await source.changedFrom(used)).toBe(false);
    await keys("two");
    expect(await source.changedFrom(used)).toBe(true);
    expect(await source.get()).toMatchObject({ accessKeyId: "two" });
  });
});

describe("Where requests go", () => {
  const place = (more: Partial<S3Place>): S3Place => ({
    kind: "s3",
    pathStyle: false,
    signIn: { method: "environment" },
    buckets: [],
    ...more,
  });
  const config =
    "[default]\nregion = eu-west-1\nendpoint_url = https://default.example\n[profile p]\nregion = eu-west-2\nendpoint_url = https://p.example\n";

  it.each<{ what: string; place: Partial<S3Place>; environment: Record<string, string>; target: { region: string; endpoint?: string } }>([
    {
      what: "the place before all",
      place: { region: "a", endpoint: "https://a.example" },
      environment: { AWS_REGION: "b", AWS_ENDPOINT_URL: "https://b.example" },
      target: { region: "a", endpoint: "https://a.example" },
    },
    {
      what: "the environment before the files",
      place: {},
      environment: { AWS_REGION: "b", AWS_ENDPOINT_URL: "https://b.example" },
      target: { region: "b", endpoint: "https://b.example" },
    },
    {
      what: "the endpoint for S3 before the one for all",
      place: {},
      environment: { AWS_DEFAULT_REGION: "c", AWS_ENDPOINT_URL: "https://b.example", AWS_ENDPOINT_URL_S3: "https://s3.example" },
      target: { region: "c", endpoint: "https://s3.example" },
    },
    { what: "the default profile", place: {}, environment: {}, target: { region: "eu-west-1", endpoint: "https://default.example" } },
    {
      what: "the profile of the environment",
      place: {},
      environment: { AWS_PROFILE: "p" },
      target: { region: "eu-west-2", endpoint: "https://p.example" },
    },
    {
      what: "the profile of the place, whatever region the environment has",
      place: { signIn: byProfile("p") },
      environment: { AWS_REGION: "b" },
      target: { region: "eu-west-2", endpoint: "https://p.example" },
    },
    {
      what: "AWS where configured endpoints are to be ignored",
      place: { signIn: byProfile("p") },
      environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
      target: { region: "eu-west-2" },
    },
    {
      what: "AWS in us-east-1 for keys of the connection",
      place: { signIn: { method: "keys", accessKeyId: "k" } },
      environment: {},
      target: { region: "us-east-1" },
    },
    {
      what: "AWS in us-east-1 without signing in",
      place: { signIn: { method: "anonymous" } },
      environment: {},
      target: { region: "us-east-1" },
    },
  ])("is told by $what", async ({ place: more, environment, target }) => {
    await write("config", config);
    const { region, endpoint } = await resolveTarget(place(more), environment);
    expect({ region, ...(endpoint !== undefined && { endpoint }) }).toEqual(target);
  });

  it.each([
    { endpoint: "s3.example.com", sentence: /"s3.example.com" is no endpoint: write it as https/ },
    { endpoint: "ftp://s3.example.com", sentence: /is no endpoint/ },
    { endpoint: "https://user:hunter2@s3.example.com", sentence: /endpoint of s3.example.com holds a name or password/ },
    { endpoint: "user:hunter2@s3.example.com", sentence: /is no endpoint/ },
  ])("is never $endpoint", async ({ endpoint, sentence }) => {
    const error = await failure(resolveTarget(place({ endpoint }), {}));
    expect(error.data.kind).toBe("invalidRequest");
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain("hunter2");
  });
});

describe("Watching the shared AWS files", () => {
  it.each<{ what: string; change: () => Promise<void> }>([
    { what: "a config file that is made", change: () => write("config", "[default]\n") },
    { what: "a credentials file that is rewritten", change: () => write("credentials", "[default]\nregion = longer\n") },
    { what: "a credentials file that is removed", change: () => rm(join(home, ".aws", "credentials")) },
    { what: "a fresh sign-in in the cache", change: () => write("sso/cache/0a1b.json", "{}") },
    { what: "a file that AWS_CONFIG_FILE names", change: () => writeFile(join(home, "elsewhere"), "[default]\n") },
  ])("notices $what", async ({ change, what }) => {
    if (what.includes("AWS_CONFIG_FILE")) vi.stubEnv("AWS_CONFIG_FILE", join(home, "elsewhere"));
    await write("credentials", "[default]\n");
    let watch: { dispose(): void } | undefined;
    const noticed = new Promise<void>((resolve) => (watch = watchSharedFiles(resolve, 10)));
    await change();
    await noticed;
    watch?.dispose();
  });

  it("says nothing while nothing changes, and nothing after it was disposed of", async () => {
    await write("credentials", "[default]\n");
    let calls = 0;
    const first = watchSharedFiles(() => calls++, 10);
    const second = new Promise<void>((resolve) => {
      const watch = watchSharedFiles(() => {
        watch.dispose();
        resolve();
      }, 10);
      first.dispose();
    });
    await write("credentials", "[default]\nregion = x\n");
    await second;
    expect(calls).toBe(0);
  });
});
