import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowSamples, type FlowSampleName } from "../../support/flowSamples";
import { IndexFixture, type Row } from "./indexFixture";

const aws = { provider: "aws" };
const v2 = { ...aws, version: 2, log_status: "OK", account_id: "210987654321", interface_id: "eni-0a11b22c33d44e55f" };

const s1 = {
  ...v2,
  ...{ srcaddr: "203.0.113.77", srcport: 51834, dstaddr: "10.20.1.14", dstport: 443, protocol: 6, packets: "18", bytes: "5210" },
  ...{ start_time: "2026-03-14T15:00:02Z", end_time: "2026-03-14T15:00:59Z", action: "ACCEPT" },
};
const s2 = {
  ...v2,
  ...{ srcaddr: "198.51.100.9", srcport: 40112, dstaddr: "10.20.1.14", dstport: 3389, protocol: 6, packets: "1", bytes: "44" },
  ...{ start_time: "2026-03-14T15:00:11Z", end_time: "2026-03-14T15:01:08Z", action: "REJECT" },
};
const s7 = {
  ...{ ...v2, account_id: "unknown", interface_id: "eni-0b00c11d22e33f44a" },
  ...{ srcaddr: "10.20.9.3", srcport: 443, dstaddr: "10.20.1.14", dstport: 50510, protocol: 6, packets: "7", bytes: "2914" },
  ...{ start_time: "2026-03-14T15:00:31Z", end_time: "2026-03-14T15:01:29Z", action: "ACCEPT" },
};
const s17 = {
  ...v2,
  ...{ srcaddr: "10.20.1.14", srcport: 443, dstaddr: "203.0.113.77", dstport: 51834, protocol: 6, packets: "15", bytes: "48110" },
  ...{ start_time: "2026-03-14T15:00:02Z", end_time: "2026-03-14T15:00:59Z", action: "ACCEPT" },
};

const s8 = { ...aws, version: 3, interface_id: "eni-0c00d11e22f33a44b", protocol: 6 };
const s8Times = { start_time: "2026-03-14T15:00:01Z", end_time: "2026-03-14T15:01:00Z" };
const s9 = {
  ...{ ...aws, version: 5, log_status: "OK", account_id: "210987654321", interface_id: "eni-0d00e11f22a33b44c", type: "IPv4" },
  ...{ vpc_id: "vpc-0f1e2d3c4b5a69788", subnet_id: "subnet-0aa1bb2cc3dd4ee5f", instance_id: "i-0123abcd4567ef890" },
  ...{ srcaddr: "10.20.2.31", srcport: 43770, dstaddr: "203.0.113.40", dstport: 443, protocol: 6, packets: "12", bytes: "9133" },
  ...{ start_time: "2026-03-14T15:01:02Z", end_time: "2026-03-14T15:01:59Z", action: "ACCEPT", tcp_flags: 3, traffic_path: 7 },
  ...{ pkt_srcaddr: "10.20.2.31", pkt_dstaddr: "203.0.113.40", pkt_dst_aws_service: "S3", flow_direction: "egress" },
  ...{ region: "eu-west-1", az_id: "euw1-az2" },
};
const s11 = { ...aws, version: 7, log_status: "OK", action: "ACCEPT", protocol: 6 };
const s11Times = { start_time: "2026-03-14T15:00:03Z", end_time: "2026-03-14T15:01:02Z" };
const s12 = { ...aws, version: 10, log_status: "OK", protocol: 6, start_time: "2026-03-14T15:00:05Z", end_time: "2026-03-14T15:01:04Z" };
const s12To14 = [
  {
    ...{ ...s12, interface_id: "eni-0e00f11a22b33c44d", action: "ACCEPT", flow_direction: "egress", encryption_status: 3 },
    ...{ srcaddr: "10.20.1.20", srcport: 33512, dstaddr: "10.20.1.21", dstport: 8443, packets: "40", bytes: "31200" },
  },
  {
    ...{ ...s12, resource_id: "nat-0a9b8c7d6e5f43210", action: "ACCEPT", flow_direction: "egress", encryption_status: 0 },
    ...{ srcaddr: "10.20.2.31", srcport: 50122, dstaddr: "203.0.113.90", dstport: 443, packets: "9", bytes: "1877" },
  },
  {
    // Blocked by VPC block public access: no bytes were counted.
    ...{ ...s12, interface_id: "eni-0e00f11a22b33c44d", action: "REJECT", flow_direction: "ingress", reject_reason: "BPA" },
    ...{ srcaddr: "198.51.100.23", srcport: 61000, dstaddr: "10.20.1.20", dstport: 80, packets: "2" },
  },
];

const ibmWindow = {
  ...{ provider: "ibm", log_status: "OK", state: "ok", ibm_version: "0.0.1", attached_endpoint_type: "vnic", region: "eu-de" },
  ...{ interface_id: "02b7-0a0b0c0d-1111", network_interface_id: "02b7-0a0b0c0d-1111", account_id: "0f0e0d0c0b0a0908" },
  ...{ instance_id: "02b7_12345678-90ab", vpc_id: "r010-11112222-3333", type: "IPv4", ether_type: "IPv4", protocol: 6 },
  instance_crn: "crn:v1:bluemix:public:is:eu-de-1:a/0f0e0d0c0b0a0908::instance:02b7_12345678-90ab",
  vpc_crn: "crn:v1:bluemix:public:is:eu-de:a/0f0e0d0c0b0a0908::vpc:r010-11112222-3333",
  collector_crn: "crn:v1:bluemix:public:is:eu-de:a/0f0e0d0c0b0a0908::flow-log-collector:r010-aaaabbbb-cccc",
  ...{ capture_start_time: "2026-03-14T15:00:00Z", capture_end_time: "2026-03-14T15:05:00Z" },
};
const s29 = {
  ...{ ...ibmWindow, start_time: "2026-03-14T15:00:07Z", end_time: "2026-03-14T15:04:41Z" },
  ...{ connection_start_time: "2026-03-14T14:52:10Z", was_initiated: false, was_terminated: true },
  ...{ action: "ACCEPT", direction: "O", flow_direction: "egress" },
  ...{ srcaddr: "10.240.0.12", srcport: 41822, dstaddr: "198.51.100.80", dstport: 443 },
  ...{ packets: "41", bytes: "5120", packets_reply: "63", bytes_reply: "77340" },
  ...{ cumulative_packets_from_initiator: "119", cumulative_bytes_from_initiator: "15222" },
  ...{ cumulative_packets_from_target: "201", cumulative_bytes_from_target: "240110" },
};
const s30 = {
  ...{ ...ibmWindow, start_time: "2026-03-14T15:01:30Z", end_time: "2026-03-14T15:01:36Z" },
  ...{ connection_start_time: "2026-03-14T15:01:30Z", was_initiated: true, was_terminated: false },
  ...{ action: "REJECT", direction: "I", flow_direction: "ingress" },
  ...{ srcaddr: "203.0.113.199", srcport: 55901, dstaddr: "10.240.0.12", dstport: 22 },
  ...{ packets: "3", bytes: "180", packets_reply: "0", bytes_reply: "0" },
  ...{ cumulative_packets_from_initiator: "3", cumulative_bytes_from_initiator: "180" },
  ...{ cumulative_packets_from_target: "0", cumulative_bytes_from_target: "0" },
};

/** What `flows` has of each sample: every column that is not NULL. */
const flows: Readonly<Record<FlowSampleName, readonly Row[]>> = {
  S1: [s1],
  S2: [s2],
  S3: [],
  S4: [],
  // Ports of 0 are ICMP's, and not NULL.
  S5: [
    {
      ...{ ...v2, srcaddr: "192.0.2.200", srcport: 0, dstaddr: "10.20.1.14", dstport: 0, protocol: 1, packets: "4", bytes: "336" },
      ...{ start_time: "2026-03-14T15:00:20Z", end_time: "2026-03-14T15:01:18Z", action: "ACCEPT" },
    },
  ],
  S6: [
    {
      ...{ ...v2, srcaddr: "2001:db8:7:1::a5", srcport: 58220, dstaddr: "2001:db8:20:1:4c2f::14", dstport: 22, protocol: 6 },
      ...{ packets: "31", bytes: "6044", start_time: "2026-03-14T15:00:30Z", end_time: "2026-03-14T15:01:28Z", action: "ACCEPT" },
    },
  ],
  S7: [s7],
  S8: [
    {
      ...{ ...s8, ...s8Times, srcaddr: "10.20.0.9", dstaddr: "10.20.2.31", bytes: "88310", tcp_flags: 19 },
      ...{ pkt_srcaddr: "198.51.100.60", pkt_dstaddr: "10.20.2.31" },
    },
    {
      ...{ ...s8, ...s8Times, srcaddr: "10.20.2.31", dstaddr: "10.20.0.9", bytes: "1420", tcp_flags: 3 },
      ...{ pkt_srcaddr: "10.20.2.31", pkt_dstaddr: "198.51.100.60" },
    },
  ],
  S9: [s9],
  S10: [s9],
  S11: [
    {
      ...{ ...s11, ...s11Times, srcaddr: "10.20.5.61", srcport: 49920, dstaddr: "10.20.6.8", dstport: 5432, packets: "96", bytes: "20481" },
      ...{ ecs_service_name: "checkout", ecs_cluster_name: "shop-prod", ecs_task_id: "4d1f0c9be2a84f7f9a63" },
      ecs_container_id: "4d1f0c9be2a84f7f9a63-1094",
    },
    { ...s11, ...s11Times, srcaddr: "10.20.6.8", srcport: 5432, dstaddr: "10.20.5.61", dstport: 49920, packets: "540", bytes: "733000" },
  ],
  S12: s12To14,
  S13: s12To14,
  S14: s12To14,
  S15: [
    {
      ...{ ...aws, version: 11, log_status: "OK", action: "ACCEPT", flow_direction: "egress", protocol: 6, bytes: "4410" },
      ...{ srcaddr: "10.20.2.31", dstaddr: "198.51.100.60", dstport: 443 },
      ...{ start_time: "2026-03-14T15:00:02Z", end_time: "2026-03-14T15:01:01Z", instance_tag: "team-payments eu" },
      ...{ next_hop_interface_id: "eni-0c00d11e22f33a44b", next_hop_az_id: "euw1-az1", next_hop_interface_type: "nat_gateway" },
    },
  ],
  S16: [
    {
      ...{ provider: "aws-tgw", version: 6, log_status: "OK", resource_type: "TransitGateway", tgw_id: "tgw-0abc111222333444d" },
      ...{ tgw_attachment_id: "tgw-attach-0de5f6a7b8c9d0e1f", tgw_src_vpc_id: "vpc-0f1e2d3c4b5a69788", flow_direction: "ingress" },
      ...{ srcaddr: "10.20.2.31", srcport: 40222, dstaddr: "172.16.40.5", dstport: 1433, protocol: 6, packets: "5", bytes: "300" },
      ...{ start_time: "2026-03-14T15:00:02Z", end_time: "2026-03-14T15:01:01Z", tcp_flags: 2 },
      ...{ packets_lost_blackhole: "5", packets_lost_no_route: "0" },
    },
  ],
  S17: [s17],
  S18: [s17],
  S19: [s17],
  S20: [],
  S21: [],
  S22: [],
  S23: [s1],
  S24: [s1],
  S25: [s1, s2],
  S26: [s1, s7],
  S27: [],
  S28: [s1],
  S29: [s29],
  S30: [s30],
  S31: [],
  S32: [{ ...s29, state: "skip data" }],
  S32empty: [],
  // An empty time of the flow is that of its window.
  S33: [{ ...s29, start_time: "2026-03-14T15:00:00Z" }],
  // The array is trusted, not the count.
  S34: [s29, s30],
  S35: [s29],
};

const awsGap = { provider: "aws", account_id: "210987654321", start_time: "2026-03-14T15:00:00Z", end_time: "2026-03-14T15:00:59Z" };
const ibmGap = {
  ...{ provider: "ibm", account_id: "0f0e0d0c0b0a0908", interface_id: "02b7-0a0b0c0d-1111" },
  ...{ start_time: "2026-03-14T15:00:00Z", end_time: "2026-03-14T15:05:00Z" },
};
const s10Gap = { ...awsGap, interface_id: "eni-0d00e11f22a33b44c", start_time: "2026-03-14T15:01:00Z", end_time: "2026-03-14T15:01:59Z" };

/** What `capture_gaps` has; nothing of the samples that are not named. */
const gaps: Readonly<Partial<Record<FlowSampleName, readonly Row[]>>> = {
  S3: [{ ...awsGap, interface_id: "eni-0a99b88c77d66e55f", log_status: "NODATA" }],
  S4: [{ ...awsGap, interface_id: "eni-0a77b66c55d44e33f", log_status: "SKIPDATA" }],
  S9: [{ ...s10Gap, log_status: "NODATA" }],
  S10: [{ ...s10Gap, log_status: "NODATA" }],
  S31: [{ ...ibmGap, log_status: "NODATA" }],
  S32: [{ ...ibmGap, log_status: "SKIPDATA" }],
  S32empty: [{ ...ibmGap, log_status: "SKIPDATA" }],
};

/** Line, reason and beginning of the lines that are no records. */
const rejected: Readonly<Partial<Record<FlowSampleName, readonly (readonly [number, string, string])[]>>> = {
  S23: [[3, "The line has 4 fields, 14 are expected.", "2 210987654321 eni-0a11b22c33d44e55f 203.0.1"]],
  S26: [
    [3, "The line has more than the 14 fields expected.", "2 210987654321 eni-0a11b22c33d44e55f 198.51.100.9"],
    [4, "The line has more than the 14 fields expected.", "2 210987654321 eni-0a11b22c33d44e55f 192.0.2.200"],
  ],
};

const names = Object.keys(flowSamples) as FlowSampleName[];

describe("The documented samples in the index", () => {
  let fixture: IndexFixture;
  let trouble: Awaited<ReturnType<IndexFixture["trouble"]>>;

  beforeAll(async () => {
    fixture = await IndexFixture.open();
    for (const name of names) await fixture.put(`${name}/object`, flowSamples[name].bytes);
    await fixture.run();
    trouble = await fixture.trouble();
  });
  afterAll(() => fixture.close());

  it.each(names)("%s gives exactly its flows", async (name) => {
    expect(await fixture.rowsOf(`${name}/object`)).toEqual(flows[name]);
  });

  it.each(names)("%s gives exactly its gaps", async (name) => {
    expect(await fixture.rowsOf(`${name}/object`, "capture_gaps")).toEqual(gaps[name] ?? []);
  });

  it.each(names)("%s has exactly its lines refused", (name) => {
    const found = trouble.rejected.filter(({ key }) => key === `${name}/object`);
    const expected = rejected[name] ?? [];
    expect(found.map(({ line, reason }) => [line, reason])).toEqual(expected.map(([line, reason]) => [line, reason]));
    for (const [index, [, , beginning]] of expected.entries()) expect(found[index]?.sample.startsWith(beginning)).toBe(true);
  });

  it("S27 alone cannot be read, and is told with the reason", () => {
    expect(trouble.failures.map(({ key, reason }) => [key, reason])).toEqual([
      ["S27/object", "Its packed data ends early: the object was cut off. Copy it to the bucket again."],
    ]);
  });

  it("the source's counts are the sums of all this", async () => {
    const source = await fixture.source();
    const count = (rows: Readonly<Partial<Record<FlowSampleName, readonly unknown[]>>>) => Object.values(rows).flat().length;
    expect(source).toMatchObject({
      objects: names.length - 1,
      failed: 1,
      rows: count(flows),
      gaps: count(gaps),
      rejected: Object.values(rejected).reduce((sum, lines) => sum + lines.length, 0),
      firstRecord: "2026-03-14T15:00:00.000Z",
      lastRecord: "2026-03-14T15:05:00.000Z",
    });
  });

  it("flow_records has flows and gaps together", async () => {
    const [row] = await fixture.query(
      "SELECT count(*) n, count(*) FILTER (WHERE log_status IN ('NODATA', 'SKIPDATA')) g FROM flow_records",
    );
    const source = await fixture.source();
    expect(row).toEqual({ n: String(source.rows + source.gaps), g: String(source.gaps) });
  });
});
