import { constants, gunzipSync, gzipSync } from "node:zlib";

/** An object as it lies in a bucket. */
export interface FlowSample {
  readonly key: string;
  /** As stored. */
  readonly bytes: Buffer;
}

/** 2026-03-14T15:00:00Z in Unix seconds: what the times of all samples are counted from. */
export const sampleStart = 1_773_500_400;

export const awsKey =
  "netlogs/AWSLogs/210987654321/vpcflowlogs/eu-west-1/2026/03/14/210987654321_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_20260314T1500Z_9c41d07e.log.gz";

const crn = (zone: string, type: string, id: string) => `crn:v1:bluemix:public:is:${zone}:a/0f0e0d0c0b0a0908::${type}:${id}`;
const vpcCrn = crn("eu-de", "vpc", "r010-11112222-3333");
const subnetCrn = crn("eu-de-1", "subnet", "02b7-9999aaaa-bbbb");
const instanceCrn = crn("eu-de-1", "instance", "02b7_12345678-90ab");

/** The key of an IBM object; the same for both directions but for its `record-type`. */
export function ibmKey(recordType: "egress" | "ingress" | "all"): string {
  const [vpc, subnet, instance] = [vpcCrn, subnetCrn, instanceCrn].map(encodeURIComponent);
  return (
    `ibm_vpc_flowlogs_v1/account=0f0e0d0c0b0a0908/region=eu-de/vpc-id=${vpc}/subnet-id=${subnet}/endpoint-type=vnics/` +
    `instance-id=${instance}/vnic-id=02b7-0a0b0c0d-1111/record-type=${recordType}/year=2026/month=03/day=14/hour=15/` +
    "stream-id=20260312T081500Z/00000042.gz"
  );
}

export const ibmOlderKey =
  `ibm_vpc_flowlogs_v0/0f0e0d0c0b0a0908/eu-de-1/${vpcCrn}/${subnetCrn}/vnics/${instanceCrn}/02b7-0a0b0c0d-1111/egress/` +
  "20260312T081500Z/00000042.gz";

export const defaultHeader =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

/** One record each, in the default format. */
export const defaultRecords = {
  S1: "2 210987654321 eni-0a11b22c33d44e55f 203.0.113.77 10.20.1.14 51834 443 6 18 5210 1773500402 1773500459 ACCEPT OK",
  S2: "2 210987654321 eni-0a11b22c33d44e55f 198.51.100.9 10.20.1.14 40112 3389 6 1 44 1773500411 1773500468 REJECT OK",
  S3: "2 210987654321 eni-0a99b88c77d66e55f - - - - - - - 1773500400 1773500459 - NODATA",
  S4: "2 210987654321 eni-0a77b66c55d44e33f - - - - - - - 1773500400 1773500459 - SKIPDATA",
  S5: "2 210987654321 eni-0a11b22c33d44e55f 192.0.2.200 10.20.1.14 0 0 1 4 336 1773500420 1773500478 ACCEPT OK",
  S6: "2 210987654321 eni-0a11b22c33d44e55f 2001:db8:7:1::a5 2001:db8:20:1:4c2f::14 58220 22 6 31 6044 1773500430 1773500488 ACCEPT OK",
  S7: "2 unknown eni-0b00c11d22e33f44a 10.20.9.3 10.20.1.14 443 50510 6 7 2914 1773500431 1773500489 ACCEPT OK",
  /** The reply to S1. */
  S17: "2 210987654321 eni-0a11b22c33d44e55f 10.20.1.14 203.0.113.77 443 51834 6 15 48110 1773500402 1773500459 ACCEPT OK",
} as const;

/** Headers and records of custom formats; each pair of samples that shares a header is one object. */
export const customTexts = {
  S8: lines(
    "instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr protocol tcp-flags bytes end start version",
    "- eni-0c00d11e22f33a44b 10.20.2.31 10.20.0.9 10.20.2.31 198.51.100.60 6 3 1420 1773500460 1773500401 3",
    "- eni-0c00d11e22f33a44b 10.20.0.9 10.20.2.31 198.51.100.60 10.20.2.31 6 19 88310 1773500460 1773500401 3",
  ),
  /** With S10: NODATA that keeps its metadata. */
  S9: lines(
    "account-id action az-id bytes dstaddr dstport end flow-direction instance-id interface-id log-status packets pkt-dst-aws-service " +
      "pkt-dstaddr pkt-src-aws-service pkt-srcaddr protocol region srcaddr srcport start sublocation-id sublocation-type subnet-id " +
      "tcp-flags traffic-path type version vpc-id",
    "210987654321 ACCEPT euw1-az2 9133 203.0.113.40 443 1773500519 egress i-0123abcd4567ef890 eni-0d00e11f22a33b44c OK 12 S3 203.0.113.40 " +
      "- 10.20.2.31 6 eu-west-1 10.20.2.31 43770 1773500462 - - subnet-0aa1bb2cc3dd4ee5f 3 7 IPv4 5 vpc-0f1e2d3c4b5a69788",
    "210987654321 - euw1-az2 - - - 1773500519 - i-0123abcd4567ef890 eni-0d00e11f22a33b44c NODATA - - - - - - eu-west-1 - - 1773500460 - - " +
      "subnet-0aa1bb2cc3dd4ee5f - - - 5 vpc-0f1e2d3c4b5a69788",
  ),
  S11: lines(
    "ecs-service-name srcaddr dstaddr dstport srcport protocol action bytes packets start end ecs-cluster-name ecs-task-id " +
      "ecs-container-instance-id ecs-container-id version log-status",
    "checkout 10.20.5.61 10.20.6.8 5432 49920 6 ACCEPT 20481 96 1773500403 1773500462 shop-prod 4d1f0c9be2a84f7f9a63 - " +
      "4d1f0c9be2a84f7f9a63-1094 7 OK",
    "- 10.20.6.8 10.20.5.61 49920 5432 6 ACCEPT 733000 540 1773500403 1773500462 - - - - 7 OK",
  ),
  /** With S13 (encryption status) and S14 (regional NAT gateway). */
  S12: lines(
    "version interface-id resource-id srcaddr dstaddr srcport dstport protocol packets bytes start end action reject-reason " +
      "encryption-status flow-direction log-status",
    "10 eni-0e00f11a22b33c44d - 198.51.100.23 10.20.1.20 61000 80 6 2 - 1773500405 1773500464 REJECT BPA - ingress OK",
    "10 eni-0e00f11a22b33c44d - 10.20.1.20 10.20.1.21 33512 8443 6 40 31200 1773500405 1773500464 ACCEPT - 3 egress OK",
    "10 - nat-0a9b8c7d6e5f43210 10.20.2.31 203.0.113.90 50122 443 6 9 1877 1773500405 1773500464 ACCEPT - 0 egress OK",
  ),
  S15: lines(
    "version srcaddr dstaddr dstport protocol bytes start end action flow-direction instance-tag asg-tag interface-type " +
      "next-hop-interface-id next-hop-az-id next-hop-interface-type log-status",
    "11 10.20.2.31 198.51.100.60 443 6 4410 1773500402 1773500461 ACCEPT egress team%2Dpayments%20eu - - eni-0c00d11e22f33a44b " +
      "euw1-az1 nat_gateway OK",
  ),
  S16: lines(
    "version resource-type tgw-id tgw-attachment-id tgw-src-vpc-id tgw-dst-vpc-id srcaddr dstaddr srcport dstport protocol packets bytes " +
      "start end log-status packets-lost-blackhole packets-lost-no-route tcp-flags flow-direction",
    "6 TransitGateway tgw-0abc111222333444d tgw-attach-0de5f6a7b8c9d0e1f vpc-0f1e2d3c4b5a69788 - 10.20.2.31 172.16.40.5 40222 1433 6 5 300 " +
      "1773500402 1773500461 OK 5 0 2 ingress",
  ),
} as const;

const ibmHeader = {
  version: "0.0.1",
  collector_crn: crn("eu-de", "flow-log-collector", "r010-aaaabbbb-cccc"),
  attached_endpoint_type: "vnic",
  network_interface_id: "02b7-0a0b0c0d-1111",
  instance_crn: instanceCrn,
  vpc_crn: vpcCrn,
  capture_start_time: "2026-03-14T15:00:00Z",
  capture_end_time: "2026-03-14T15:05:00Z",
  state: "ok",
} as const;

/** What a connection sent out; the one flow of S29. */
export const ibmEgressFlow = {
  start_time: "2026-03-14T15:00:07Z",
  end_time: "2026-03-14T15:04:41Z",
  connection_start_time: "2026-03-14T14:52:10Z",
  direction: "O",
  action: "accepted",
  initiator_ip: "10.240.0.12",
  target_ip: "198.51.100.80",
  initiator_port: 41822,
  target_port: 443,
  transport_protocol: 6,
  ether_type: "IPv4",
  was_initiated: false,
  was_terminated: true,
  bytes_from_initiator: 5120,
  packets_from_initiator: 41,
  bytes_from_target: 77340,
  packets_from_target: 63,
  cumulative_bytes_from_initiator: 15222,
  cumulative_packets_from_initiator: 119,
  cumulative_bytes_from_target: 240110,
  cumulative_packets_from_target: 201,
} as const;

/** Rejected from outside; the one flow of S30. */
export const ibmIngressFlow = {
  start_time: "2026-03-14T15:01:30Z",
  end_time: "2026-03-14T15:01:36Z",
  connection_start_time: "2026-03-14T15:01:30Z",
  direction: "I",
  action: "rejected",
  initiator_ip: "203.0.113.199",
  target_ip: "10.240.0.12",
  initiator_port: 55901,
  target_port: 22,
  transport_protocol: 6,
  ether_type: "IPv4",
  was_initiated: true,
  was_terminated: false,
  bytes_from_initiator: 180,
  packets_from_initiator: 3,
  bytes_from_target: 0,
  packets_from_target: 0,
  cumulative_bytes_from_initiator: 180,
  cumulative_packets_from_initiator: 3,
  cumulative_bytes_from_target: 0,
  cumulative_packets_from_target: 0,
} as const;

/** An IBM document as it is written: JSON on one line. `changes` replaces or adds fields of the document. */
export function ibmDocument(flows: readonly object[], changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...ibmHeader, number_of_flow_logs: flows.length, ...changes, flow_logs: flows });
}

const s1Text = lines(defaultHeader, defaultRecords.S1);
const cloudWatchLine = `2026-03-14T15:00:02.000Z ${defaultRecords.S17}`;
const withoutZ = {
  ...ibmEgressFlow,
  start_time: "",
  end_time: "2026-03-14T15:04:41",
  connection_start_time: "2026-03-14T14:52:10",
};

/** S1 to S35 as objects: S2 to S7 with S1's header, S10, S13 and S14 in the object of the header they share. */
export const flowSamples = {
  S1: packed(s1Text),
  S2: packed(lines(defaultHeader, defaultRecords.S2)),
  S3: packed(lines(defaultHeader, defaultRecords.S3)),
  S4: packed(lines(defaultHeader, defaultRecords.S4)),
  S5: packed(lines(defaultHeader, defaultRecords.S5)),
  S6: packed(lines(defaultHeader, defaultRecords.S6)),
  S7: packed(lines(defaultHeader, defaultRecords.S7)),
  S8: packed(customTexts.S8),
  S9: packed(customTexts.S9),
  S10: packed(customTexts.S9),
  S11: packed(customTexts.S11),
  S12: packed(customTexts.S12),
  S13: packed(customTexts.S12),
  S14: packed(customTexts.S12),
  S15: packed(customTexts.S15),
  S16: packed(customTexts.S16),
  S17: packed(lines(defaultRecords.S17), "copies/flows-without-header.log.gz"),
  S18: packed(lines(cloudWatchLine), "exportedlogs/0b0c0d0e-1111-2222-3333-444455556666/eni-0a11b22c33d44e55f-all/000000.gz"),
  S19: packed(
    JSON.stringify({ message: defaultRecords.S17 }),
    "firehose/2026/03/14/15/flows-1-2026-03-14-15-00-02-0b0c0d0e-1111-2222-3333-444455556666.gz",
  ),
  /** A header line and nothing else. */
  S20: packed(lines(defaultHeader)),
  /** Nothing after unpacking. */
  S21: packed(""),
  /** Nothing at all. */
  S22: { key: awsKey, bytes: Buffer.alloc(0) },
  /** The last line is cut. */
  S23: packed(`${s1Text}2 210987654321 eni-0a11b22c33d44e55f 203.0.1`),
  /** A byte-order mark, and line ends of Windows. */
  S24: packed(`\uFEFF${s1Text.replaceAll("\n", "\r\n")}`),
  /** Two gzip members, each with its header. */
  S25: { key: awsKey, bytes: Buffer.concat([gzipSync(s1Text), gzipSync(lines(defaultHeader, defaultRecords.S2))]) },
  /** One field too many; two spaces between fields; a blank line; and two good records around them. */
  S26: packed(
    lines(
      defaultHeader,
      defaultRecords.S1,
      `${defaultRecords.S2} extra`,
      defaultRecords.S5.replace(" 0 0 ", " 0  0 "),
      "",
      defaultRecords.S7,
    ),
  ),
  /** The gzip stream breaks off. */
  S27: cutOff(packed(lines(defaultHeader, ...Object.values(defaultRecords)))),
  /** Plain text that is named as if it were packed. */
  S28: { key: awsKey, bytes: Buffer.from(s1Text) },
  S29: packed(ibmDocument([ibmEgressFlow]), ibmKey("egress")),
  S30: packed(ibmDocument([ibmIngressFlow]), ibmKey("ingress")),
  /** A window without flows. */
  S31: packed(ibmDocument([]), ibmKey("egress")),
  /** Flows of the window were lost, one is there. */
  S32: packed(ibmDocument([ibmEgressFlow], { state: "skip data" }), ibmKey("egress")),
  /** Flows of the window were lost, none is there. */
  S32empty: packed(ibmDocument([], { state: "skip data" }), ibmKey("ingress")),
  /** Times without `Z`, and one that is empty. */
  S33: packed(ibmDocument([withoutZ]), ibmKey("egress")),
  /** The count says one, the array has two. */
  S34: packed(ibmDocument([ibmEgressFlow, ibmIngressFlow], { number_of_flow_logs: 1 }), ibmKey("all")),
  S35: packed(ibmDocument([ibmEgressFlow]), ibmOlderKey),
} as const satisfies Record<string, FlowSample>;

export type FlowSampleName = keyof typeof flowSamples;

/** The records of S1 to S7 in one object, as AWS would write them. */
export const defaultObject: FlowSample = packed(
  lines(defaultHeader, ...(["S1", "S2", "S3", "S4", "S5", "S6", "S7"] as const).map((name) => defaultRecords[name])),
);

/** An object's text, whether it is packed or not; of one that breaks off, what can be read. */
export function unpackedText({ bytes }: FlowSample): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes).toString("utf8").replace(/^\uFEFF/, "");
}

function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

function packed(text: string, key = awsKey): FlowSample {
  return { key, bytes: gzipSync(text) };
}

function cutOff({ key, bytes }: FlowSample): FlowSample {
  return { key, bytes: bytes.subarray(0, Math.floor(bytes.length * 0.7)) };
}
