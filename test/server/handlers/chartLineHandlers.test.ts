import { PassThrough } from "node:stream";
import type { ResponseError } from "vscode-jsonrpc";
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WriteChartLine } from "../../../src/protocol/chart";
import type { ErrorData } from "../../../src/protocol/errors";
import { registerChartLineHandlers } from "../../../src/server/handlers/chartLineHandlers";

describe("Charts over the wire", () => {
  let ends: readonly MessageConnection[];
  let client: MessageConnection;

  beforeEach(() => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    registerChartLineHandlers(server);
    ends = [server, client];
    for (const end of ends) end.listen();
  });

  afterEach(() => {
    for (const end of ends) end.dispose();
  });

  it("are kept by an edit of the text", async () => {
    const text = "-- @name Busy\nFROM flows";
    const edit = await client.sendRequest(WriteChartLine, { text, offset: 20, chart: { kind: "bar", x: "srcaddr" } });
    expect(edit).toEqual({ start: 13, end: 13, newText: "\n-- @chart bar x=srcaddr" });
  });

  it("are not kept where there is no statement", async () => {
    const failed = client.sendRequest(WriteChartLine, { text: "-- nothing", offset: 0, chart: { kind: "bar" } });
    const error = await failed.catch((caught: unknown) => caught as ResponseError<ErrorData>);
    expect(error).toMatchObject({ data: { kind: "invalidRequest" }, message: expect.stringMatching(/no statement/) as string });
  });
});
