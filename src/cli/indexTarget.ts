import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConnectionProfile, SignIn } from "../protocol/connection";
import type { IndexScope } from "../protocol/indexing";
import { UsageError } from "./usage";

export interface TargetOptions {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly pathStyle: boolean;
  readonly anonymous: boolean;
}

export interface IndexTarget {
  readonly profile: ConnectionProfile;
  readonly scope: Pick<IndexScope, "connectionId" | "bucket" | "prefix">;
}

const id = "command-line";

/** What `flowlog index` was pointed at: a folder, or a bucket and prefix with the way to sign in. */
export async function indexTarget(text: string, options: TargetOptions): Promise<IndexTarget> {
  if (!text.startsWith("s3://")) return folderTarget(text);
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(text) ?? [];
  if (bucket === "") throw new UsageError(`"${text}" names no bucket. Write it like s3://bucket/prefix.`);
  const endpoint = options.endpoint ?? process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const region = options.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const place = {
    kind: "s3" as const,
    pathStyle: options.pathStyle || endpoint !== undefined,
    signIn: signInOf(options),
    buckets: [bucket],
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
  };
  return { profile: { id, name: text, place }, scope: { connectionId: id, bucket, prefix } };
}

async function folderTarget(text: string): Promise<IndexTarget> {
  const path = text.startsWith("file://") ? fileURLToPath(text) : resolve(text);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no folder ${path}. Name a folder, or a bucket like s3://bucket/prefix.`);
  if (!found.isDirectory()) throw new UsageError(`${path} is a file. Name the folder that holds it.`);
  return { profile: { id, name: text, place: { kind: "folder", path } }, scope: { connectionId: id, bucket: path, prefix: "" } };
}

function signInOf(options: TargetOptions): SignIn {
  if (options.anonymous) return { method: "anonymous" };
  const profile = options.profile ?? process.env.AWS_PROFILE;
  return profile === undefined ? { method: "environment" } : { method: "profile", profile };
}
