import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { FlowLogError } from "../../protocol/errors";
import { Turns } from "./turns";

/** Objects of this stored size are unpacked in one go, which costs a fraction of a stream's overhead. */
const wholeLimitBytes = 512 * 1024;
/** What an object unpacked in one go may grow to; a larger one is streamed instead. As many of them may be in memory as are fetched at once. */
const unpackedLimitBytes = 8 * 1024 * 1024;
/** Objects of this stored size take about a millisecond: handing them to another thread and back costs as much. */
const atOnceLimitBytes = 128 * 1024;
const chunkBytes = 256 * 1024;
const leastPieceBytes = 4 * 1024;
/** Deflate cannot pack better than this, so a damaged object cannot ask for memory out of proportion. */
const mostExpansion = 1032;
/** Some pipelines pack what was packed already. */
const maxLayers = 3;

type Packing = "gzip" | "zstd" | "none";

const gunzipWhole = promisify(zlib.gunzip);
/** Node has it from version 22.15 on. */
const zstd = "zstdDecompress" in zlib ? { whole: promisify(zlib.zstdDecompress), stream: zlib.createZstdDecompress } : undefined;

/**
 * The unpacked bytes of an object: gzip with any number of members, zstd, one packed in the other, or plain. What the bytes
 * are is told by themselves, since names and content encodings of copied objects lie.
 *
 * @param turns Small objects are unpacked, and what follows is done with them, in turns.
 *
 * Errors of packing are `FlowLogError`s of kind `unreadableObject`; others are the source's own.
 */
export async function* unpack(source: AsyncIterable<Buffer>, storedBytes: number, turns = new Turns()): AsyncGenerator<Buffer> {
  try {
    if (storedBytes <= wholeLimitBytes) {
      const stored = await collect(source);
      await turns.next();
      const whole = await unpackWhole(stored);
      if (whole !== undefined) yield whole;
      else yield* unpackStream(single(stored), maxLayers);
    } else {
      yield* unpackStream(source, maxLayers);
    }
  } catch (error) {
    throw packingError(error) ?? error;
  }
}

/**
 * Frees a chunk of `unpack` that nobody reads any more. Left to the garbage collector, some thousand chunks of a large run make it
 * walk through all objects of the process again and again, which takes a twentieth of the run's processor time.
 */
export function giveBackChunk(chunk: Buffer): void {
  const memory = chunk.buffer as Partial<ReturnedBuffer> & ArrayBufferLike;
  // The unpacker goes on filling what is not full yet; smaller memory may be shared with others.
  if (memory.byteLength === chunkBytes && chunk.byteOffset + chunk.length === chunkBytes) memory.transfer?.(0);
}

/** The same for an object that was unpacked in one go. */
export function giveBackWhole(bytes: Buffer): void {
  const memory = bytes.buffer as Partial<ReturnedBuffer> & ArrayBufferLike;
  // Small texts share their memory with others, and then take less than half of it.
  if (bytes.byteOffset === 0 && 2 * bytes.length > memory.byteLength) memory.transfer?.(0);
}

/** Node has `transfer` from version 21 on. */
interface ReturnedBuffer {
  transfer(length: number): unknown;
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

// eslint-disable-next-line @typescript-eslint/require-await -- An async generator is what the callers take.
async function* single(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}

/** `undefined`: too large for one go. */
async function unpackWhole(stored: Buffer): Promise<Buffer | undefined> {
  let data: Buffer = stored;
  for (let layer = 0; layer < maxLayers; layer++) {
    const packing = packingOf(data);
    if (packing === "none") break;
    const options = { maxOutputLength: unpackedLimitBytes, chunkSize: packing === "gzip" ? expectedBytes(data) : chunkBytes };
    try {
      if (packing === "zstd") data = await requireZstd().whole(data, options);
      else data = data.length <= atOnceLimitBytes ? zlib.gunzipSync(data, options) : await gunzipWhole(data, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
      throw error;
    }
  }
  return data;
}

/**
 * How much memory to set aside for what a gzip object unpacks to: its last four bytes say it of its last member. A guess that
 * is too small costs another piece; without one, small objects would leave ten times their size behind to be collected.
 */
function expectedBytes(packed: Buffer): number {
  const said = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  return Math.min(Math.max(said, leastPieceBytes), said > packed.length * mostExpansion ? chunkBytes : unpackedLimitBytes);
}

async function* unpackStream(source: AsyncIterable<Buffer>, layers: number): AsyncGenerator<Buffer> {
  const { head, all } = await peek(source, 4);
  const packing = layers > 0 ? packingOf(head) : "none";
  if (packing === "none") {
    yield* all;
    return;
  }
  const unpacker = packing === "gzip" ? zlib.createGunzip({ chunkSize: chunkBytes }) : requireZstd().stream();
  // The error also reaches whoever iterates the unpacker, which is where it is told.
  pipeline(Readable.from(all), unpacker, () => undefined);
  yield* unpackStream(unpacker as AsyncIterable<Buffer>, layers - 1);
}

/** The first bytes of a source, and the whole source all the same. */
async function peek(source: AsyncIterable<Buffer>, count: number): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let ended = false;
  while (head.length < count && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      while (!ended) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all() };
}

function packingOf(bytes: Buffer): Packing {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  return "none";
}

function requireZstd(): NonNullable<typeof zstd> {
  if (zstd !== undefined) return zstd;
  const sentence = `It is packed with zstd, which Node ${process.versions.node} cannot unpack. Node 22.15 and later can.`;
  throw new FlowLogError({ kind: "unreadableObject" }, sentence);
}

function packingError(error: unknown): FlowLogError | undefined {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== "string" || !/^(Z_|ZSTD_|ERR_.*ZSTD)/.test(code)) return undefined;
  const reason =
    code === "Z_BUF_ERROR"
      ? "Its packed data ends early: the object was cut off. Copy it to the bucket again."
      : `Its packed data is damaged (${message ?? code}). Copy it to the bucket again.`;
  return new FlowLogError({ kind: "unreadableObject" }, reason, { cause: error });
}
