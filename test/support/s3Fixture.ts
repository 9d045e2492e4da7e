import { CreateBucketCommand, ListBucketsCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import type { ConnectionProfile, S3Place } from "../../src/protocol/connection";
import type { S3ServerAddress } from "./s3Server";

/** A client that acts as the owner of what tests need to find, apart from the client that is under test. */
export function ownerClient(server: S3ServerAddress): S3Client {
  return new S3Client({
    endpoint: server.endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }) },
  });
}

/** A new bucket with these objects; its name begins with `label` and is new in this run. */
export async function makeBucket(
  client: S3Client,
  label: string,
  objects: Iterable<readonly [key: string, body: string | Uint8Array]> = [],
): Promise<string> {
  const bucket = `${label}-${randomBytes(4).toString("hex")}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const left = objects[Symbol.iterator]();
  const put = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      const [Key, body] = next.value;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from(body) }));
    }
  };
  await Promise.all(Array.from({ length: 64 }, put));
  return bucket;
}

/** Lets `principals` (user ids, or `*` for everybody) do `actions` in a bucket. */
export async function allow(client: S3Client, bucket: string, principals: readonly string[], actions: readonly string[]): Promise<void> {
  const users = principals.map((uid) => (uid === "*" ? "*" : `arn:aws:iam:::user/${uid}`));
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const Statement = [{ Effect: "Allow", Principal: users.includes("*") ? "*" : { AWS: users }, Action: actions, Resource }];
  await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
}

/** Denies a user the listing of buckets, by a policy of the user's own. */
export async function denyListBuckets(server: S3ServerAddress, uid: string): Promise<void> {
  const Statement = [{ Effect: "Deny", Action: "s3:ListAllMyBuckets", Resource: "*" }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await administer(server, { Action: "PutUserPolicy", UserName: uid, PolicyName: "noBuckets", PolicyDocument });
}

/** A profile whose place is the server, signed in with access keys unless `place` says otherwise. */
export function profileOf(server: S3ServerAddress, place: Partial<S3Place> = {}): ConnectionProfile {
  const signIn = { method: "keys", accessKeyId: server.accessKeyId } as const;
  return { id: "test", name: "Test", place: { kind: "s3", endpoint: server.endpoint, pathStyle: true, signIn, buckets: [], ...place } };
}

/** A request of the identity service, which the gateway answers too, signed by the client that would else list buckets. */
async function administer(server: S3ServerAddress, parameters: Record<string, string>): Promise<void> {
  const client = ownerClient(server);
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { method: "POST", query: parameters });
      return next(args);
    },
    { step: "build" },
  );
  await client.send(new ListBucketsCommand({}));
  client.destroy();
}
