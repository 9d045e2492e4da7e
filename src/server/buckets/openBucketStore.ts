import type { ConnectionProfile, ConnectionSecret } from "../../protocol/connection";
import type { BucketStore } from "./bucketStore";
import { ConnectionAgents } from "./connectionAgents";
import { CredentialSource, resolveTarget } from "./credentials";
import { FolderStore } from "./folderStore";
import { S3Session } from "./s3Session";
import { S3Store } from "./s3Store";

export interface BucketStoreOptions {
  /** Objects fetched at the same time, for which there must be sockets; the default is 64. */
  readonly parallelDownloads?: number;
  /** A connection on which nothing moves for so long counts as broken, and the request is tried again; the default is 30 s. */
  readonly idleTimeoutMs?: number;
}

/**
 * The store of a connection. Reads the shared AWS files, and asks nothing of the bucket. Rejects with a `FlowLogError` of kind
 * `invalidRequest` where the profile itself is wrong.
 */
export async function openBucketStore(
  profile: ConnectionProfile,
  secret: ConnectionSecret | undefined,
  options: BucketStoreOptions = {},
): Promise<BucketStore> {
  const { place } = profile;
  if (place.kind === "folder") return new FolderStore(place.path);
  const target = await resolveTarget(place);
  // Listing goes on while downloads take all the sockets that they may have.
  const agents = new ConnectionAgents((options.parallelDownloads ?? 64) + 8, options.idleTimeoutMs ?? 30_000);
  const credentials = new CredentialSource(place.signIn, secret, agents.handler);
  return new S3Store(place, target, new S3Session(place, target, credentials, agents));
}
