import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Catalog, CatalogColumn } from "../../../src/language/catalog/catalog";
import { flowColumns } from "../../../src/language/schema/flowColumns";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { defaultHeader, defaultRecords, flowSamples } from "../../support/flowSamples";
import { IndexFixture } from "../indexer/indexFixture";

const { S1, S2, S3, S5, S6, S17 } = defaultRecords;

let fixture: IndexFixture;
afterEach(() => fixture.close());

describe("the catalog of an index that holds nothing", () => {
  it("is the static one until somebody keeps it, and then has the functions of the engine", async () => {
    fixture = await IndexFixture.open();
    expect(fixture.catalog.current).toBe(staticCatalog);
    const catalog = await fixture.settledCatalog();
    expect(catalog.index).toBeUndefined();
    expect(catalog.statistics).toEqual(new Map());
    expect(catalog.functions.get("regexp_extract")?.signatures.length).toBeGreaterThan(1);
  });

  it("names every relation of the index with the columns that the engine has", async () => {
    fixture = await IndexFixture.open();
    const { relations } = await fixture.settledCatalog();
    const expected = [
      "flows",
      "flow_records",
      "capture_gaps",
      "conversations",
      "vpc_flow_logs",
      "FLOW_FLAT",
      "FLOW",
      "aws_vpc_flow_log",
      "converge_flowlog",
    ];
    expect(relations.map(({ name }) => name)).toEqual([...expected, "flowlogs"]);
    for (const { name, columns } of relations) {
      expect(columns.map((column) => column.name)).toEqual(await fixture.columnsOf(`"${name}"`));
    }
    expect(relations[0]?.columns.map(({ name, type }) => [name, type])).toEqual(flowColumns.map(({ name, type }) => [name, type]));
  });

  it("documents every relation and every column", async () => {
    fixture = await IndexFixture.open();
    const { relations } = await fixture.settledCatalog();
    expect(relations.filter((relation) => relation.documentation === undefined)).toEqual([]);
    const all = relations.flatMap((relation) => relation.columns.map((column) => ({ relation: relation.name, ...column })));
    expect(all.filter((column) => (column.documentation ?? "") === "")).toEqual([]);
  });

  it("tells which column of flows a compatibility view shows unchanged, and what others are made of", async () => {
    fixture = await IndexFixture.open();
    const catalog = await fixture.settledCatalog();
    expect(columnOf(catalog, "vpc_flow_logs", "sourceaddress")).toMatchObject({ flowColumn: "srcaddr", meaning: "address" });
    expect(columnOf(catalog, "FLOW_FLAT", "initiator_ip")).toMatchObject({ flowColumn: "srcaddr" });
    expect(columnOf(catalog, "aws_vpc_flow_log", "tp_timestamp")).toMatchObject({ flowColumn: "start_time", type: "TIMESTAMP" });
    const start = columnOf(catalog, "vpc_flow_logs", "start");
    expect(start).toMatchObject({ type: "BIGINT", documentation: "Made of columns of `flows`: `CAST(epoch(start_time) AS BIGINT)`." });
    expect(start?.flowColumn).toBeUndefined();
    expect(start?.timeOf).toEqual({ flowColumn: "start_time", as: "seconds" });
    expect(columnOf(catalog, "vpc_flow_logs", "date")?.timeOf).toEqual({ flowColumn: "start_time", as: "day" });
    expect(columnOf(catalog, "vpc_flow_logs", "dt")?.timeOf).toEqual({ flowColumn: "start_time", as: "day" });
    expect(columnOf(catalog, "vpc_flow_logs", "hour")?.timeOf).toBeUndefined();
    expect(columnOf(catalog, "FLOW_FLAT", "end_time")?.timeOf).toEqual({ flowColumn: "end_time", as: "text" });
    expect(columnOf(catalog, "FLOW_FLAT", "action")).toMatchObject({ meaning: "action", values: ["accepted", "rejected"] });
    expect(columnOf(catalog, "converge_flowlog", "dest_port")).toMatchObject({ type: "VARCHAR", meaning: "port", valuesLike: "dstport" });
    expect(columnOf(catalog, "converge_flowlog", "src_city")?.documentation).toContain("Always NULL");
    expect(columnOf(catalog, "FLOW", "flow_logs")?.type).toMatch(/^STRUCT\(.*\)\[\]$/);
  });
});

describe("the catalog of an index that cannot be used", () => {
  it("has what every index has, and the functions of the engine", async () => {
    fixture = await IndexFixture.open();
    await fixture.reopen((folder) => writeFile(join(folder, "flows.duckdb"), "no index"));
    const { relations, functions, index } = await fixture.settledCatalog();
    expect([relations, index]).toEqual([staticCatalog.relations, undefined]);
    expect(functions.get("count")?.kind).toBe("aggregate");
  });
});

describe("the statistics of what is indexed", () => {
  it("are those of all flows, and of no record that nothing flowed", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1, S2, S3, S5, S6, S17);
    await fixture.run();
    const { index, statistics } = await fixture.settledCatalog();
    expect(index).toEqual({
      ...{ rows: 5, providers: ["aws"], awsVersion: 2 },
      ...{ firstRecord: "2026-03-14T15:00:02Z", lastRecord: "2026-03-14T15:00:30Z" },
    });
    expect(statistics.get("action")).toEqual({
      ...{ rows: 5, filled: 5, distinct: 2, min: "ACCEPT", max: "REJECT" },
      top: [
        { value: "ACCEPT", count: 4 },
        { value: "REJECT", count: 1 },
      ],
    });
    expect(statistics.get("dstport")).toMatchObject({ filled: 5, min: "0", max: "51834" });
    expect(statistics.get("srcaddr")?.top.map(({ value }) => value)).toContain("2001:db8:7:1::a5");
    expect(statistics.get("start_time")).toMatchObject({ min: "2026-03-14T15:00:02Z", max: "2026-03-14T15:00:30Z" });
    expect(statistics.get("start_time")?.top[0]).toEqual({ value: "2026-03-14T15:00:02Z", count: 2 });
    expect(statistics.get("provider")?.top).toEqual([{ value: "aws", count: 5 }]);
    expect(statistics.get("object")?.top).toEqual([
      { value: (await fixture.query("SELECT any_value(object) o FROM flows"))[0]?.o, count: 5 },
    ]);
  });

  it("know a column that no object has", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1);
    await fixture.run();
    const { statistics } = await fixture.settledCatalog();
    expect(statistics.get("tcp_flags")).toEqual({ rows: 1, filled: 0, distinct: 0, top: [] });
    expect([...statistics.keys()].sort()).toEqual((await fixture.columnsOf("flows")).sort());
  });

  it("agree with the engine over every sample of every provider", async () => {
    fixture = await IndexFixture.open();
    for (const [name, sample] of Object.entries(flowSamples)) await fixture.put(`${name}/${sample.key}`, sample.bytes);
    await fixture.run();
    const catalog = await fixture.settledCatalog();
    expect(catalog.index).toMatchObject({ providers: ["aws", "aws-tgw", "ibm"], awsVersion: 11 });
    const columns = (catalog.relations[0]?.columns ?? []).map(({ name }) => `"${name}"`);
    const counts = columns.map((column) => `[count(*), count(${column}), count(DISTINCT ${column})]::INTEGER[] AS ${column}`);
    const [counted = {}] = await fixture.query(`SELECT ${counts.join(", ")} FROM flows`);
    const known = [...catalog.statistics].map(([name, { rows, filled, distinct }]) => [name, `[${rows},${filled},${distinct}]`]);
    expect(Object.fromEntries(known)).toEqual(counted);
  });

  it("are taken anew when a run has brought rows, and when rows are forgotten", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1, S2);
    await fixture.run();
    expect((await fixture.settledCatalog()).statistics.get("action")?.rows).toBe(2);
    await putRecords("b.log", S5, S6);
    await fixture.run();
    expect((await fixture.settledCatalog()).statistics.get("action")?.rows).toBe(4);
    expect(fixture.catalog.current.index?.rows).toBe(4);
    await fixture.index.runs.forget((await fixture.source()).sourceId, {});
    const emptied = await fixture.settledCatalog();
    expect([emptied.index, emptied.statistics.size]).toEqual([undefined, 0]);
  });

  it("are there again when the index is opened again, without a look at the rows", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1, S2);
    await fixture.run();
    const before = await fixture.settledCatalog();
    await fixture.reopen();
    const learned: Catalog[] = [];
    fixture.catalog.listen(() => learned.push(fixture.catalog.current));
    expect(await fixture.settledCatalog()).toEqual(before);
    expect(learned.filter(({ index }) => index !== undefined).map(({ statistics }) => statistics.size > 0)).not.toContain(false);
  });

  it("are taken when the index is opened, where a run had no time for it", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1, S2);
    await fixture.run();
    await fixture.reopen();
    expect((await fixture.settledCatalog()).statistics.get("action")?.rows).toBe(2);
  });
});

describe("fields that are not documented", () => {
  it("are columns of flows with their values", async () => {
    fixture = await IndexFixture.open();
    await fixture.put(flowSamples.S15.key, `${defaultHeader} new-field\n${S1} sea\n${S2} sky\n`);
    await fixture.run();
    const catalog = await fixture.settledCatalog();
    const column = columnOf(catalog, "flows", "new_field");
    expect(column).toMatchObject({ type: "VARCHAR", flowColumn: "new_field" });
    expect(column?.documentation).toBe("Field of the objects that is not documented, as text. Records of `aws` have it.");
    expect(catalog.statistics.get("new_field")?.top.map(({ value }) => value)).toEqual(["sea", "sky"]);
  });
});

describe("what is the user's own", () => {
  it("is there as soon as its statement has run, and goes with it", async () => {
    fixture = await IndexFixture.open();
    await fixture.settledCatalog();
    await run("CREATE VIEW talkers AS SELECT srcaddr, sum(bytes) AS volume, count(*) AS bytes FROM flows GROUP BY srcaddr");
    await run("CREATE TABLE watched AS SELECT '192.0.2.1' AS address");
    await run("CREATE MACRO kib(n) AS n / 1024");
    const { relations, functions } = await fixture.settledCatalog();
    const own = relations.filter(({ kind }) => kind === "own");
    expect(own.map(({ name, documentation }) => [name, documentation])).toEqual([
      ["talkers", "A view of your own."],
      ["watched", "A table of your own."],
    ]);
    expect(own[0]?.columns).toEqual([
      { name: "srcaddr", type: "VARCHAR", meaning: "address" },
      { name: "volume", type: "HUGEINT" },
      { name: "bytes", type: "BIGINT", meaning: "bytes" },
    ]);
    expect(functions.get("kib")).toMatchObject({ kind: "scalar", signatures: [{ parameters: [{ name: "n" }] }] });
    await run("DROP VIEW talkers");
    await run("DROP MACRO kib");
    const after = await fixture.settledCatalog();
    expect(after.relations.filter(({ kind }) => kind === "own").map(({ name }) => name)).toEqual(["watched"]);
    expect(after.functions.has("kib")).toBe(false);
  });

  it("may be called as a table is that lies behind the index, out of sight", async () => {
    fixture = await IndexFixture.open();
    await putRecords("a.log", S1, S2);
    await fixture.run();
    await run("CREATE VIEW rejected AS FROM flows WHERE action = 'REJECT'");
    await run("CREATE TABLE objects AS SELECT DISTINCT object FROM flows");
    expect(await fixture.query("SELECT (SELECT count(*)::INTEGER FROM rejected) AS r, count(*)::INTEGER AS o FROM objects")).toEqual([
      { r: 1, o: 1 },
    ]);
    await putRecords("b.log", S5);
    expect(await fixture.run()).toMatchObject({ objects: 1, rows: 1, failed: 0 });
    await run("DROP VIEW rejected");
    expect((await fixture.settledCatalog()).relations.filter(({ kind }) => kind === "own").map(({ name }) => name)).toEqual(["objects"]);
  });

  it("is there after a restart, also where it cannot be read any more", async () => {
    fixture = await IndexFixture.open();
    await run("CREATE TABLE ground AS SELECT 1 AS a");
    await run("CREATE VIEW above AS FROM ground");
    await run("DROP TABLE ground");
    await fixture.reopen();
    const { relations } = await fixture.settledCatalog();
    expect(relations.filter(({ kind }) => kind === "own").map(({ name }) => name)).toEqual(["above"]);
  });
});

describe("word of change", () => {
  it("comes when the catalog is another one, and not when it is the same", async () => {
    fixture = await IndexFixture.open();
    await fixture.settledCatalog();
    let told = 0;
    fixture.catalog.listen(() => told++);
    await run("DROP VIEW IF EXISTS nothing");
    await fixture.run();
    await fixture.settledCatalog();
    expect(told).toBe(0);
    await putRecords("a.log", S1);
    await fixture.run();
    await fixture.settledCatalog();
    expect(told).toBeGreaterThan(0);
  });
});

function putRecords(name: string, ...records: readonly string[]): Promise<void> {
  return fixture.put(`AWSLogs/${name}`, `${[defaultHeader, ...records].join("\n")}\n`);
}

async function run(sql: string): Promise<void> {
  await fixture.index.queries.run({ ownerId: "test", sql }, new AbortController().signal, () => undefined);
}

function columnOf(catalog: Catalog, relation: string, column: string): CatalogColumn | undefined {
  return catalog.relations.find(({ name }) => name === relation)?.columns.find(({ name }) => name === column);
}
