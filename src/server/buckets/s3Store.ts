import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import type { Readable } from "node:stream";
import type { S3Place } from "../../protocol/connection";
import { FlowLogError } from "../../protocol/errors";
import { notS3, type S3Request } from "./bucketErrors";
import type { BucketStore, LevelPage, ObjectBody, StoredObject } from "./bucketStore";
import type { S3Target } from "./credentials";
import type { S3Session } from "./s3Session";
import { wholeBody } from "./wholeBody";

/** The buckets of an S3 service. */
export class S3Store implements BucketStore {
  readonly endpoint: string;

  constructor(
    private readonly place: S3Place,
    private readonly target: S3Target,
    private readonly session: S3Session,
  ) {
    this.endpoint = target.endpoint === undefined ? "" : new URL(target.endpoint).host;
  }

  uri(bucket: string, key: string): string {
    return key === "" ? `s3://${bucket}` : `s3://${bucket}/${key}`;
  }

  async listBuckets(signal: AbortSignal): Promise<{ readonly names: readonly string[]; readonly problem?: string }> {
    const known = this.place.buckets;
    if (this.place.signIn.method === "anonymous") return { names: known, problem: anonymousProblem };
    try {
      const listed = await this.listedBuckets(signal);
      return { names: [...listed, ...known.filter((name) => !listed.includes(name))] };
    } catch (error) {
      // Many credentials are made for one bucket, and some services cannot list buckets at all: that is no reason to show none.
      if (error instanceof FlowLogError && listingRefused.has(error.data.kind)) return { names: known, problem: error.message };
      throw error;
    }
  }

  async listLevel(
    bucket: string,
    prefix: string,
    page: { readonly continuation?: string; readonly size?: number },
    signal: AbortSignal,
  ): Promise<LevelPage> {
    const answer = await this.list(
      { Bucket: bucket, Prefix: prefix, Delimiter: "/", MaxKeys: page.size, ContinuationToken: page.continuation },
      signal,
    );
    const decode = keyDecoder(answer);
    const prefixes = (answer.CommonPrefixes ?? []).map((common) => decode(common.Prefix ?? ""));
    // A zero-byte object named like the prefix itself is a marker that consoles make for a "folder".
    const objects = storedObjects(answer).filter((object) => object.key !== prefix || object.sizeBytes > 0 || !prefix.endsWith("/"));
    const continuation = continuationOf(answer);
    return { prefixes, objects, ...(continuation !== undefined && { continuation }) };
  }

  async *listAll(
    bucket: string,
    prefix: string,
    startAfter: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly StoredObject[]> {
    let continuation: string | undefined;
    do {
      const after = continuation === undefined ? startAfter : undefined;
      const answer = await this.list({ Bucket: bucket, Prefix: prefix, StartAfter: after, ContinuationToken: continuation }, signal);
      const objects = storedObjects(answer);
      if (objects.length > 0) yield objects;
      continuation = continuationOf(answer);
    } while (continuation !== undefined);
  }

  async open(bucket: string, key: string, signal: AbortSignal): Promise<ObjectBody> {
    const about = this.about("s3:GetObject", bucket, key);
    const answer = await this.session.send(about, signal, (client) =>
      client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }),
    );
    const source = answer.Body as Readable;
    const uri = this.uri(bucket, key);
    if (answer.ETag === undefined || answer.ContentLength === undefined) {
      source.destroy();
      if (answer.ETag === undefined) throw notS3(about);
      throw new FlowLogError(
        { kind: "bucketFailure" },
        `${uri} came without its length, so that nobody can tell whether all of it arrived. A proxy on the way may change it.`,
      );
    }
    return { etag: unquoted(answer.ETag), sizeBytes: answer.ContentLength, stream: wholeBody(source, uri, answer.ContentLength, signal) };
  }

  refreshCredentials(): void {
    this.session.refreshCredentials();
  }

  dispose(): void {
    this.session.dispose();
  }

  private async listedBuckets(signal: AbortSignal): Promise<string[]> {
    const names: string[] = [];
    let continuation: string | undefined;
    do {
      const input = continuation === undefined ? {} : { ContinuationToken: continuation };
      const about = this.about("s3:ListAllMyBuckets");
      const answer = await this.session.send(about, signal, (client) =>
        client.send(new ListBucketsCommand(input), { abortSignal: signal }),
      );
      if (answer.Buckets === undefined && answer.Owner === undefined) throw notS3(about);
      for (const { Name } of answer.Buckets ?? []) if (Name !== undefined) names.push(Name);
      continuation = answer.ContinuationToken;
    } while (continuation !== undefined && continuation !== "");
    return names;
  }

  private async list(input: ListObjectsV2CommandInput & { Bucket: string }, signal: AbortSignal): Promise<ListObjectsV2CommandOutput> {
    // XML cannot carry every character of a key, so listings are asked for with keys percent-encoded once more.
    const command = { ...input, EncodingType: "url" as const };
    const about = this.about("s3:ListBucket", input.Bucket);
    const answer = await this.session.send(about, signal, (client) =>
      client.send(new ListObjectsV2Command(command), { abortSignal: signal }),
    );
    // A web page that happens to be good XML would pass for an empty bucket.
    if (answer.Name === undefined) throw notS3(about);
    return answer;
  }

  private about(permission: S3Request["permission"], bucket?: string, key?: string): S3Request {
    const { signIn, pathStyle } = this.place;
    return {
      permission,
      signIn,
      pathStyle,
      endpoint: this.endpoint,
      region: this.target.region,
      ...(bucket !== undefined && { bucket }),
      ...(key !== undefined && { key }),
    };
  }
}

const anonymousProblem = "Without signing in, buckets cannot be listed. Add a bucket by its name.";
const listingRefused: ReadonlySet<string> = new Set(["accessDenied", "bucketFailure"]);

function storedObjects(answer: ListObjectsV2CommandOutput): StoredObject[] {
  const decode = keyDecoder(answer);
  return (answer.Contents ?? []).map((entry) => ({
    key: decode(entry.Key ?? ""),
    sizeBytes: entry.Size ?? 0,
    etag: unquoted(entry.ETag),
    lastModified: entry.LastModified ?? new Date(0),
  }));
}

/** Decodes exactly once, and only where the service says that it encoded: what remains encoded then is part of the key. */
function keyDecoder(answer: ListObjectsV2CommandOutput): (key: string) => string {
  return answer.EncodingType === "url" ? decodeKey : (key) => key;
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    // Said to be encoded, and is not.
    return key;
  }
}

function continuationOf(answer: ListObjectsV2CommandOutput): string | undefined {
  if (answer.IsTruncated !== true) return undefined;
  const continuation = answer.NextContinuationToken;
  // Ending here would pass off a part of the bucket as the whole.
  if (continuation === undefined || continuation === "")
    throw new FlowLogError(
      { kind: "bucketFailure" },
      `The listing of bucket "${answer.Name}" cannot go on: the service says that there is more, but not how to ask for it (ListObjectsV2).`,
    );
  return continuation;
}

function unquoted(etag: string | undefined): string {
  return (etag ?? "").replace(/^"|"$/g, "");
}
