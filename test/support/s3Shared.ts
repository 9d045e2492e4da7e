import { appendFileSync } from "node:fs";
import { describe, inject } from "vitest";
import { s3ServerMissing, type S3ServerAddress, type S3User } from "./s3Server";
import type {} from "./s3GlobalSetup";

/** A suite on the real S3 server. Where that is not installed, the suite is named among what was left out. */
export function describeWithS3(name: string, suite: () => void): void {
  const missing = s3ServerMissing();
  if (missing === undefined) {
    describe(name, suite);
    return;
  }
  const file = process.env.FLOWLOG_LEFT_OUT_FILE;
  if (file !== undefined) appendFileSync(file, `${name} (S3 server: ${missing})\n`);
  describe.skip(`${name} [left out: ${missing}]`, suite);
}

/** The one S3 server of this run; the first call starts it. */
export function sharedS3Server(): Promise<S3ServerAddress> {
  return ask<S3ServerAddress>("GET", "/");
}

/** A user of the shared server, with keys of its own and nothing else; `uid` must be new in this run. */
export function createS3User(uid: string): Promise<S3User> {
  return ask<S3User>("POST", `/${uid}`);
}

async function ask<T>(method: string, path: string): Promise<T> {
  const answer = await fetch(inject("s3ServerDoor") + path, { method });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
