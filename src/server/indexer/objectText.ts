import { mkdir, rm, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ObjectText } from "../../protocol/bucket";
import { FlowLogError } from "../../protocol/errors";
import type { BucketStore } from "../buckets/bucketStore";
import type { FlowStore } from "../engines/engine";
import { unpack } from "./unpack";

const previewRows = 1000;

/** An object as a person reads it: unpacked, IBM's one-line documents indented, Parquet as its columns and first rows. */
export async function readObjectText(
  bucketStore: BucketStore,
  bucket: string,
  key: string,
  limitBytes: number,
  flowStore: FlowStore | undefined,
  signal: AbortSignal,
): Promise<ObjectText> {
  const body = await bucketStore.open(bucket, key, signal);
  try {
    const { bytes, cut } = await readUpTo(unpack(body.stream as AsyncIterable<Buffer>, body.sizeBytes), limitBytes);
    const uri = bucketStore.uri(bucket, key);
    if (bytes.subarray(0, 4).toString("latin1") === "PAR1") return { text: await parquetText(bytes, cut, uri, flowStore) };
    const text = new TextDecoder().decode(bytes);
    return cut ? { text, cutAfterBytes: limitBytes } : { text: indented(text) };
  } catch (error) {
    if (!(error instanceof FlowLogError) || error.data.kind !== "unreadableObject") throw error;
    throw new FlowLogError(error.data, `${bucketStore.uri(bucket, key)}: ${error.message}`, { cause: error });
  } finally {
    body.stream.destroy();
  }
}

async function readUpTo(chunks: AsyncGenerator<Buffer>, limitBytes: number): Promise<{ bytes: Buffer; cut: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limitBytes) return { bytes: Buffer.concat(parts).subarray(0, limitBytes), cut: true };
  }
  return { bytes: Buffer.concat(parts), cut: false };
}

/** A document on one line is unreadable; text of several lines stays as it is. */
function indented(text: string): string {
  const line = text.trim();
  if (!line.startsWith("{") || line.includes("\n")) return text;
  try {
    return `${JSON.stringify(JSON.parse(line), keepLongNumbers, 2)}\n`;
  } catch {
    return text;
  }
}

/** Counters are 64-bit: a document with a number that JavaScript cannot hold is better shown on one line than with other digits. */
function keepLongNumbers(_name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isSafeInteger(value) && Number.isInteger(value))
    throw new RangeError("The number would lose digits.");
  return value;
}

async function parquetText(bytes: Buffer, cut: boolean, uri: string, flowStore: FlowStore | undefined): Promise<string> {
  if (cut)
    throw new FlowLogError(
      { kind: "unreadableObject" },
      `${uri} is a Parquet object too large to preview. Index it and query its rows instead.`,
    );
  if (flowStore === undefined) {
    throw new FlowLogError(
      { kind: "indexBusy" },
      `${uri} is a Parquet object: reading it needs the index, which cannot be used right now.`,
    );
  }
  const path = join(flowStore.stagingFolder, `${randomUUID()}.preview`);
  try {
    await mkdir(flowStore.stagingFolder, { recursive: true });
    await writeFile(path, bytes);
    const columns = await flowStore.parquetColumns(path);
    const heading = columns.map(({ name, type }) => `${name} ${type}`).join(", ");
    return `# Parquet: ${heading}\n# The first ${previewRows} rows:\n${await flowStore.parquetPreview(path, previewRows)}`;
  } finally {
    await rm(path, { force: true });
  }
}
