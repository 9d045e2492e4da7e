import {
  type CancellationToken,
  type Disposable,
  type GenericRequestHandler,
  type ProgressType,
  type RequestParam,
  type RequestType,
  type RequestType0,
  ResponseError,
} from "vscode-jsonrpc";
import { type ErrorData, FlowLogError, requestFailedCode } from "../../protocol/errors";

/** What a handler needs of the connection: a bare JSON-RPC connection has it, and a language server's connection too. */
export interface RequestConnection {
  onRequest(method: string, handler: GenericRequestHandler<unknown, ErrorData>): Disposable;
  sendProgress<P>(type: ProgressType<P>, token: string | number, value: RequestParam<P>): Promise<void>;
}

/** The code with which the Language Server Protocol answers a request that was cancelled. */
export const requestCancelledCode = -32_800;

/**
 * Answers a request by a function that knows nothing of JSON-RPC: `signal` is aborted when the other side cancels, a
 * `FlowLogError` goes out as it is, whatever else an aborted function rejects with as "cancelled", and the rest as `internal`.
 */
export function onRequest<P, R>(
  connection: RequestConnection,
  type: RequestType<P, R, ErrorData>,
  handle: (params: P, signal: AbortSignal) => R | Promise<R>,
): Disposable {
  return connection.onRequest(type.method, (params: P, token: CancellationToken) => answer(token, (signal) => handle(params, signal)));
}

/** `onRequest` for a request without parameters. */
export function onRequest0<R>(
  connection: RequestConnection,
  type: RequestType0<R, ErrorData>,
  handle: (signal: AbortSignal) => R | Promise<R>,
): Disposable {
  return connection.onRequest(type.method, (token: CancellationToken) => answer(token, handle));
}

/** A function that reports progress under `token`; it does nothing without one, and never fails: a closed connection has no listener. */
export function progressReporter<P>(
  connection: RequestConnection,
  type: ProgressType<P>,
  token: string | undefined,
): (value: RequestParam<P>) => void {
  if (token === undefined) return () => undefined;
  return (value) => {
    connection.sendProgress(type, token, value).catch(() => undefined);
  };
}

async function answer<R>(token: CancellationToken, handle: (signal: AbortSignal) => R | Promise<R>): Promise<R | ResponseError<ErrorData>> {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listening = token.onCancellationRequested(() => controller.abort());
  try {
    return await handle(controller.signal);
  } catch (error) {
    return responseError(error, controller.signal);
  } finally {
    listening.dispose();
  }
}

function responseError(error: unknown, signal: AbortSignal): ResponseError<ErrorData> {
  if (error instanceof FlowLogError) return new ResponseError(requestFailedCode, error.message, error.data);
  if (signal.aborted) return new ResponseError(requestCancelledCode, "Cancelled.");
  const text = error instanceof Error ? error.message : String(error);
  const detail = error instanceof Error ? (error.stack ?? text) : text;
  return new ResponseError(requestFailedCode, `The server failed unexpectedly: ${text}`, { kind: "internal", detail });
}
