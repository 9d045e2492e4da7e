import { open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { BucketStore, StoredObject } from "../buckets/bucketStore";
import type { FlowStore, NotedObject, StagedObject, WholeObject } from "../engines/engine";
import { recogniseObject, recogniseParquetObject } from "../formats";
import type { FormatOptions, Recognition, RecordLayout, Unwrapper } from "../formats/logFormat";
import { FlowLogError } from "../../protocol/errors";
import { LineEnds } from "./lineEnds";
import type { Turns } from "./turns";
import { giveBackChunk, unpack } from "./unpack";
import { WideLines } from "./wideLines";

export interface StagingContext {
  readonly bucketStore: BucketStore;
  readonly bucket: string;
  readonly flowStore: Pick<FlowStore, "stagingFolder" | "parquetColumns">;
  readonly formatOptions: FormatOptions;
  /** A file name that no other object of this process has. */
  nextName(): string;
  readonly turns: Turns;
}

export type Staging =
  | { readonly outcome: "staged"; readonly object: StagedObject }
  | { readonly outcome: "whole"; readonly object: WholeObject }
  | { readonly outcome: "noted"; readonly object: NotedObject };

/** Enough for any header and for some dozen records. */
const headBytes = 64 * 1024;
/** What is larger gets a file of its own: its rows take longer than the file. Numbering lines costs something as well. */
const wholeTextBytes = 1024 * 1024;
const wholeDocumentBytes = 8 * 1024 * 1024;

/**
 * Fetches one object, unpacks it into the staging folder and recognises its format on the way. An object that cannot be read
 * as flow logs is noted with the reason; trouble of the connection is thrown.
 */
export async function stageObject(context: StagingContext, stored: StoredObject, signal: AbortSignal): Promise<Staging> {
  const body = await context.bucketStore.open(context.bucket, stored.key, signal);
  const read = { key: stored.key, etag: body.etag, sizeBytes: body.sizeBytes };
  const path = join(context.flowStore.stagingFolder, context.nextName());
  try {
    const chunks = unpack(body.stream as AsyncIterable<Buffer>, body.sizeBytes, context.turns);
    const staging = await stageChunks(context, read, chunks, path);
    if (staging.outcome === "noted") await rm(path, { force: true });
    return staging;
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof FlowLogError && error.data.kind === "unreadableObject") {
      return { outcome: "noted", object: { ...read, outcome: { state: "failed", reason: error.message } } };
    }
    throw error;
  } finally {
    body.stream.destroy();
  }
}

type ReadObject = Pick<StoredObject, "key" | "etag" | "sizeBytes">;

async function stageChunks(context: StagingContext, read: ReadObject, chunks: AsyncGenerator<Buffer>, path: string): Promise<Staging> {
  const { head, complete } = await takeHead(chunks);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return stageParquet(context, read, head, chunks, path);
  const bytes = withoutByteOrderMark(head);
  const text = bytes.subarray(0, headBytes).toString("utf8");
  const allSeen = complete && bytes.length <= headBytes;
  if (allSeen && text.trim() === "") return noted(read, { state: "empty", format: "empty" });
  const recognition = recogniseObject({ key: read.key, text, complete: allSeen }, context.formatOptions);
  const unusable = reasonNotToLoad(recognition);
  if (unusable !== undefined) return noted(read, unusable);
  if (recognition?.outcome !== "recognised") throw new Error("A recognition is a layout once it is not unusable.");
  const { layout, createUnwrapper } = recognition;
  if (complete && bytes.length <= (layout.kind === "jsonDocument" ? wholeDocumentBytes : wholeTextBytes))
    return { outcome: "whole", object: { ...read, layout, ...wholeText(layout, bytes, createUnwrapper?.()) } };
  const file = await open(path, "w");
  try {
    const written =
      createUnwrapper === undefined
        ? { unpackedBytes: await writePlain(file, layout, bytes, chunks), rejected: [] }
        : await writeUnwrapped(file, layout, bytes, chunks, createUnwrapper());
    return { outcome: "staged", object: { ...read, path, layout, ...written } };
  } finally {
    await file.close();
  }
}

function wholeText(
  layout: RecordLayout,
  bytes: Buffer,
  unwrapper: Unwrapper | undefined,
): Pick<WholeObject, "text" | "rejected" | "lineOrigin"> {
  const tidy = new TidyText(layout);
  if (unwrapper === undefined) return { text: joined(tidy.push(bytes), tidy.end()), rejected: [] };
  const lines = new UnwrappedLines();
  const text = lines.take(unwrapper.push(new TextDecoder().decode(bytes))) + lines.take(unwrapper.end());
  return { text: tidy.push(Buffer.from(text)), rejected: lines.rejected, lineOrigin: lines.origin };
}

function joined(text: Buffer, end: Buffer): Buffer {
  return end.length === 0 ? text : Buffer.concat([text, end]);
}

/** Text as the engine can bear it: lines end in LF, and none has fields without number. */
class TidyText {
  private readonly lineEnds = new LineEnds();
  private readonly wideLines: WideLines | undefined;

  constructor(layout: RecordLayout) {
    this.wideLines = layout.kind === "delimited" ? new WideLines(layout.fields.length) : undefined;
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.lineEnds.push(chunk);
    return this.wideLines?.push(bytes) ?? bytes;
  }

  end(): Buffer {
    return this.lineEnds.end();
  }
}

/** Parquet is not unpacked: its pages are packed inside. */
async function stageParquet(
  context: StagingContext,
  read: ReadObject,
  head: Buffer,
  chunks: AsyncGenerator<Buffer>,
  path: string,
): Promise<Staging> {
  const file = await open(path, "w");
  let unpackedBytes = head.length;
  try {
    await file.write(head);
    for await (const chunk of chunks) {
      unpackedBytes += chunk.length;
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  let columns;
  try {
    columns = await context.flowStore.parquetColumns(path);
  } catch {
    return noted(read, { state: "failed", reason: "Its Parquet data is damaged or cut off. Copy it to the bucket again." });
  }
  const recognition = recogniseParquetObject({ key: read.key, columns });
  const unusable = reasonNotToLoad(recognition);
  if (unusable !== undefined) return noted(read, unusable);
  if (recognition?.outcome !== "recognised") throw new Error("A recognition is a layout once it is not unusable.");
  return { outcome: "staged", object: { ...read, path, layout: recognition.layout, unpackedBytes, rejected: [] } };
}

function reasonNotToLoad(recognition: Recognition | undefined): NotedObject["outcome"] | undefined {
  if (recognition === undefined) return { state: "failed", reason: "Its content is no flow log format that is known here." };
  if (recognition.outcome === "empty") return { state: "empty", format: recognition.format };
  if (recognition.outcome === "unusable") return { state: "failed", reason: recognition.reason };
  return undefined;
}

function noted(read: ReadObject, outcome: NotedObject["outcome"]): Staging {
  return { outcome: "noted", object: { ...read, outcome } };
}

/** Two chunks at least, so that it is known of an object in one chunk that it is complete. */
async function takeHead(chunks: AsyncGenerator<Buffer>): Promise<{ head: Buffer; complete: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  let complete = false;
  while (!complete && (parts.length < 2 || length < headBytes)) {
    const next = await chunks.next();
    if (next.done === true) {
      complete = true;
    } else {
      parts.push(next.value);
      length += next.value.length;
    }
  }
  return { head: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts), complete };
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function writePlain(file: FileHandle, layout: RecordLayout, head: Buffer, chunks: AsyncGenerator<Buffer>): Promise<number> {
  const tidy = new TidyText(layout);
  let written = 0;
  const write = async (bytes: Buffer) => {
    if (bytes.length === 0) return;
    await file.write(bytes);
    written += bytes.length;
  };
  await write(tidy.push(head));
  for await (const chunk of chunks) {
    await write(tidy.push(chunk));
    giveBackChunk(chunk);
  }
  await write(tidy.end());
  return written;
}

async function writeUnwrapped(
  file: FileHandle,
  layout: RecordLayout,
  head: Buffer,
  chunks: AsyncGenerator<Buffer>,
  unwrapper: Unwrapper,
): Promise<Pick<StagedObject, "rejected" | "lineOrigin" | "unpackedBytes">> {
  const decoder = new TextDecoder();
  const tidy = new TidyText(layout);
  const lines = new UnwrappedLines();
  let unpackedBytes = 0;
  const write = async (unwrapped: ReturnType<Unwrapper["push"]>) => {
    const text = lines.take(unwrapped);
    if (text !== "") unpackedBytes += (await file.write(tidy.push(Buffer.from(text)))).bytesWritten;
  };
  await write(unwrapper.push(decoder.decode(head, { stream: true })));
  for await (const chunk of chunks) await write(unwrapper.push(decoder.decode(chunk, { stream: true })));
  await write(unwrapper.push(decoder.decode()));
  await write(unwrapper.end());
  return { rejected: lines.rejected, lineOrigin: lines.origin, unpackedBytes };
}

/** Tells record lines from what the unwrapper refused, and remembers where they came from. */
class UnwrappedLines {
  readonly rejected: { line: number; reason: string; sample: string }[] = [];
  readonly origin: number[] = [];

  /** The record lines as text. */
  take(lines: ReturnType<Unwrapper["push"]>): string {
    let text = "";
    for (const line of lines) {
      if ("rejected" in line) {
        this.rejected.push({ line: line.line, reason: line.rejected, sample: line.sample });
      } else {
        this.origin.push(line.line);
        text += `${line.text}\n`;
      }
    }
    return text;
  }
}
