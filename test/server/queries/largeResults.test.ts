import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueryProgress } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

const millions = 5_000_000;
const endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";

describe("Five million rows", { timeout: 120_000 }, () => {
  let fixture: QueryFixture;
  let resultId: string;

  beforeAll(async () => {
    fixture = await QueryFixture.open({ memoryLimitMiB: 512 });
    const columns = "i, '10.' || (i % 7) || '.' || (i // 256 % 256) || '.' || (i % 256) AS srcaddr, (i * 7919) % 5000000 AS shuffled";
    const summary = await fixture.run(`SELECT ${columns} FROM range(${millions}) t(i)`);
    expect(summary).toMatchObject({ rowCount: millions, kind: "rows" });
    resultId = summary.resultId;
  });

  afterAll(async () => {
    await fixture.close();
  });

  it("are read at both ends, in the middle, and to the very last row", async () => {
    for (const start of [0, 122_879, 2_499_990, millions - 200]) {
      const rows = await fixture.read(resultId, undefined, start, 200);
      expect(rows.map(([i]) => i)).toEqual(Array.from({ length: 200 }, (_, row) => String(start + row)));
    }
    expect(await fixture.read(resultId, undefined, millions - 1, 200)).toEqual([[String(millions - 1), "10.4.75.63", "4992081"]]);
  });

  it("are sorted and filtered as a whole", async () => {
    const sorted = await fixture.queries.arrange({ resultId, sort: [{ column: 2, descending: true }], filters: [] }, never);
    expect(sorted.rowCount).toBe(millions);
    expect((await fixture.read(resultId, sorted.viewId, 0, 2)).map((row) => row[2])).toEqual(["4999999", "4999998"]);
    expect((await fixture.read(resultId, sorted.viewId, millions - 1, 5)).map((row) => row[2])).toEqual(["0"]);
    const filtered = await fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 1, op: "contains", text: ".255.7" }] }, never);
    const [first, last] = [
      await fixture.read(resultId, filtered.viewId, 0, 1),
      await fixture.read(resultId, filtered.viewId, filtered.rowCount - 1, 1),
    ];
    expect(Number(first[0]?.[0])).toBeLessThan(Number(last[0]?.[0]));
    expect(await fixture.read(resultId, filtered.viewId, filtered.rowCount, 1)).toEqual([]);
  });

  it("keep their order where a filter of the statement took most of them out", async () => {
    const { resultId: id, rowCount } = await fixture.run(`SELECT i FROM range(${millions}) t(i) WHERE hash(i) % 3 = 0`);
    const starts = [0, Math.floor(rowCount / 2), rowCount - 100];
    for (const start of starts) {
      const numbers = (await fixture.read(id, undefined, start, 100)).map(([i]) => Number(i));
      expect(numbers).toHaveLength(100);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  it("keep the order that the statement gave them", async () => {
    await fixture.run("CREATE TEMP TABLE numbers AS SELECT (i * 7919) % 1000003 AS n FROM range(1000003) t(i)");
    // Once with a plan that proves the number of rows, once with one that does not.
    for (const sql of ["SELECT n FROM numbers ORDER BY n DESC", "SELECT n FROM numbers, range(1) ORDER BY n DESC"]) {
      const { resultId: id, rowCount } = await fixture.run(sql);
      expect(rowCount).toBe(1_000_003);
      expect((await fixture.read(id, undefined, 0, 3)).flat()).toEqual(["1000002", "1000001", "1000000"]);
      expect((await fixture.read(id, undefined, 999_999, 10)).flat()).toEqual(["3", "2", "1", "0"]);
    }
  });

  it("are paged while the owner's next statement runs", async () => {
    const controller = new AbortController();
    const running = fixture.queries.run({ ownerId: "a", sql: endless }, controller.signal, () => undefined);
    const pages = [0, 1, 2, 3, 4, 5].map((page) => fixture.read(resultId, undefined, page * 800_000, 1));
    expect((await Promise.all(pages)).map(([row]) => row?.[0])).toEqual(["0", "800000", "1600000", "2400000", "3200000", "4000000"]);
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });

  it("are added up exactly and searched to the end", async () => {
    expect(await fixture.queries.sums({ resultId, startRow: 0, endRow: millions - 1, columns: [0] }, never)).toMatchObject({
      sum: "12499997500000",
      distinct: millions,
    });
    const search = { resultId, text: "4992081", columns: [0, 2], from: { row: 4_992_081, column: 0 }, backwards: false };
    expect(await fixture.queries.find(search, never)).toEqual({ row: millions - 1, column: 2, matches: 2 });
  });
});

describe("A statement that takes long", { timeout: 120_000 }, () => {
  let fixture: QueryFixture;

  beforeAll(async () => {
    fixture = await QueryFixture.open({ memoryLimitMiB: 256 });
  });

  afterAll(async () => {
    await fixture.close();
  });

  it("is stopped, leaves nothing, and the owner's tables are still there", async () => {
    await fixture.run("CREATE TEMP TABLE mine_before AS SELECT 1 AS n");
    const tables = await fixture.resultTables();
    for (const sql of [
      endless,
      `CREATE TEMP TABLE never_there AS ${endless}`,
      `EXPLAIN ANALYZE ${endless}`,
      "SELECT a.range + b.range FROM range(10000000) a, range(10000000) b",
    ]) {
      const controller = new AbortController();
      const reports: QueryProgress[] = [];
      // The first report comes from a statement that runs.
      const running = fixture.queries.run({ ownerId: "a", sql }, controller.signal, (progress) => {
        reports.push(progress);
        controller.abort(new Error("stopped"));
      });
      await expect(running).rejects.toThrow("stopped");
      expect(reports.length).toBeGreaterThan(0);
      expect(await fixture.table("FROM mine_before")).toEqual([[1]]);
    }
    expect((await failure(fixture.run("FROM never_there"))).data.kind).toBe("statementFailed");
    expect(await fixture.resultTables()).toBe(tables + 4);
  });

  it("never starts when it is stopped while it waits", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const running = fixture.queries.run({ ownerId: "queue", sql: endless }, first.signal, () => undefined);
    const waiting = fixture.queries.run({ ownerId: "queue", sql: "CREATE TABLE not_made AS SELECT 1" }, second.signal, () => undefined);
    second.abort(new Error("not any more"));
    await expect(waiting).rejects.toThrow("not any more");
    first.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
    expect((await failure(fixture.run("FROM not_made"))).data.kind).toBe("statementFailed");
  });

  it("ends with its owner", async () => {
    const running = fixture.queries.run({ ownerId: "leaver", sql: endless }, never, () => void fixture.queries.disposeOwner("leaver"));
    await expect(running).rejects.toThrow();
  });

  it("tells how far it is", async () => {
    await fixture.run("CREATE TEMP TABLE walked AS FROM range(1000000)");
    const controller = new AbortController();
    const sql = "SELECT hash(a.range) AS h FROM walked a, walked b WHERE a.range + b.range < 0 ORDER BY h";
    const running = fixture.queries.run({ ownerId: "a", sql }, controller.signal, ({ percent, elapsedMs }) => {
      expect(elapsedMs).toBeGreaterThan(0);
      if (percent !== undefined && percent >= 0 && percent <= 100) controller.abort(new Error("told"));
    });
    await expect(running).rejects.toThrow("told");
  });

  it("says what to do when memory does not suffice", async () => {
    const error = await failure(fixture.run("SELECT list(a.range) FROM range(30000000) a, range(3) b"));
    expect(error.data.kind).toBe("outOfMemory");
    expect(error.message).toContain("Narrow it");
    expect(await fixture.table("SELECT 1")).toEqual([[1]]);
  });
});
