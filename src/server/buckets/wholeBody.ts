import { Transform, pipeline, type Readable, type TransformCallback } from "node:stream";
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
  body.once("close", () => signal.removeEventListener("abort", stop));
  // Errors of the source reach the reader through the body, which `pipeline` destroys with them.
  pipeline(source, body, () => undefined);
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

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedBytes += chunk.length;
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.receivedBytes === this.sizeBytes ? null : this.broken());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    done(isTransportFailure(error) ? this.broken(error) : error);
  }

  private broken(cause?: unknown): BrokenDownload {
    return new BrokenDownload(this.uri, this.receivedBytes, this.sizeBytes, cause);
  }
}

function isTransportFailure(error: Error | null): boolean {
  return (
    error !== null &&
    !(error instanceof FlowLogError) &&
    (networkCode(error) !== undefined || codeOf(error) === "ERR_STREAM_PREMATURE_CLOSE")
  );
}

function codeOf(error: Error): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
