export interface BucketPlace {
  readonly bucket: string;
  /** Without a leading slash; empty for the bucket itself. */
  readonly prefix: string;
}

/** Reads `s3://bucket/prefix`, and the other ways in which people have a bucket's address at hand: `s3a://`, `cos://region/bucket/prefix`, an ARN. */
export function parseBucketUri(text: string): BucketPlace | undefined {
  const trimmed = text.trim();
  const match = bucketUriPatterns.map((pattern) => pattern.exec(trimmed)).find((found) => found !== null);
  const bucket = match?.groups?.bucket;
  return bucket === undefined ? undefined : { bucket, prefix: match?.groups?.prefix ?? "" };
}

/** Whether a text is meant as an address of a bucket, though perhaps a broken one, and not as a prefix. */
export function looksLikeUri(text: string): boolean {
  return /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|arn:)/i.test(text);
}

/** A prefix as the store spells it: no leading slash, and nothing else changed. */
export function normalizePrefix(text: string): string {
  return text.trim().replace(/^\/+/, "");
}

/** By the rules that S3 has for names; older buckets may also have capitals and underscores. */
export function isBucketName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/.test(text);
}

/** `s3://bucket/key`, or for a folder the file's own URI, in which a few characters are escaped. */
export function objectUriText(bucketUri: string, key: string): string {
  return bucketUri.startsWith("file:") ? `${bucketUri}/${key.split("/").map(encodeURIComponent).join("/")}` : `${bucketUri}/${key}`;
}

/** What a folder is called in the sidebar, where its whole path would be cut; `undefined` for what is no folder. */
export function folderName(bucketUri: string): string | undefined {
  if (!bucketUri.startsWith("file:")) return undefined;
  const name = /([^/]+)\/*$/.exec(bucketUri.slice("file:".length))?.[1];
  return name === undefined ? bucketUri : decodeURIComponent(name);
}

const bucketUriPatterns = [
  /^s3[an]?:\/\/(?<bucket>[^/\s]+)(?:\/(?<prefix>.*))?$/i,
  /^cos:\/\/[^/\s]+\/(?<bucket>[^/\s]+)(?:\/(?<prefix>.*))?$/i,
  /^arn:[a-z-]+:s3:::(?<bucket>[^/\s]+)(?:\/(?<prefix>.*))?$/i,
];
