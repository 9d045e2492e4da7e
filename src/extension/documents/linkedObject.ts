import type { SourceStatus } from "../../protocol/indexing";
import { parseBucketUri } from "../connections/bucketUri";

export type LinkedSource = Pick<SourceStatus, "uri" | "bucket" | "endpoint">;

export interface LinkedObject {
  /** Where it may lie: a source of the index, the likeliest first. Empty when the index knows none with this bucket. */
  readonly sources: readonly LinkedSource[];
  /** Absent for a key alone. */
  readonly bucket?: string;
  readonly key: string;
}

/** What the address of an object means: as the column `object` spells it, any URI of a bucket, or a key alone. */
export function linkedObject(address: string, sources: readonly LinkedSource[]): LinkedObject | undefined {
  const holding = sources.filter(({ uri }) => address.startsWith(`${uri}/`));
  const [nearest] = [...holding].sort((one, other) => other.uri.length - one.uri.length);
  if (nearest !== undefined) {
    const rest = address.slice(nearest.uri.length + 1);
    const same = holding.filter(({ uri }) => uri === nearest.uri);
    return { sources: same, bucket: nearest.bucket, key: nearest.uri.startsWith("file:") ? decoded(rest) : rest };
  }
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return { sources, key: address };
  const place = parseBucketUri(address);
  if (place === undefined || place.prefix === "") return undefined;
  return { sources: sources.filter(({ bucket }) => bucket === place.bucket), bucket: place.bucket, key: place.prefix };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
