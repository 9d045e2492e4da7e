/** Scheme of the documents that show an object. */
export const objectScheme = "flowlog-object";
/**
 * Scheme by which the Buckets view tells what it shows. It is another one, because VS Code marks everything of a read-only file
 * system with a lock, in the place of our marks.
 */
export const nodeScheme = "flowlog-node";

/** Where an object is, or a prefix, or with an empty key the bucket. */
export interface ObjectAddress {
  readonly connectionId: string;
  readonly bucket: string;
  readonly key: string;
}

/** The parts of a URI. Keys stay as the store spells them: the URI's own escaping comes on top and goes again. */
export interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

/**
 * The path is for people and for editors that look at names. A key may have what paths do not survive, such as `//` or `..`,
 * so the query holds it once more and is what counts.
 */
export function addressToUri({ connectionId, bucket, key }: ObjectAddress, scheme = objectScheme): UriParts {
  const query = new URLSearchParams({ bucket, key }).toString();
  return { scheme, authority: connectionId, path: `/${bucket}/${key}`, query };
}

export function uriToAddress(uri: Pick<UriParts, "authority" | "query">): ObjectAddress | undefined {
  const query = new URLSearchParams(uri.query);
  const [bucket, key] = [query.get("bucket"), query.get("key")];
  return bucket === null || key === null ? undefined : { connectionId: uri.authority, bucket, key };
}
