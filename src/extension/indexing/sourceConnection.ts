import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConnectionProfile } from "../../protocol/connection";
import type { SourceStatus } from "../../protocol/indexing";

/** The connection through which a source of the index can be reached again, if one still leads there. */
export function connectionOfSource(
  profiles: readonly ConnectionProfile[],
  source: Pick<SourceStatus, "uri" | "endpoint" | "bucket">,
): ConnectionProfile | undefined {
  const candidates = profiles.filter(({ place }) =>
    place.kind === "folder" ? leadsToFolder(place.path, source.uri) : endpointId(place.endpoint) === source.endpoint,
  );
  // Of several with the same endpoint, one that names the bucket is the one that was meant.
  return candidates.find(({ place }) => place.kind === "s3" && place.buckets.includes(source.bucket)) ?? candidates[0];
}

/** As the index spells endpoints: empty for AWS, else host and port. */
function endpointId(endpoint: string | undefined): string {
  return endpoint === undefined ? "" : new URL(endpoint).host;
}

function leadsToFolder(path: string, uri: string): boolean {
  return uri.startsWith("file:") && isAbsolute(path) && resolve(fileURLToPath(uri)) === resolve(path);
}
