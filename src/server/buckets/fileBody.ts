import { closeSync, constants, createReadStream, fstatSync, open, read } from "node:fs";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { FlowLogError } from "../../protocol/errors";
import type { ObjectBody } from "./bucketStore";
import { wholeBody } from "./wholeBody";

/** Of this size and below, a stream takes longer than the reading. */
const atOnceBytes = 512 * 1024;
const chunkBytes = 256 * 1024;

/** Opening a pipe would wait for its writer; for a file the second flag means nothing, and Windows has none. */
const readWithoutWaiting = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

const openFile = promisify(open);
const readFile = promisify(read);

/**
 * A file as the body of an object. Opening and reading wait for the disk, so they are left to another thread, which takes longer
 * than they do for a small file. What is known of an open file, and closing it, waits for nothing and is done at once.
 */
export async function fileBody(path: string, uri: () => string, signal: AbortSignal): Promise<ObjectBody> {
  const file = await openFile(path, readWithoutWaiting);
  let isClosing = false;
  try {
    const found = fstatSync(file, { bigint: true });
    if (!found.isFile()) throw new FlowLogError({ kind: "noSuchObject" }, `${path} is not a file.`);
    const body = { etag: etagOf(found), sizeBytes: Number(found.size) };
    if (body.sizeBytes <= atOnceBytes) {
      const bytes = await readUpTo(file, body.sizeBytes);
      const source = streamOf(bytes, signal);
      return { ...body, stream: bytes.length === body.sizeBytes ? source : wholeBody(source, uri(), body.sizeBytes, signal) };
    }
    // What is appended while it is read belongs to another state of the file than the etag.
    const source = createReadStream(path, { fd: file, end: body.sizeBytes - 1, highWaterMark: chunkBytes });
    isClosing = true;
    return { ...body, stream: wholeBody(source, uri(), body.sizeBytes, signal) };
  } finally {
    if (!isClosing) closeSync(file);
  }
}

/** Size and modification time to the nanosecond, in hexadecimal. */
export function etagOf(found: { readonly size: bigint; readonly mtimeNs: bigint }): string {
  return `${found.size.toString(16)}-${found.mtimeNs.toString(16)}`;
}

/** Fewer bytes where the file has become shorter. */
async function readUpTo(file: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await readFile(file, bytes, filled, length - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function streamOf(bytes: Buffer, signal: AbortSignal): Readable {
  return new Readable({
    read() {
      if (signal.aborted) return void this.destroy(signal.reason as Error);
      if (bytes.length > 0) this.push(bytes);
      this.push(null);
    },
  });
}
