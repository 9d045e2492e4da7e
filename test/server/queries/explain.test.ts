import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainStatement } from "../../../src/server/queries/explain";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

describe("Explaining a statement", () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
  });

  afterAll(async () => {
    await fixture.close();
  });

  const explain = async (sql: string, signal = never) => {
    const params = { ownerId: "a", sql, title: "Plan", parameters: { port: { type: "INTEGER", text: "443" } } };
    return (await explainStatement(fixture.queries, params, signal, () => undefined)).text;
  };

  it("gives its plan with times and rows, parameters bound, and keeps no result", async () => {
    const before = await fixture.resultTables();
    const text = await explain("SELECT action, count(*) FROM flows WHERE dstport = $port OR true GROUP BY action ORDER BY action");
    expect(text).toMatch(/^Plan\nTook /);
    expect(text).toMatch(/\d+ %\s+[\d.]+ ms\s+\d+ {2}\S*ORDER_BY/);
    expect(text).toContain("◀ most time");
    expect(await fixture.resultTables()).toBe(before);
  });

  it("says where the statement is wrong, counted in the statement itself", async () => {
    const sql = "SELECT srcadr FROM flows";
    const error = await failure(explain(sql));
    expect(error).toMatchObject({ data: { kind: "statementFailed", span: { start: 7, end: 13 } } });
  });

  it.each(["CREATE TABLE t AS SELECT 1", "DROP TABLE t", "COPY flows TO 'x'", "INSERT INTO t VALUES (1)"])("refuses %s", async (sql) => {
    expect(await failure(explain(sql))).toMatchObject({ data: { kind: "statementRefused" } });
  });

  it("can be stopped", async () => {
    const controller = new AbortController();
    const running = explain("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3", controller.signal);
    controller.abort();
    await expect(running).rejects.toThrow();
  });
});
