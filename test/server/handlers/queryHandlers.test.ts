import { PassThrough } from "node:stream";
import { CancellationTokenSource, type ResponseError } from "vscode-jsonrpc";
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Disposable } from "../../../src/base/disposable";
import type { ErrorData } from "../../../src/protocol/errors";
import * as requests from "../../../src/protocol/query";
import { registerQueryHandlers } from "../../../src/server/handlers/queryHandlers";
import { requestCancelledCode } from "../../../src/server/handlers/requestBridge";
import { catalogs } from "../../language/diagnostics/catalogs";
import { QueryFixture } from "../engines/results/queryFixture";

const endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";

interface Client {
  readonly connection: MessageConnection;
  readonly registration: Disposable;
}

describe("Queries over the wire", () => {
  let fixture: QueryFixture;
  let client: Client;

  function connect(trusted = true): Client {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const registration = registerQueryHandlers(
      server,
      () => fixture.queries,
      { trusted },
      () => catalogs.full,
    );
    server.listen();
    connection.listen();
    return { connection, registration };
  }

  beforeAll(async () => {
    fixture = await QueryFixture.open();
  });

  afterAll(async () => {
    await fixture.close();
  });

  beforeEach(() => {
    client = connect();
  });

  it("outlines, runs, arranges, reads, copies, adds up, finds and disposes", async () => {
    const { connection } = client;
    const text = "-- @name Busy\nSELECT srcaddr, bytes FROM flows WHERE bytes > $least";
    const [outline] = await connection.sendRequest(requests.OutlineStatements, { text });
    expect(outline).toMatchObject({ name: "Busy", parameters: [{ name: "least", type: "VARCHAR" }] });
    const parameters = { least: { type: "BIGINT", text: "10000" } };
    const { resultId, columns } = await connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: text, parameters });
    expect(columns.map(({ meaning }) => meaning)).toEqual(["address", "bytes"]);
    const { viewId } = await connection.sendRequest(requests.ArrangeResult, {
      resultId,
      sort: [{ column: 1, descending: true }],
      filters: [],
    });
    const page = await connection.sendRequest(requests.GetRows, { resultId, viewId, start: 0, count: 10 });
    expect(page.cells).toEqual([
      ["10.0.0.12", "10.0.0.11"],
      ["12000", "11000"],
    ]);
    expect(await connection.sendRequest(requests.GetCell, { resultId, viewId, row: 1, column: 0 })).toEqual({ value: "10.0.0.11" });
    const selection = { resultId, viewId, startRow: 0, endRow: 1, columns: [1] };
    expect(await connection.sendRequest(requests.CopySelection, { ...selection, format: "tsv" })).toEqual({ text: "12000\n11000" });
    expect(await connection.sendRequest(requests.SumSelection, selection)).toMatchObject({ sum: "23000" });
    const search = { resultId, text: ".12", columns: [0], from: { row: 0, column: 0 }, backwards: false };
    expect(await connection.sendRequest(requests.FindInResult, search)).toEqual({ row: 1, column: 0, matches: 1 });
    await connection.sendRequest(requests.DisposeResult, { resultId });
    const gone = await refusal(connection.sendRequest(requests.GetRows, { resultId, start: 0, count: 1 }));
    expect(gone.data).toMatchObject({ kind: "gone" });
  });

  it("stops a statement, with progress until then", async () => {
    const source = new CancellationTokenSource();
    const reports: requests.QueryProgress[] = [];
    client.connection.onProgress(requests.queryProgress, "token", (progress) => {
      reports.push(progress);
      source.cancel();
    });
    const params = { ownerId: "doc", sql: endless, progressToken: "token" };
    const error = await refusal(client.connection.sendRequest(requests.RunQuery, params, source.token));
    expect(error.code).toBe(requestCancelledCode);
    expect(reports[0]?.elapsedMs).toBeGreaterThan(0);
  });

  it("runs nothing in a workspace that is not trusted", async () => {
    const restricted = connect(false).connection;
    const error = await refusal(restricted.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "SELECT 1" }));
    expect(error.data).toMatchObject({ kind: "restricted" });
    expect(await restricted.sendRequest(requests.OutlineStatements, { text: "SELECT 1" })).toHaveLength(1);
  });

  it("explains why a statement or its plan failed as an editor does", async () => {
    const failed = { ownerId: "doc", sql: 'SELECT 1 FROM flows WHERE srcaddr = "10.0.0.1"' };
    const told = { message: expect.stringContaining("double quotes") as string, data: { span: { start: 36, end: 46 } } };
    expect(await refusal(client.connection.sendRequest(requests.RunQuery, failed))).toMatchObject(told);
    expect(await refusal(client.connection.sendRequest(requests.ExplainStatement, { ...failed, title: "Plan" }))).toMatchObject(told);
    const misspelled = await refusal(client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "SELECT dstprt FROM flows" }));
    expect(misspelled.data?.candidates).toEqual(["dstport"]);
  });

  it("keeps the owners of two connections apart", async () => {
    const other = connect();
    await client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "CREATE TEMP TABLE t AS SELECT 1 AS n" });
    const error = await refusal(other.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "FROM t" }));
    expect(error.data).toMatchObject({ kind: "statementFailed", span: { start: 5, end: 6 } });
    await other.connection.sendRequest(requests.DisposeOwner, { ownerId: "doc" });
    await client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "FROM t" });
    await client.connection.sendRequest(requests.DisposeOwner, { ownerId: "doc" });
    await refusal(client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "FROM t" }));
  });

  it("drops what a connection had when it ends", async () => {
    const { resultId } = await client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "SELECT 1" });
    const other = connect();
    const ended = refusal(client.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: endless }));
    await other.connection.sendRequest(requests.RunQuery, { ownerId: "doc", sql: "SELECT 1" });
    client.registration.dispose();
    await ended;
    await expect
      .poll(() => refusal(other.connection.sendRequest(requests.GetRows, { resultId, start: 0, count: 1 })))
      .toMatchObject({ data: { kind: "gone" } });
  });
});

async function refusal(answer: Promise<unknown>): Promise<ResponseError<ErrorData>> {
  return answer.then(
    (value) => Promise.reject(new Error(`Expected a refusal, got ${JSON.stringify(value)}`)),
    (error: unknown) => error as ResponseError<ErrorData>,
  );
}
