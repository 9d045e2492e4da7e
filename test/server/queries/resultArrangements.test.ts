import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, ColumnFilter, SortKey } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

async function arranged(sql: string, sort: readonly SortKey[], filters: readonly ColumnFilter[] = []): Promise<Cell[][]> {
  const { resultId } = await fixture.run(sql);
  const { viewId, rowCount } = await fixture.queries.arrange({ resultId, sort, filters }, never);
  const rows = await fixture.read(resultId, viewId);
  expect(rows).toHaveLength(rowCount);
  return rows;
}

const up = (column: number): SortKey => ({ column, descending: false });
const down = (column: number): SortKey => ({ column, descending: true });

describe("An arrangement", () => {
  it("is the result itself without sort and filter", async () => {
    const { resultId } = await fixture.run("FROM range(3)");
    expect(await fixture.queries.arrange({ resultId, sort: [], filters: [] }, never)).toEqual({ viewId: resultId, rowCount: 3 });
  });

  it("keeps the order of rows that sort alike, both ways, with NULL last", async () => {
    const sql = "SELECT * FROM (VALUES (2, 'a'), (1, 'b'), (NULL, 'c'), (2, 'd'), (1, 'e')) t(n, s)";
    expect((await arranged(sql, [up(0)])).map(([, s]) => s).join("")).toBe("beadc");
    expect((await arranged(sql, [down(0)])).map(([, s]) => s).join("")).toBe("adbec");
    expect((await arranged(sql, [down(0), down(1)])).map(([, s]) => s).join("")).toBe("daebc");
  });

  it("sorts numbers that are handed out as text by their value", async () => {
    expect(await arranged("SELECT unnest([10, 9, 100]::HUGEINT[]) AS n", [up(0)])).toEqual([["9"], ["10"], ["100"]]);
  });

  it("sorts addresses as numbers, IPv4 before IPv6 before what is none", async () => {
    const addresses = ["::1", "10.0.0.10", "fe80::2", "9.255.0.1", "10.0.0.9", "2001:db8::", "2001:DB8:0:0:0:0:0:1", "unknown", "::"];
    const sql = `SELECT unnest([${addresses.map((address) => `'${address}'`).join(", ")}, NULL]) AS srcaddr`;
    const expected = ["9.255.0.1", "10.0.0.9", "10.0.0.10", "::", "::1", "2001:db8::", "2001:DB8:0:0:0:0:0:1", "fe80::2", "unknown"];
    expect((await arranged(sql, [up(0)])).flat()).toEqual([...expected, null]);
    expect((await arranged(sql, [down(0)])).flat()).toEqual([...expected.toReversed(), null]);
  });

  it.each<[filter: ColumnFilter, expected: string]>([
    [{ column: 0, op: "contains", text: "A" }, "apple Banana"],
    [{ column: 0, op: "contains", text: "%" }, "50%"],
    [{ column: 0, op: "=", text: "apple" }, "apple"],
    [{ column: 0, op: "!=", text: "apple" }, "Banana 50% it's null"],
    [{ column: 0, op: "in", texts: ["apple", "it's"] }, "apple it's"],
    [{ column: 0, op: "in", texts: [] }, ""],
    [{ column: 0, op: "notIn", texts: ["apple", "it's"] }, "Banana 50% null"],
    [{ column: 0, op: "isNull" }, "null"],
    [{ column: 0, op: "isNotNull" }, "apple Banana 50% it's"],
    [{ column: 1, op: ">=", text: "20" }, "Banana it's"],
    [{ column: 1, op: "<", text: "9.5" }, "apple"],
    [{ column: 1, op: "contains", text: "0" }, "Banana 50% it's"],
    [{ column: 1, op: "in", texts: ["3", "100"] }, "apple it's"],
    [{ column: 2, op: ">", text: "2026-03-14T15:00:02Z" }, "Banana 50% it's"],
    [{ column: 2, op: "contains", text: "14T15:00:03" }, "Banana"],
    [{ column: 3, op: ">", text: "9.9.9.9" }, "apple it's"],
    [{ column: 3, op: "<=", text: "10.0.0.2" }, "apple Banana"],
    [{ column: 4, op: "=", text: "[1,2]" }, "apple"],
    [{ column: 4, op: "contains", text: "2" }, "apple Banana"],
    [{ column: 5, op: "=", text: "AB" }, "apple"],
    [{ column: 6, op: "=", text: "true" }, "apple it's"],
    [{ column: 1, orColumn: 7, op: "=", text: "3" }, "apple Banana"],
    [{ column: 1, orColumn: 7, op: "!=", text: "3" }, "50% it's null"],
    [{ column: 1, orColumn: 7, op: "isNull" }, "50% null"],
    [{ column: 1, orColumn: 7, op: "notIn", texts: ["3", "100"] }, "50% null"],
  ])("filters by %j", async (filter, expected) => {
    const sql = `SELECT * FROM (VALUES
      ('apple', 3, TIMESTAMP '2026-03-14 15:00:02', '10.0.0.2', [1, 2], '\\xAB'::BLOB, true, 5),
      ('Banana', 20, TIMESTAMP '2026-03-14 15:00:03', '9.0.0.1', [2], NULL, false, 3),
      ('50%', 10, TIMESTAMP '2026-03-14 15:00:04', NULL, NULL, NULL, NULL, NULL),
      ('it''s', 100, TIMESTAMP '2026-03-14 15:00:05', '10.0.0.10', [], NULL, true, 5),
      (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)) t(name, n, start_time, srcaddr, list, bits, flag, other)`;
    expect((await arranged(sql, [], [filter])).map(([name]) => name ?? "null").join(" ")).toBe(expected);
  });

  it("applies all filters and the sort together", async () => {
    const filters: ColumnFilter[] = [
      { column: 0, op: ">=", text: "3" },
      { column: 0, op: "<", text: "6" },
    ];
    expect(await arranged("FROM range(10)", [down(0)], filters)).toEqual([["5"], ["4"], ["3"]]);
  });

  it("is made once, and only the last two are kept", async () => {
    const { resultId } = await fixture.run("FROM range(10)");
    const tables = await fixture.resultTables();
    const arrange = (text: string) => fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 0, op: ">=", text }] }, never);
    const one = await arrange("1");
    expect(await arrange("1")).toEqual(one);
    const two = await arrange("2");
    await fixture.read(resultId, one.viewId);
    const three = await arrange("3");
    expect(await fixture.resultTables()).toBe(tables + 2);
    expect(await fixture.read(resultId, one.viewId)).toHaveLength(9);
    expect(await fixture.read(resultId, three.viewId)).toHaveLength(7);
    expect((await failure(fixture.read(resultId, two.viewId))).data.kind).toBe("gone");
  });
});
