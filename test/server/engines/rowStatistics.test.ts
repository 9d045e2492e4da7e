import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckdbCatalogSource } from "../../../src/server/engines/duckdb/catalog/duckdbCatalogSource";
import { Database } from "../../../src/server/engines/duckdb/database";
import { LayoutTables } from "../../../src/server/engines/duckdb/layoutTables";
import { prepareStore } from "../../../src/server/engines/duckdb/storeSchema";
import type { Statistics } from "../../../src/server/engines/catalogSource";

const never = new AbortController().signal;
const largeRows = 1_000_000;
const smallRows = 500;
const everyRow = { sampleRows: 2 * largeRows };

let folder: string;
let database: Database;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowlog-statistics-"));
  database = await Database.open({ folder, allowedFolders: [], memoryLimitMiB: 512 });
  connection = await database.connect();
  await prepareStore(connection);
  const tables = await LayoutTables.load(connection);
  const aws = await tables.create(
    connection,
    signature("aws", { action: "ENUM('ACCEPT', 'REJECT')", reject_reason: "VARCHAR", dstport: "USMALLINT" }),
  );
  // Every tenth flow is rejected, three of them with a reason; half of the rows are of port 443.
  await connection.run(`INSERT INTO ${aws.table} (action, reject_reason, dstport, object_id) SELECT
    CASE WHEN i % 10 = 0 THEN 'REJECT' ELSE 'ACCEPT' END, CASE WHEN i IN (1000, 500000, 999990) THEN 'BPA' END,
    CASE WHEN i % 2 = 0 THEN 443 ELSE 1024 + i % 60000 END, 1 FROM range(${largeRows}) t(i)`);
  const ibm = await tables.create(connection, signature("ibm", { direction: "VARCHAR" }));
  await connection.run(
    `INSERT INTO ${ibm.table} (direction, object_id) SELECT CASE WHEN i % 5 = 0 THEN 'I' ELSE 'O' END, 2 FROM range(${smallRows}) t(i)`,
  );
  await connection.run(`INSERT INTO flow_index.store.sources VALUES (1, 's3://b', '', 'b')`);
  for (const [table, rows] of [
    [aws, largeRows],
    [ibm, smallRows],
  ] as const) {
    await connection.run(`INSERT INTO flow_index.store.objects (id, source_id, key, state, layout_id, "rows")
      VALUES (${table.id}, 1, 'k${table.id}', 'indexed', ${table.id}, ${rows})`);
  }
});

afterAll(async () => {
  connection.closeSync();
  database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("statistics of an index with more rows than are looked at", () => {
  const sampleRows = 100_000;
  let statistics: Statistics;
  beforeAll(async () => {
    const source = new DuckdbCatalogSource(database, { sampleRows });
    statistics = await source.lookAtRows(never);
    source.close();
  });

  it("come from about as many rows as they should, and have the shares of the whole", () => {
    const action = statistics.get("action");
    expect(action?.rows).toBeGreaterThan(sampleRows / 2);
    expect(action?.rows).toBeLessThan(sampleRows * 2);
    expect(action?.top.map(({ value }) => value)).toEqual(["ACCEPT", "REJECT"]);
    expect((action?.top[1]?.count ?? 0) / (action?.filled ?? 1)).toBeCloseTo(0.1, 2);
    expect(statistics.get("dstport")?.top[0]?.value).toBe("443");
    expect(statistics.get("dstport")?.top).toHaveLength(100);
  });

  it("know every value of a column that is seldom filled", () => {
    expect(statistics.get("reject_reason")).toEqual({
      ...{ rows: largeRows + smallRows, filled: 3, distinct: 1, min: "BPA", max: "BPA" },
      top: [{ value: "BPA", count: 3 }],
    });
  });

  it("know a column that only a small table has, which a sample may miss", () => {
    expect(statistics.get("direction")).toEqual({
      ...{ rows: largeRows + smallRows, filled: smallRows, distinct: 2, min: "I", max: "O" },
      top: [
        { value: "O", count: 400 },
        { value: "I", count: 100 },
      ],
    });
  });

  it("know a column that no table has, without a look", () => {
    expect(statistics.get("srcaddr")).toEqual({ rows: largeRows + smallRows, filled: 0, distinct: 0, top: [] });
  });

  it("are those that are kept", async () => {
    const source = new DuckdbCatalogSource(database);
    expect(await source.keptStatistics(never)).toEqual({ statistics, current: true });
    source.close();
  });
});

describe("a look at the rows", () => {
  it("that is stopped keeps what was kept before", async () => {
    const source = new DuckdbCatalogSource(database, everyRow);
    const before = await source.keptStatistics(never);
    const stop = new AbortController();
    const looking = source.lookAtRows(stop.signal);
    setImmediate(() => stop.abort(new Error("Stopped.")));
    await expect(looking).rejects.toThrow("Stopped.");
    expect(await source.keptStatistics(never)).toEqual(before);
    source.close();
  });

  it("holds up nobody who writes", async () => {
    const source = new DuckdbCatalogSource(database, everyRow);
    const ended: boolean[] = [];
    const look = source.lookAtRows(never).finally(() => ended.push(true));
    let written = 0;
    for (; ended.length === 0; written++) {
      await connection.run(
        `INSERT INTO flow_index.store.objects (id, source_id, key, state, "rows") VALUES (${9 + written}, 1, 'k', 'indexed', 0)`,
      );
    }
    await look;
    expect(written).toBeGreaterThan(1);
    // The last object came while the rows were looked at, so they have to be looked at again.
    const { statistics, current } = await source.keptStatistics(never);
    expect([statistics.get("action")?.rows, current]).toEqual([largeRows + smallRows, false]);
    source.close();
  });
});

function signature(provider: string, columns: Readonly<Record<string, string>>): string {
  return JSON.stringify({ provider, columns: Object.entries(columns), objectColumns: [] });
}
