import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const session = "office";

/** A home folder with AWS files of its own, a sign-in service of AWS's kind, and a program `aws` that signs in to it. */
export interface AwsHome {
  /** What a process needs to live there. */
  readonly env: Readonly<Record<string, string>>;
  /** How often somebody signed in by the program. */
  signIns(): Promise<number>;
  /** Writes the shared credentials file anew, with one profile. */
  writeCredentials(profile: string, keys: Keys): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Profile `audit` signs in by single sign-on. Its sign-in of now is the first one, which has the session token `session-1`; after
 * `aws sso login` the token is `session-2`.
 */
export async function makeAwsHome(keys: Keys): Promise<AwsHome> {
  const home = await mkdtemp(join(tmpdir(), "flowlog-aws-"));
  const cached = join(home, ".aws", "sso", "cache", `${createHash("sha1").update(session).digest("hex")}.json`);
  const calls = join(home, "calls");
  const programs = join(home, "programs");
  await Promise.all([join(cached, ".."), programs].map((folder) => mkdir(folder, { recursive: true })));
  await writeFile(join(home, ".aws", "config"), config);
  await writeFile(cached, signIn(1));
  await writeFile(join(home, "next.json"), signIn(2));
  const aws = join(programs, "aws");
  await writeFile(
    aws,
    `#!/bin/sh\necho "$*" >> "${calls}"\n[ "$*" = "sso login --profile audit" ] && cp "${home}/next.json" "${cached}"\n`,
  );
  await chmod(aws, 0o755);
  // VS Code takes the search path from a login shell.
  for (const name of [".profile", ".zprofile"]) await writeFile(join(home, name), `export PATH="${programs}:$PATH"\n`);
  const portal = await startPortal(keys);
  return {
    env: {
      HOME: home,
      AWS_ENDPOINT_URL_SSO: portal.endpoint,
      // Whoever runs the tests may have set these for themselves.
      ...{ AWS_CONFIG_FILE: join(home, ".aws", "config"), AWS_SHARED_CREDENTIALS_FILE: credentialsIn(home) },
    },
    signIns: async () => (await readFile(calls, "utf8").catch(() => "")).split("\n").length - 1,
    writeCredentials: (profile, { accessKeyId, secretAccessKey }) =>
      writeFile(credentialsIn(home), `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`),
    stop: async () => {
      portal.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const config = `
[profile audit]
sso_session = ${session}
sso_account_id = 210987654321
sso_role_name = FlowLogReader
region = us-east-1

[sso-session ${session}]
sso_start_url = https://office.example.com/start
sso_region = us-east-1
`;

const signIn = (nth: number): string => JSON.stringify({ accessToken: `sign-in-${nth}`, expiresAt: "2099-01-01T00:00:00Z" });
const credentialsIn = (home: string): string => join(home, ".aws", "credentials");

/** Hands out the keys for every sign-in, each time with a session token that tells which one it was. */
async function startPortal({ accessKeyId, secretAccessKey }: Keys): Promise<{ readonly endpoint: string; stop(): void }> {
  const server = createServer((request, response) => {
    const sessionToken = String(request.headers["x-amz-sso_bearer_token"]).replace("sign-in", "session");
    const roleCredentials = { accessKeyId, secretAccessKey, sessionToken, expiration: Date.now() + 3_600_000 };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ roleCredentials }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}
