import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SortKey } from "../../../src/protocol/query";
import { failure } from "../../support/failure";
import { never, QueryFixture } from "../engines/results/queryFixture";

let fixture: QueryFixture;

beforeAll(async () => {
  fixture = await QueryFixture.open();
});

afterAll(async () => {
  await fixture.close();
});

const up = (column: number): SortKey => ({ column, descending: false });

describe("A page", () => {
  it("has the columns and rows asked for, and ends where the result ends", async () => {
    const { resultId } = await fixture.run("SELECT i, i * 2 AS twice FROM range(10) t(i)");
    const page = await fixture.queries.rows({ resultId, start: 8, count: 5, columns: [1, 0] }, never);
    expect(page).toEqual({
      start: 8,
      cells: [
        ["16", "18"],
        ["8", "9"],
      ],
      cut: [],
    });
    expect(await fixture.queries.rows({ resultId, start: 10, count: 5 }, never)).toMatchObject({ cells: [[], []] });
  });

  it("cuts long text, says where, and the whole is there to be asked for", async () => {
    const { resultId } = await fixture.run(
      "SELECT 'short' AS a, repeat('x', 1001) AS b, repeat('😀', 1000) AS c, repeat('😀', 1001) AS d, range(900) AS e",
    );
    const page = await fixture.queries.rows({ resultId, start: 0, count: 1 }, never);
    expect(page.cut).toEqual([
      [1, 0],
      [3, 0],
      [4, 0],
    ]);
    expect(page.cells.map(([cell]) => Array.from(String(cell)).length)).toEqual([5, 1000, 1000, 1000, 1000]);
    expect((await fixture.queries.cell({ resultId, row: 0, column: 1 }, never)).value).toBe("x".repeat(1001));
    expect((await fixture.queries.cell({ resultId, row: 0, column: 3 }, never)).value).toBe("😀".repeat(1001));
  });

  it.each<[name: string, ask: (resultId: string) => Promise<unknown>]>([
    ["more rows than a page has", (resultId) => fixture.queries.rows({ resultId, start: 0, count: 2001 }, never)],
    ["a row before the first", (resultId) => fixture.queries.rows({ resultId, start: -1, count: 1 }, never)],
    ["half a row", (resultId) => fixture.queries.rows({ resultId, start: 0.5, count: 1 }, never)],
    ["a column that is none", (resultId) => fixture.queries.rows({ resultId, start: 0, count: 1, columns: [1] }, never)],
    ["a cell below the last", (resultId) => fixture.queries.cell({ resultId, row: 1, column: 0 }, never)],
    ["a selection beyond the end", (resultId) => fixture.queries.sums({ resultId, startRow: 0, endRow: 1, columns: [0] }, never)],
    ["an empty selection", (resultId) => fixture.queries.copy({ resultId, startRow: 0, endRow: 0, columns: [], format: "csv" }, never)],
    ["a sort by no column", (resultId) => fixture.queries.arrange({ resultId, sort: [up(7)], filters: [] }, never)],
    [
      "a comparison with what is no number",
      (resultId) => fixture.queries.arrange({ resultId, sort: [], filters: [{ column: 0, op: ">", text: "x" }] }, never),
    ],
  ])("is refused for %s", async (_name, ask) => {
    const { resultId } = await fixture.run("SELECT 1");
    expect((await failure(ask(resultId))).data.kind).toBe("invalidRequest");
  });
});

describe("What is disposed of", () => {
  it("is gone, and its tables are", async () => {
    const tables = await fixture.resultTables();
    const { resultId } = await fixture.run("FROM range(3)");
    await fixture.queries.arrange({ resultId, sort: [up(0)], filters: [] }, never);
    await fixture.queries.disposeResult(resultId);
    expect(await fixture.resultTables()).toBe(tables);
    expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    expect((await failure(fixture.queries.disposeResult(resultId))).data.kind).toBe("gone");
  });

  it("is everything that an owner has", async () => {
    const tables = await fixture.resultTables();
    const kept = await fixture.run("SELECT 1", { ownerId: "keeper" });
    const first = await fixture.run("SELECT 1", { ownerId: "leaver" });
    const second = await fixture.run("SELECT 2", { ownerId: "leaver" });
    await fixture.queries.disposeOwner("leaver");
    await fixture.queries.disposeOwner("leaver");
    for (const { resultId } of [first, second]) expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    expect(await fixture.read(kept.resultId)).toEqual([[1]]);
    expect(await fixture.resultTables()).toBe(tables + 1);
  });

  it("cannot be mistaken for a result of another process", async () => {
    const other = await QueryFixture.open();
    const { resultId } = await other.run("SELECT 1");
    expect((await failure(fixture.read(resultId))).data.kind).toBe("gone");
    await other.close();
  });
});
