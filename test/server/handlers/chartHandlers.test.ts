import { PassThrough } from "node:stream";
import { CancellationTokenSource } from "vscode-jsonrpc";
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AggregateResult, GetPoints, ProfileColumn } from "../../../src/protocol/chart";
import { requestFailedCode } from "../../../src/protocol/errors";
import { registerChartHandlers } from "../../../src/server/handlers/chartHandlers";
import { requestCancelledCode } from "../../../src/server/handlers/requestBridge";
import { QueryFixture } from "../engines/results/queryFixture";

describe("Charts over the wire", () => {
  let fixture: QueryFixture;
  let client: MessageConnection;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    registerChartHandlers(server, () => fixture.queries);
    server.listen();
    client.listen();
  });

  afterAll(async () => {
    client.dispose();
    await fixture.close();
  });

  it("are groups, points and the profile of a column", async () => {
    const { resultId } = await fixture.run("SELECT action, bytes, packets FROM flows");
    const keys = [{ kind: "value", column: 0, other: true }] as const;
    const aggregation = { keys, measures: [{ fn: "sum", column: 1 }], groupLimit: 10 } as const;
    expect(await client.sendRequest(AggregateResult, { resultId, aggregation })).toEqual({
      keys: [{ values: ["ACCEPT", "REJECT"], distinct: 2 }],
      codes: [[0, 1]],
      measures: [[54_000, 24_000]],
      rows: 12,
      cutGroups: 0,
    });
    const points = await client.sendRequest(GetPoints, { resultId, x: 1, y: 2, limit: 100 });
    expect(points).toMatchObject({ totalRows: 12, leftOutRows: 0 });
    expect(await client.sendRequest(ProfileColumn, { resultId, column: 1 })).toMatchObject({ rows: 12, distinct: 12, sum: "78000" });
  });

  it("say what cannot be asked", async () => {
    const { resultId } = await fixture.run("SELECT action FROM flows");
    const aggregation = { keys: [], measures: [{ fn: "avg", column: 0 }], groupLimit: 10 } as const;
    await expect(client.sendRequest(AggregateResult, { resultId, aggregation })).rejects.toMatchObject({
      code: requestFailedCode,
      message: "action holds no numbers, so it has no average: choose a column of numbers, or count.",
      data: { kind: "invalidRequest" },
    });
    await expect(client.sendRequest(ProfileColumn, { resultId: "none", column: 0 })).rejects.toMatchObject({ data: { kind: "gone" } });
  });

  it("are no longer computed once nobody wants them", async () => {
    const { resultId } = await fixture.run("SELECT i AS n, hash(i) AS h FROM range(3000000) t(i)");
    const before = await fixture.resultTables();
    const source = new CancellationTokenSource();
    const keys = [0, 1].map((column) => ({ kind: "value", column, other: false }) as const);
    const asked = { resultId, aggregation: { keys, measures: [{ fn: "count" } as const], groupLimit: 5 } };
    const { ended } = await fixture.atWork(() => client.sendRequest(AggregateResult, asked, source.token));
    source.cancel();
    expect(await ended).toMatchObject({ code: requestCancelledCode });
    expect(await fixture.resultTables()).toBe(before);
  });
});
