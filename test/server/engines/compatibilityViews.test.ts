import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  defaultHeader,
  defaultObject,
  defaultRecords,
  flowSamples,
  ibmDocument,
  ibmEgressFlow,
  ibmIngressFlow,
  ibmKey,
} from "../../support/flowSamples";
import { IndexFixture } from "../indexer/indexFixture";

/** The queries of published walk-throughs, as printed. */
const sshAndRdp = `SELECT
*
FROM vpc_flow_logs
WHERE
sourceport in (22,3389)
OR
destinationport IN (22, 3389)
ORDER BY starttime ASC`;

const topTalkers = `SELECT
ip,
sum(bytes) as total_bytes
FROM (
SELECT
destinationaddress as ip,
sum(numbytes) as bytes
FROM vpc_flow_logs
GROUP BY 1
UNION ALL
SELECT
sourceaddress as ip,
sum(numbytes) as bytes
FROM vpc_flow_logs
GROUP BY 1
)
GROUP BY ip
ORDER BY total_bytes DESC
LIMIT 10`;

const httpsOfLastWeek = `SELECT SUM(numpackets) AS
  packetcount,
  destinationaddress
FROM vpc_flow_logs
WHERE destinationport = 443 AND date > current_date - interval '7' day
GROUP BY destinationaddress
ORDER BY packetcount DESC
LIMIT 10;`;

const athenaOlder: Readonly<Record<string, string>> = {
  ...{ account: "VARCHAR", interfaceid: "VARCHAR", sourceaddress: "VARCHAR", destinationaddress: "VARCHAR", protocol: "INTEGER" },
  ...{ sourceport: "INTEGER", destinationport: "INTEGER", numpackets: "BIGINT", numbytes: "BIGINT", starttime: "BIGINT" },
  ...{ endtime: "BIGINT", action: "VARCHAR", logstatus: "VARCHAR", dt: "VARCHAR", date: "DATE" },
};
const athenaToday: Readonly<Record<string, string>> = {
  ...{ version: "INTEGER", account_id: "VARCHAR", interface_id: "VARCHAR", srcaddr: "VARCHAR", dstaddr: "VARCHAR", srcport: "INTEGER" },
  ...{
    dstport: "INTEGER",
    packets: "BIGINT",
    bytes: "BIGINT",
    start: "BIGINT",
    end: "BIGINT",
    log_status: "VARCHAR",
    tcp_flags: "INTEGER",
  },
  ...{ vpc_id: "VARCHAR", subnet_id: "VARCHAR", instance_id: "VARCHAR", type: "VARCHAR", pkt_srcaddr: "VARCHAR", pkt_dstaddr: "VARCHAR" },
  ...{ region: "VARCHAR", az_id: "VARCHAR", sublocation_type: "VARCHAR", sublocation_id: "VARCHAR", pkt_src_aws_service: "VARCHAR" },
  ...{ pkt_dst_aws_service: "VARCHAR", flow_direction: "VARCHAR", traffic_path: "INTEGER" },
};
const ibmFlow: Readonly<Record<string, string>> = {
  ...{ start_time: "VARCHAR", end_time: "VARCHAR", connection_start_time: "VARCHAR", direction: "VARCHAR", action: "VARCHAR" },
  ...{ initiator_ip: "VARCHAR", target_ip: "VARCHAR", initiator_port: "INTEGER", target_port: "INTEGER", transport_protocol: "INTEGER" },
  ...{ ether_type: "VARCHAR", was_initiated: "BOOLEAN", was_terminated: "BOOLEAN", bytes_from_initiator: "BIGINT" },
  ...{ packets_from_initiator: "BIGINT", bytes_from_target: "BIGINT", packets_from_target: "BIGINT" },
  ...{ cumulative_bytes_from_initiator: "BIGINT", cumulative_packets_from_initiator: "BIGINT" },
  ...{ cumulative_bytes_from_target: "BIGINT", cumulative_packets_from_target: "BIGINT" },
};
const ibmWindow: Readonly<Record<string, string>> = {
  ...{ version: "VARCHAR", collector_crn: "VARCHAR", attached_endpoint_type: "VARCHAR", network_interface_id: "VARCHAR" },
  ...{ instance_crn: "VARCHAR", capture_start_time: "TIMESTAMP", capture_end_time: "TIMESTAMP", "vnic-id": "VARCHAR" },
  ...{ "record-type": "VARCHAR", year: "BIGINT", month: "BIGINT", day: "BIGINT", hour: "BIGINT", "stream-id": "VARCHAR" },
};
const ibmPlace = Object.fromEntries(
  ["account", "region", "vpc-id", "subnet-id", "endpoint-type", "instance-id"].map((name) => [name, "VARCHAR"]),
);
const omnisci: Readonly<Record<string, string>> = {
  ...{ version: "INTEGER", account_id: "VARCHAR", interface_id: "VARCHAR", source_address: "VARCHAR", dest_address: "VARCHAR" },
  ...{ src_port: "VARCHAR", dest_port: "VARCHAR", protocol: "VARCHAR", packets: "BIGINT", bytes: "BIGINT", flowlog_start: "TIMESTAMP" },
  ...{ flowlog_end: "TIMESTAMP", action: "VARCHAR", log_status: "VARCHAR", src_lon: "FLOAT", src_lat: "FLOAT", src_city: "VARCHAR" },
  ...{ src_state: "VARCHAR", src_zip_code: "VARCHAR", src_country: "VARCHAR", src_country_iso: "VARCHAR", otx_intel: "BOOLEAN" },
  ...{ ip_int: "BIGINT", column_1: "VARCHAR", network_int: "BIGINT", broadcast_int: "BIGINT", ip_as_int: "BIGINT", asn: "VARCHAR" },
  ...{ country: "VARCHAR", org: "VARCHAR" },
};
const tailpipe: Readonly<Record<string, string>> = {
  ...{ tp_timestamp: "TIMESTAMP", tp_source_ip: "VARCHAR", tp_destination_ip: "VARCHAR", tp_ips: "VARCHAR[]", tp_akas: "VARCHAR[]" },
  ...{ tp_index: "VARCHAR", tp_partition: "VARCHAR", tp_date: "DATE", export_timestamp: "TIMESTAMP", start_time: "TIMESTAMP" },
  ...{
    end_time: "TIMESTAMP",
    version: "INTEGER",
    account_id: "VARCHAR",
    interface_id: "VARCHAR",
    src_addr: "VARCHAR",
    dst_addr: "VARCHAR",
  },
  ...{ src_port: "INTEGER", dst_port: "INTEGER", protocol: "INTEGER", packets: "BIGINT", bytes: "BIGINT", action: "VARCHAR" },
  ...{ log_status: "VARCHAR", pkt_src_addr: "VARCHAR", pkt_dst_addr: "VARCHAR", vpc_id: "VARCHAR", subnet_id: "VARCHAR" },
  ...{ instance_id: "VARCHAR", tcp_flags: "INTEGER", type: "VARCHAR", region: "VARCHAR", az_id: "VARCHAR", traffic_path: "INTEGER" },
  ...{ pkt_src_aws_service: "VARCHAR", pkt_dst_aws_service: "VARCHAR", flow_direction: "VARCHAR", reject_reason: "VARCHAR" },
};

describe("Relations under the names that other tools' queries expect", () => {
  let fixture: IndexFixture;

  const values = async (sql: string) => (await fixture.query(sql)).map((row) => Object.values(row));

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    const today = Math.floor(Date.now() / 1000);
    const recent = defaultRecords.S1.replace("1773500402 1773500459", `${today - 120} ${today - 60}`);
    await fixture.putSamples({
      "aws.log.gz": defaultObject,
      "recent.log": `${defaultHeader}\n${recent}\n`,
      [ibmKey("egress")]: ibmDocument([ibmEgressFlow, { ...ibmEgressFlow, target_port: 53, bytes_from_initiator: 80 }]),
      [ibmKey("ingress")]: ibmDocument([ibmIngressFlow]),
      [ibmKey("all")]: flowSamples.S31,
    });
    await fixture.run();
  });
  afterAll(() => fixture.close());

  it.each<[relation: string, columns: Readonly<Record<string, string>>]>([
    ["vpc_flow_logs", { ...athenaToday, ...athenaOlder }],
    ["FLOW_FLAT", { ...ibmWindow, ...ibmPlace, ...ibmFlow }],
    ["converge_flowlog", omnisci],
    ["flowlogs", omnisci],
    ["aws_vpc_flow_log", tailpipe],
  ])("%s has the columns of its tool, in the tool's types", async (relation, columns) => {
    const described = await fixture.query(`SELECT column_name, column_type FROM (DESCRIBE ${relation})`);
    const found = new Map(described.map((row) => [row.column_name, row.column_type]));
    expect(Object.fromEntries(found)).toMatchObject(columns);
  });

  it("FLOW nests the flows of a capture window, as IBM's table does", async () => {
    const [row] = await fixture.query(`SELECT column_type FROM (DESCRIBE FLOW) WHERE column_name = 'flow_logs'`);
    const struct = Object.entries(ibmFlow).map(([name, type]) => `"?${name}"? ${type}`);
    expect(String(row?.column_type)).toMatch(new RegExp(`^STRUCT\\(${struct.join(", ")}\\)\\[\\]$`));
    const columns = await fixture.columnsOf("FLOW");
    expect(columns).toEqual(expect.arrayContaining([...Object.keys(ibmWindow), ...Object.keys(ibmPlace), "number_of_flow_logs"]));
  });

  it("R3-Q1 finds SSH and RDP, oldest first", async () => {
    const rows = await fixture.query(sshAndRdp);
    expect(rows.map(({ starttime, sourceport, destinationport }) => [starttime, sourceport, destinationport])).toEqual([
      ["1773500411", 40112, 3389],
      ["1773500430", 58220, 22],
      ["1773500490", 55901, 22],
    ]);
  });

  it("R3-Q2 adds up the bytes of both directions by address", async () => {
    const rows = await values(topTalkers);
    expect(rows[0]).toEqual(["10.20.1.14", String(5210 + 44 + 336 + 2914 + 5210)]);
    expect(rows).toContainEqual(["203.0.113.77", String(2 * 5210)]);
    expect(rows).toContainEqual(["10.240.0.12", String(5120 + 80 + 180)]);
    expect(rows).toHaveLength(10);
  });

  it("R3-Q3 counts HTTPS packets of the last week only", async () => {
    expect(await values(httpsOfLastWeek)).toEqual([["18", "10.20.1.14"]]);
  });

  it("vpc_flow_logs has what says that nothing flowed, too", async () => {
    expect(await values("SELECT logstatus, count(*) FROM vpc_flow_logs WHERE log_status <> 'OK' GROUP BY 1 ORDER BY 1")).toEqual([
      ["NODATA", "2"],
      ["SKIPDATA", "1"],
    ]);
  });

  it("FLOW_FLAT has IBM's words and texts, and AWS's flows in them too", async () => {
    const rows =
      await values(`SELECT "record-type", "stream-id", "subnet-id", "endpoint-type", action, direction, start_time, bytes_from_target
      FROM FLOW_FLAT WHERE target_port = 22 ORDER BY ALL`);
    const subnet = "crn:v1:bluemix:public:is:eu-de-1:a/0f0e0d0c0b0a0908::subnet:02b7-9999aaaa-bbbb";
    expect(rows).toEqual([
      ["ingress", "20260312T081500Z", subnet, "vnics", "rejected", "I", "2026-03-14T15:01:30Z", "0"],
      [null, null, null, null, "accepted", null, "2026-03-14T15:00:30Z", null],
    ]);
    expect(await values("SELECT DISTINCT year, month, day, hour FROM FLOW_FLAT WHERE version = '0.0.1'")).toEqual([
      ["2026", "3", "14", "15"],
    ]);
  });

  it("FLOW has one row a window, with an empty array where nothing flowed", async () => {
    expect(
      await values(
        `SELECT "record-type", number_of_flow_logs, len(flow_logs), capture_end_time FROM FLOW WHERE account = '0f0e0d0c0b0a0908' ORDER BY 1`,
      ),
    ).toEqual([
      ["all", "0", "0", "2026-03-14T15:05:00Z"],
      ["egress", "2", "2", "2026-03-14T15:05:00Z"],
      ["ingress", "1", "1", "2026-03-14T15:05:00Z"],
    ]);
    expect(await values("SELECT f.target_port FROM FLOW, unnest(flow_logs) u(f) WHERE version = '0.0.1' ORDER BY 1")).toEqual([
      [22],
      [53],
      [443],
    ]);
  });

  it("converge_flowlog answers the dashboards' questions", async () => {
    expect(await values("SELECT DISTINCT source_address FROM flowlogs WHERE dest_port = '3389'")).toEqual([["198.51.100.9"]]);
    const accepted = "SELECT CAST(SUM(CASE WHEN action = 'ACCEPT' THEN 1 ELSE 0 END) AS FLOAT) / COUNT(action) FROM converge_flowlog";
    expect(await values(accepted)).toEqual([[0.7777778]]);
  });

  it("aws_vpc_flow_log groups as Tailpipe's mods do", async () => {
    expect(
      await values(`SELECT strftime(start_time, '%Y-%m-%d'), len(tp_ips), count(*) FROM aws_vpc_flow_log
        WHERE dst_port = 3389 AND action = 'REJECT' AND tp_date = DATE '2026-03-14' GROUP BY 1, 2`),
    ).toEqual([["2026-03-14", "2", "1"]]);
  });
});

describe("The relations of an index without any object", () => {
  it("are there, with their columns and no rows", async () => {
    const fixture = await IndexFixture.open();
    for (const relation of ["flows", "capture_gaps", "flow_records", "vpc_flow_logs", "FLOW", "FLOW_FLAT", "flowlogs", "aws_vpc_flow_log"])
      expect([relation, (await fixture.query(`SELECT count(*) AS n FROM ${relation}`))[0]?.n]).toEqual([relation, "0"]);
    expect(await fixture.columnsOf("flows")).toContain("srcaddr");
    await fixture.close();
  });
});
