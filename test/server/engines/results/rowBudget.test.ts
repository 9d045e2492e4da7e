import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staysWithinLimit } from "../../../../src/server/engines/duckdb/rowBudget";
import { StatementSource } from "../../../../src/server/engines/duckdb/statementSource";
import { QueryFixture } from "./queryFixture";

describe("Whether a plan proves how many rows a query can give", () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open();
  });

  afterAll(async () => {
    await fixture.close();
  });

  it.each<[sql: string, rowLimit: number, proven: boolean]>([
    ["FROM flows", 12, true],
    ["FROM flows", 11, false],
    ["FROM flows WHERE bytes > $b AND srcaddr LIKE '%9%'", 12, true],
    ["SELECT action, sum(bytes) FROM flows GROUP BY action ORDER BY 2", 12, true],
    ["SELECT count(*) FROM flows a, flows b", 1, true],
    ["SELECT *, (SELECT max(bytes) FROM flows) FROM flows", 12, true],
    ["SELECT *, row_number() OVER (ORDER BY bytes) FROM flows", 12, true],
    ["FROM flows WHERE bytes IN (SELECT bytes FROM flows WHERE packets > 3)", 12, true],
    ["FROM flows UNION ALL FROM flows", 24, true],
    ["FROM flows UNION ALL FROM flows", 23, false],
    ["WITH a AS MATERIALIZED (FROM flows) FROM a UNION ALL FROM a", 24, true],
    ["WITH a AS MATERIALIZED (FROM flows) FROM a UNION ALL FROM a", 23, false],
    ["SELECT 1 FROM flows a, flows b", 144, true],
    ["SELECT 1 FROM flows a, flows b", 143, false],
    ["SELECT 1 FROM flows a JOIN flows b ON a.action = b.action", 10_000, false],
    ["SELECT unnest([1, 2, 3]) FROM flows", 10_000, false],
    ["SELECT action FROM flows GROUP BY ROLLUP (action, srcaddr)", 10_000, false],
    ["FROM range(5)", 10_000, false],
    ["VALUES (1), (2)", 2, true],
    ["SELECT nope FROM flows", 10_000, false],
  ])("%s, at most %d: %s", async (sql, rowLimit, proven) => {
    const statement = { sql, rowLimit, parameters: { b: { type: "BIGINT", text: "1" } } };
    expect(await staysWithinLimit(fixture.connection, StatementSource.from(sql), statement)).toBe(proven);
  });
});
