import { PassThrough } from "node:stream";
import {
  CancellationTokenSource,
  ConnectionError,
  ConnectionErrors,
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
  type ProgressType,
  type RequestType,
  type RequestType0,
} from "vscode-jsonrpc/node";
import { FlowLogError, requestFailedCode, type ErrorData } from "../protocol/errors";
import type { ServerOptions } from "../protocol/serverOptions";
import { serve } from "../server/server";

/**
 * The server's rooms in this process, spoken to as an editor does. So a command works on an index that a window has open as
 * well: this process then passes its requests on to the one that owns the index.
 */
export class EngineClient {
  private constructor(
    private readonly connection: MessageConnection,
    private readonly served: Promise<void>,
  ) {}

  static async start(options: ServerOptions): Promise<EngineClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const served = serve({ reader: new StreamMessageReader(toServer), writer: new StreamMessageWriter(toClient) });
    const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    connection.listen();
    // Only the end of an owner that lives in another process ends the service before this client asks for it.
    const ended = served.finally(() => {
      toClient.end();
      connection.dispose();
    });
    const client = new EngineClient(connection, ended);
    await client.translated(
      connection.sendRequest("initialize", {
        processId: process.pid,
        capabilities: {},
        initializationOptions: { ...options, language: false },
      }),
    );
    return client;
  }

  request<P, R>(type: RequestType<P, R, ErrorData>, params: P, signal: AbortSignal): Promise<R> {
    const cancelling = new CancellationTokenSource();
    const cancel = () => cancelling.cancel();
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel);
    const answer = this.connection.sendRequest<R>(type.method, params, cancelling.token);
    return this.translated(answer).finally(() => signal.removeEventListener("abort", cancel));
  }

  request0<R>(type: RequestType0<R, ErrorData>): Promise<R> {
    return this.translated(this.connection.sendRequest(type));
  }

  onProgress<P>(type: ProgressType<P>, token: string, handle: (value: P) => void): void {
    this.connection.onProgress(type, token, handle);
  }

  async close(): Promise<void> {
    try {
      await this.connection.sendRequest("shutdown");
      await this.connection.sendNotification("exit");
      this.connection.end();
    } catch (error) {
      if (!isConnectionEnd(error)) throw error;
    }
    await this.served;
  }

  private async translated<R>(answer: Promise<R>): Promise<R> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ResponseError && error.code === requestFailedCode) {
        throw new FlowLogError(error.data as ErrorData, error.message, { cause: error });
      }
      if (isConnectionEnd(error)) {
        throw new FlowLogError({ kind: "gone" }, "The process that had this index open has ended. Run the command again.", {
          cause: error,
        });
      }
      throw error;
    }
  }
}

/** What a request meets whose connection was disposed of before its answer, or before it was sent. */
function isConnectionEnd(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  const ends: unknown[] = [ErrorCodes.PendingResponseRejected, ConnectionErrors.Closed, ConnectionErrors.Disposed];
  return (error instanceof ResponseError || error instanceof ConnectionError) && ends.includes(code);
}

/** Starts, works, and closes in every case, so that the index is left in order. */
export async function withEngine<R>(options: ServerOptions, work: (engine: EngineClient) => Promise<R>): Promise<R> {
  const engine = await EngineClient.start(options);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
