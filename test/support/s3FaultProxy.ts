import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request; `undefined` lets it through to the real server. */
export type Fault =
  | { readonly answer: number; readonly code: string; readonly extra?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The real answer, for which is asked only then. */
  | { readonly after: Promise<unknown> }
  /** A web page in place of the answer. */
  | { readonly page: string; readonly status: number }
  /** The real answer, whose connection breaks after so many bytes of the body. */
  | { readonly breakAfterBytes: number }
  /** The real answer, of which nothing more comes after so many bytes of the body. */
  | { readonly stallAfterBytes: number };

export interface SeenRequest {
  readonly method: string;
  /** As sent: path and query, still encoded. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

export interface FaultProxy {
  readonly endpoint: string;
  readonly seen: readonly SeenRequest[];
  stop(): Promise<void>;
}

/**
 * Stands between a client and the real S3 server and makes the faults that cannot be had from it. Requests are passed on as
 * they are, host name included, so that signatures hold.
 */
export async function startFaultProxy(
  target: string,
  fault: (request: SeenRequest, nth: number) => Fault | undefined,
): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const described = { method: request.method ?? "", path: request.url ?? "", headers: request.headers };
    handle(request, response, target, fault(described, seen.push(described)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function handle(request: IncomingMessage, response: ServerResponse, target: string, fault: Fault | undefined): void {
  if (fault !== undefined && "after" in fault) {
    void fault.after.then(() => handle(request, response, target, undefined));
    return;
  }
  if (fault !== undefined && "answer" in fault) {
    request.resume();
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message>${fault.code}</Message>${fault.extra ?? ""}</Error>`;
    response.writeHead(fault.answer, { "content-type": "application/xml", ...fault.headers }).end(body);
    return;
  }
  if (fault !== undefined && "page" in fault) {
    request.resume();
    response.writeHead(fault.status, { "content-type": "text/html" }).end(fault.page);
    return;
  }
  // A request through a forward proxy names the whole URL.
  const { hostname, port, pathname, search } = new URL(request.url ?? "/", target);
  const onward = httpRequest({
    hostname,
    port,
    path: rawPath(request.url ?? "/", pathname + search),
    method: request.method,
    headers: request.headers,
  });
  onward.once("response", (answer) => passBack(answer, response, fault));
  onward.once("error", () => response.destroy());
  response.once("close", () => onward.destroy());
  request.pipe(onward);
}

function passBack(
  answer: IncomingMessage,
  response: ServerResponse,
  fault: { breakAfterBytes: number } | { stallAfterBytes: number } | undefined,
): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  response.flushHeaders();
  if (fault === undefined) {
    answer.pipe(response);
    return;
  }
  let left = "breakAfterBytes" in fault ? fault.breakAfterBytes : fault.stallAfterBytes;
  answer.on("data", (chunk: Buffer) => {
    if (left > 0) response.write(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0 && "breakAfterBytes" in fault) response.socket?.end();
  });
}

function rawPath(url: string, parsed: string): string {
  return url.startsWith("/") ? url : parsed;
}
