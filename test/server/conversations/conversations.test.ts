import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversationColumns } from "../../../src/language/schema/conversationColumns";
import type { Cell } from "../../../src/protocol/query";
import {
  customTexts,
  defaultHeader,
  defaultRecords,
  ibmDocument,
  ibmEgressFlow,
  ibmIngressFlow,
  ibmKey,
  sampleStart,
} from "../../support/flowSamples";
import { IndexFixture, type Row } from "../indexer/indexFixture";
import { type CaseRecord, conversationCases } from "./cases";

const header =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags pkt-srcaddr pkt-dstaddr instance-id interface-type resource-id vpc-id log-status";

/** A custom format with and without the columns that the older default format lacks. */
function recordText({ flow, ...more }: CaseRecord, place: string): string {
  const [from, to] = flow.split(" > ").map((end) => end.split(" "));
  const [packetFrom, packetTo] = more.packet?.split(" > ") ?? [];
  const start = sampleStart + (more.at ?? 0);
  return [
    ...["11", "210987654321", more.resource === undefined ? place : "-", from?.[0], to?.[0], from?.[1], to?.[1], more.protocol ?? 6],
    ...[2, more.bytes ?? 120, start, start + 50, more.action ?? "ACCEPT", more.flags ?? "-", packetFrom ?? "-", packetTo ?? "-"],
    ...[more.instance ?? "-", more.interfaceType ?? "-", more.resource ?? "-", "vpc-1", "OK"],
  ].join(" ");
}

function read(row: Row): string {
  const { initiator, initiator_port, responder, port, direction_from, outcome } = row;
  return [initiator, initiator_port, ">", responder, port, direction_from, outcome].map(String).join(" ");
}

describe("conversations", () => {
  let fixture: IndexFixture;
  let all: readonly Row[];

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    await fixture.put(
      "cases.log",
      [header, ...conversationCases.flatMap(({ records }, index) => records.map((record) => recordText(record, `eni-${index}`)))].join(
        "\n",
      ),
    );
    await fixture.put("default.log", [defaultHeader, ...Object.values(defaultRecords)].join("\n"));
    await fixture.put("tgw.log", customTexts.S16);
    await fixture.put("noPorts.log", customTexts.S8);
    await fixture.put("later.log", customTexts.S12);
    await fixture.putSamples({
      [ibmKey("egress")]: ibmDocument([
        ibmEgressFlow,
        { ...ibmEgressFlow, start_time: "2026-03-14T15:04:50Z", end_time: "2026-03-14T15:04:55Z" },
      ]),
      [ibmKey("ingress")]: ibmDocument([ibmIngressFlow]),
    });
    await fixture.run();
    all = await fixture.query("FROM conversations ORDER BY start_time, initiator, packet_responder");
  });

  afterAll(() => fixture.close());

  it("has the columns that are documented, with their types", async () => {
    const columns = await fixture.query("SELECT column_name, column_type FROM (DESCRIBE conversations)");
    expect(columns.map(Object.values)).toEqual(conversationColumns.map(({ name, type }) => [name, type]));
  });

  it.each(conversationCases.map(({ name }, index) => [name, index] as const))("%s", (_name, index) => {
    const { records, expected } = conversationCases[index] ?? { records: [], expected: [] };
    const place = records.find(({ resource }) => resource !== undefined)?.resource ?? `eni-${index}`;
    const rows = all
      .filter(({ interface_id, vpc_id }) => interface_id === place && vpc_id === "vpc-1")
      .sort((one, other) => `${one.initiator} ${one.packet_responder}`.localeCompare(`${other.initiator} ${other.packet_responder}`));
    const looked = rows.map((row, at) => {
      const asked = Object.keys(expected[at]?.columns ?? {});
      return { conversation: read(row), columns: Object.fromEntries(asked.map((name): [string, Cell] => [name, row[name] ?? null])) };
    });
    expect(looked).toEqual(expected.map(({ conversation, columns }) => ({ conversation, columns: columns ?? {} })));
  });

  it("joins request and reply of the default format, which has no flags", () => {
    const rows = all.filter(({ initiator }) => initiator === "203.0.113.77");
    expect(rows.map(read)).toEqual(["203.0.113.77 51834 > 10.20.1.14 443 ports ACCEPT"]);
    expect(rows[0]).toMatchObject({ bytes_sent: "5210", bytes_received: "48110", records: "2", start_time: "2026-03-14T15:00:02Z" });
  });

  it("takes IBM's initiator as it is, its reply counters as the other way, and records of one connection as one", () => {
    const rows = all.filter(({ provider }) => provider === "ibm");
    expect(rows.map(read)).toEqual([
      "10.240.0.12 41822 > 198.51.100.80 443 record ACCEPT",
      "203.0.113.199 55901 > 10.240.0.12 22 record REJECT",
    ]);
    expect(rows[0]).toMatchObject({ bytes_sent: "10240", bytes_received: "154680", records: "2", start_time: "2026-03-14T14:52:10Z" });
    expect(rows[1]).toMatchObject({ bytes_sent: "180", bytes_received: "0" });
  });

  it("has no outcome where the records have no action, and names the attachment where they have no interface", () => {
    const rows = all.filter(({ provider }) => provider === "aws-tgw");
    expect(rows.map(read)).toEqual(["10.20.2.31 40222 > 172.16.40.5 1433 flags null"]);
    expect(rows[0]).toMatchObject({ interface_id: "tgw-attach-0de5f6a7b8c9d0e1f" });
  });

  it("joins records of formats without ports, by their flags", () => {
    const rows = all.filter(({ interface_id }) => interface_id === "eni-0c00d11e22f33a44b");
    expect(rows.map(read)).toEqual(["10.20.2.31 null > 10.20.0.9 null flags null"]);
    expect(rows[0]).toMatchObject({ packet_responder: "198.51.100.60", nat: "10.20.0.9", packets_sent: null, bytes_received: "88310" });
  });

  it("loses no record and no byte", async () => {
    const [sums] = await fixture.query(`SELECT (SELECT sum(records) FROM conversations) AS records, (SELECT count(*) FROM flows) AS flows,
      (SELECT sum(bytes_sent + bytes_received) FROM conversations) AS bytes, (SELECT sum(bytes + coalesce(bytes_reply, 0)) FROM flows) AS sent`);
    expect(sums?.records).toBe(String(sums?.flows));
    expect(sums?.bytes).toBe(sums?.sent);
  });

  it.each(["10.0.0.220", "203.0.113.5", "10.240.0.12", "10.0.0.5"])("conversations_of('%s') has those of the address", async (address) => {
    const of = await fixture.query(`FROM conversations_of('${address}') ORDER BY ALL`);
    expect(of.length).toBeGreaterThan(0);
    expect(of).toEqual(await fixture.query(`FROM conversations WHERE '${address}' IN (initiator, responder) ORDER BY ALL`));
  });

  it("is there in an index that was made before", async () => {
    await fixture.reopen(async (folder) => {
      const { DuckDBInstance } = await import("@duckdb/node-api");
      const instance = await DuckDBInstance.create(`${folder}/flows.duckdb`);
      const connection = await instance.connect();
      await connection.run("DROP VIEW main.conversations");
      connection.closeSync();
      instance.closeSync();
    });
    expect(await fixture.query("SELECT count(*) > 0 AS any FROM conversations")).toEqual([{ any: true }]);
  });

  it.each(["CREATE VIEW conversations AS SELECT 1 AS x", "CREATE MACRO conversations_of(a) AS a", "DROP VIEW conversations"])(
    "keeps its name: %s is refused",
    async (sql) => {
      await expect(fixture.query(sql)).rejects.toMatchObject({ data: { kind: "statementRefused" } });
    },
  );
});
