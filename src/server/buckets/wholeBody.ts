import { Transform, type Readable, type TransformCallback } from "node:stream";
import { FlowLogError } from "../../protocol/errors";
import { networkCode } from "./networkErrors";

/** A download that ended before all of the object was there; another try may succeed. */
export class BrokenDownload extends FlowLogError {
  constructor(uri: string, receivedBytes: number, sizeBytes: number, cause?: unknown) {
    const detail = networkCode(cause);
    super(
      { kind: "bucketFailure", ...(detail !== undefined && { detail }) },
      `The download of ${uri} broke off after ${receivedBytes} of ${sizeBytes} bytes. Check the network connection and try again.`,
      { cause },
    );
    this.name = "BrokenDownload";
  }
}

/**
 * `source` as a stream that never passes off a part as the whole: it fails with `BrokenDownload` unless exactly `sizeBytes`
 * arrive, and with the signal's reason once that is aborted. Destroying it destroys the source.
 */
export function wholeBody(source: Readable, uri: string, sizeBytes: number, signal: AbortSignal): Readable {
  const body = new WholeBody(uri, sizeBytes);
  const stop = (): void => void body.destroy(signal.reason as Error);
  signal.addEventListener("abort", stop, { once: true });
  body.once("close", () => {
    signal.removeEventListener("abort", stop);
    source.destroy();
  });
  // By hand, since `pipeline` costs as much as reading a small object: it makes an abort signal of its own each time.
  source.on("error", (error) => body.destroy(error));
  source.once("close", () => {
    if (!source.readableEnded) body.destroy(body.broken());
  });
  source.pipe(body);
  if (signal.aborted) stop();
  return body;
}

class WholeBody extends Transform {
  private receivedBytes = 0;

  constructor(
    private readonly uri: string,
    private readonly sizeBytes: number,
  ) {
    super();
  }

  broken(cause?: unknown): BrokenDownload {
    return new BrokenDownload(this.uri, this.receivedBytes, this.sizeBytes, cause);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedBytes += chunk.length;
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.receivedBytes === this.sizeBytes ? null : this.broken());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    done(error !== null && networkCode(error) !== undefined ? this.broken(error) : error);
  }
}
