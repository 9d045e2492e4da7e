import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultRecords } from "../../support/flowSamples";
import { IndexFixture } from "./indexFixture";
import { parquetBytes } from "./parquetBytes";
import { documents, type Edge, foreign, lines, packing, parquet, text, unusual, wrapped } from "./edgeCases";

const { S1, S2 } = defaultRecords;

describe.each(["together", "one by one"])("Objects at the edge of the formats, indexed %s", (manner) => {
  const edges: Record<string, Edge> = {};
  let fixture: IndexFixture;
  let trouble: Awaited<ReturnType<IndexFixture["trouble"]>>;
  const gathered = { lines, wrapped, documents, unusual };
  const groups = manner === "together" ? { ...gathered, packing, foreign } : gathered;
  for (const [group, cases] of Object.entries(groups)) for (const [name, edge] of Object.entries(cases)) edges[`${group}: ${name}`] = edge;
  if (manner === "together") for (const [name, [, edge]] of Object.entries(parquet)) edges[`parquet: ${name}`] = { ...edge, object: "" };
  const names = Object.keys(edges);
  const keyOf = (name: string) => `${names.indexOf(name)}/object`;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    for (const name of names) {
      const sql = parquet[name.replace("parquet: ", "")]?.[0];
      await fixture.put(
        keyOf(name),
        sql === undefined || !name.startsWith("parquet: ") ? (edges[name]?.object ?? "") : await parquetBytes(sql),
      );
    }
    // One that cannot be read makes the engine read all of its batch in another way, so both ways are looked at.
    if (manner === "together") await fixture.run();
    else for (const name of names) await fixture.run({ prefix: keyOf(name) });
    trouble = await fixture.trouble();
  });
  afterAll(() => fixture.close());

  it.each(names)("%s", async (name) => {
    const { select = "srcport", rows = [], rejected = [], failed } = edges[name] as Edge;
    const reasons = trouble.failures.filter(({ key }) => key === keyOf(name)).map(({ reason }) => reason);
    if (failed === undefined) expect(reasons).toEqual([]);
    else expect(reasons).toEqual([expect.stringMatching(failed)]);
    const found = await fixture.query(`SELECT ${select} FROM flows WHERE object LIKE '%/${keyOf(name)}' ORDER BY ALL`);
    expect(found.map((row) => Object.values(row))).toEqual(rows);
    const refused = trouble.rejected.filter(({ key }) => key === keyOf(name));
    expect(refused.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(rejected);
    for (const { sample } of refused) expect(sample.length).toBeLessThanOrEqual(500);
  });

  it("shows unknown fields as columns of flows, behind those that are documented", async () => {
    const columns = await fixture.columnsOf("flows");
    expect(columns).toEqual(expect.arrayContaining(["brand_new_field", "vendor_note", "window_note"]));
    expect(columns.indexOf("brand_new_field")).toBeGreaterThan(columns.indexOf("packets_lost_blackhole"));
  });

  it("takes the gaps of records without a status by what they lack", async () => {
    const gaps = await fixture.rowsOf(keyOf("lines: flows that only their traffic tells from gaps"), "capture_gaps");
    expect(gaps).toEqual([
      { provider: "aws", interface_id: "eni-1a", start_time: "2026-03-14T15:00:02Z", end_time: "2026-03-14T15:00:59Z" },
    ]);
  });
});

describe("Records without a header", () => {
  it("are read with the fields that a setting names", async () => {
    const fixture = await IndexFixture.open();
    await fixture.put("bare", "10.0.0.1 10.0.0.2 443 1773500402 ACCEPT\n");
    const awsFieldsWithoutHeader = ["srcaddr", "dstaddr", "dstport", "start", "action"];
    expect(await fixture.run({ formatOptions: { awsFieldsWithoutHeader } })).toMatchObject({ rows: 1, failed: 0 });
    expect(await fixture.rowsOf("bare")).toEqual([
      { provider: "aws", srcaddr: "10.0.0.1", dstaddr: "10.0.0.2", dstport: 443, start_time: "2026-03-14T15:00:02Z", action: "ACCEPT" },
    ]);
    await fixture.close();
  });
});

describe("An object of lines with far too many fields", () => {
  it("costs no more than its size", async () => {
    const fixture = await IndexFixture.open();
    await fixture.put("wide", text(S1, ...Array.from({ length: 4000 }, () => "y ".repeat(480)), S2));
    expect(await fixture.run()).toMatchObject({ rows: 2, rejected: 4000, failed: 0 });
    await fixture.close();
  }, 10_000);
});

describe("An object with more refused lines than are kept", () => {
  it("counts them all and keeps a hundred", async () => {
    const fixture = await IndexFixture.open();
    const broken = Array.from({ length: 60_000 }, (_, line) => `broken ${line}`);
    await fixture.put("many", text(S1, ...broken, S2));
    await fixture.put("few", text(S1, "broken", S2));
    expect(await fixture.run()).toMatchObject({ rows: 4, rejected: 60_001 });
    const { rejected } = await fixture.trouble();
    expect(rejected.map(({ line }) => line)).toEqual([3, ...Array.from({ length: 100 }, (_, index) => index + 3)]);
    await fixture.close();
  });
});
