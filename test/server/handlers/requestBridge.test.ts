import { PassThrough } from "node:stream";
import { CancellationTokenSource, ProgressType, RequestType, RequestType0, ResponseError } from "vscode-jsonrpc";
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ErrorData, FlowLogError, requestFailedCode } from "../../../src/protocol/errors";
import { onRequest, onRequest0, progressReporter, requestCancelledCode } from "../../../src/server/handlers/requestBridge";

const Echo = new RequestType<{ readonly text: string }, string, ErrorData>("test/echo");
const Ping = new RequestType0<string, ErrorData>("test/ping");
const steps = new ProgressType<number>();

describe("The request bridge", () => {
  let server: MessageConnection;
  let client: MessageConnection;

  beforeEach(() => {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    server = createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    server.listen();
    client.listen();
  });

  afterEach(() => {
    client.dispose();
    server.dispose();
  });

  it("answers with what the function gives, with parameters and without", async () => {
    onRequest(server, Echo, (params) => params.text.toUpperCase());
    onRequest0(server, Ping, () => Promise.resolve("pong"));
    expect(await client.sendRequest(Echo, { text: "hello" })).toBe("HELLO");
    expect(await client.sendRequest(Ping)).toBe("pong");
  });

  it("sends a FlowLogError with its sentence and its data", async () => {
    onRequest(server, Echo, () => {
      throw new FlowLogError({ kind: "gone", detail: "r7" }, "This result is gone.");
    });
    const error = await refusal(client.sendRequest(Echo, { text: "" }));
    expect(error).toMatchObject({ code: requestFailedCode, message: "This result is gone.", data: { kind: "gone", detail: "r7" } });
  });

  it("sends any other error as internal, with its stack as detail", async () => {
    onRequest(server, Echo, () => Promise.reject(new TypeError("no such thing")));
    const error = await refusal(client.sendRequest(Echo, { text: "" }));
    expect(error.code).toBe(requestFailedCode);
    expect(error.message).toContain("no such thing");
    expect(error.data).toMatchObject({ kind: "internal", detail: expect.stringContaining("requestBridge.test") as string });
  });

  it("aborts the signal on cancellation and answers that it was cancelled", async () => {
    const source = new CancellationTokenSource();
    onRequest(server, Echo, (_params, signal) => {
      source.cancel();
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    });
    const answer = refusal(client.sendRequest(Echo, { text: "" }, source.token));
    expect((await answer).code).toBe(requestCancelledCode);
  });

  it("answers with the result of a function that ends well although it was cancelled", async () => {
    const source = new CancellationTokenSource();
    onRequest(server, Echo, (_params, signal) => {
      source.cancel();
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve("half done")));
    });
    expect(await client.sendRequest(Echo, { text: "" }, source.token)).toBe("half done");
  });

  it("reports progress under the token, and to nobody without one", async () => {
    const seen: number[] = [];
    client.onProgress(steps, "token-1", (value) => {
      seen.push(value);
    });
    onRequest(server, Echo, (params) => {
      const report = progressReporter(server, steps, params.text === "" ? undefined : params.text);
      report(1);
      report(2);
      return "done";
    });
    await client.sendRequest(Echo, { text: "" });
    expect(seen).toEqual([]);
    await client.sendRequest(Echo, { text: "token-1" });
    expect(seen).toEqual([1, 2]);
  });
});

async function refusal(answer: Promise<unknown>): Promise<ResponseError<ErrorData>> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ResponseError)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return error as ResponseError<ErrorData>;
}
