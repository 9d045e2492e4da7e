import type { ColumnMeaning } from "../../protocol/query";

/** A field of AWS VPC flow logs as AWS documents it. */
export interface AwsField {
  /** As a text record's header spells it; Parquet has `_` in place of each `-`. */
  readonly field: string;
  /** The record version that brought it. */
  readonly version: number;
  readonly kind: keyof typeof awsFieldKinds;
  readonly documentation: string;
}

/** What the values of a field are: type in queries, type in storage, meaning. */
export const awsFieldKinds = {
  text: { type: "VARCHAR", storageType: "VARCHAR", meaning: "text" },
  small: { type: "INTEGER", storageType: "USMALLINT", meaning: "integer" },
  address: { type: "VARCHAR", storageType: "VARCHAR", meaning: "address" },
  port: { type: "INTEGER", storageType: "USMALLINT", meaning: "port" },
  protocol: { type: "INTEGER", storageType: "UTINYINT", meaning: "protocol" },
  packets: { type: "BIGINT", storageType: "BIGINT", meaning: "packets" },
  bytes: { type: "BIGINT", storageType: "BIGINT", meaning: "bytes" },
  tcpFlags: { type: "INTEGER", storageType: "USMALLINT", meaning: "tcpFlags" },
  action: { type: "VARCHAR", storageType: "VARCHAR", meaning: "action" },
  // Kept as the view shows it: a cast from TIMESTAMP_S would keep filters by time from skipping what they need not read.
  start: { type: "TIMESTAMP", storageType: "TIMESTAMP", meaning: "time" },
  // Seldom filtered by, and a third of the size in whole seconds.
  end: { type: "TIMESTAMP", storageType: "TIMESTAMP_S", meaning: "time" },
} as const satisfies Record<string, { type: string; storageType: string; meaning: ColumnMeaning }>;

/** All 54 fields, versions 2 to 11 (there is no version 6), in the order of the AWS documentation. */
export const awsVpcFields: readonly AwsField[] = [
  {
    field: "version",
    version: 2,
    kind: "small",
    documentation: "Highest AWS record version among the fields that the flow log was made with, `2` to `11`; `6` is Transit Gateway.",
  },
  {
    field: "account-id",
    version: 2,
    kind: "text",
    documentation: "Account that owns the network interface: 12 digits with AWS (or `unknown`), 32 hexadecimal digits with IBM.",
  },
  {
    field: "interface-id",
    version: 2,
    kind: "text",
    documentation: "Network interface that the record was captured on: `eni-…` with AWS, the vNIC's id with IBM.",
  },
  {
    field: "srcaddr",
    version: 2,
    kind: "address",
    documentation:
      "Source address; for traffic leaving an AWS interface its primary private address, with IBM the side that opened the connection.",
  },
  {
    field: "dstaddr",
    version: 2,
    kind: "address",
    documentation:
      "Destination address; for traffic reaching an AWS interface its primary private address, with IBM the side that was called.",
  },
  { field: "srcport", version: 2, kind: "port", documentation: "Source port; `0` for ICMP, which has none." },
  {
    field: "dstport",
    version: 2,
    kind: "port",
    documentation: "Destination port; `0` for ICMP. Replies carry the service's port in `srcport` instead.",
  },
  { field: "protocol", version: 2, kind: "protocol", documentation: "IANA protocol number: 6 is TCP, 17 UDP, 1 ICMP." },
  {
    field: "packets",
    version: 2,
    kind: "packets",
    documentation: "Packets from source to destination in this capture window.",
  },
  {
    field: "bytes",
    version: 2,
    kind: "bytes",
    documentation: "Bytes from source to destination in this capture window; NULL where AWS blocked public access (`reject_reason` BPA).",
  },
  {
    field: "start",
    version: 2,
    kind: "start",
    documentation: "When the first packet of this record's capture window was seen, UTC, to the second; AWS may be off by up to a minute.",
  },
  {
    field: "end",
    version: 2,
    kind: "end",
    documentation: "When the last packet of this record's capture window was seen, UTC, to the second; AWS may be off by up to a minute.",
  },
  {
    field: "action",
    version: 2,
    kind: "action",
    documentation:
      "`ACCEPT`, or `REJECT` by a security group, a network ACL or a block on public access; another value stays as it was written; Transit Gateway has none.",
  },
  {
    field: "log-status",
    version: 2,
    kind: "text",
    documentation: "`OK`; records with `NODATA` (no traffic) and `SKIPDATA` (records were lost) are no flows and stand in `capture_gaps`.",
  },
  { field: "vpc-id", version: 3, kind: "text", documentation: "VPC of the network interface: `vpc-…` with AWS." },
  { field: "subnet-id", version: 3, kind: "text", documentation: "Subnet of the network interface: `subnet-…`." },
  {
    field: "instance-id",
    version: 3,
    kind: "text",
    documentation: "Instance that the network interface belongs to; NULL for interfaces that AWS runs itself, such as NAT gateways.",
  },
  {
    field: "tcp-flags",
    version: 3,
    kind: "tcpFlags",
    documentation:
      "TCP flags seen in the window, OR-ed: FIN 1, SYN 2, RST 4, SYN-ACK 18 (the sender is the server); 0 is data only. Transit Gateway adds PSH 8, ACK 16, URG 32.",
  },
  { field: "type", version: 3, kind: "text", documentation: "Kind of traffic: `IPv4`, `IPv6` or `EFA`." },
  {
    field: "pkt-srcaddr",
    version: 3,
    kind: "address",
    documentation: "The packet's own source address; differs from `srcaddr` behind NAT gateways, transit gateways and for EKS pods.",
  },
  {
    field: "pkt-dstaddr",
    version: 3,
    kind: "address",
    documentation: "The packet's own destination address; differs from `dstaddr` behind NAT gateways, transit gateways and for EKS pods.",
  },
  { field: "region", version: 4, kind: "text", documentation: "Region of the network interface: `eu-west-1` with AWS, `eu-de` with IBM." },
  {
    field: "az-id",
    version: 4,
    kind: "text",
    documentation: "Availability zone id (not its name) of the network interface: `euw1-az2`; NULL in a sublocation.",
  },
  {
    field: "sublocation-type",
    version: 4,
    kind: "text",
    documentation: "`wavelength`, `outpost` or `localzone` where the interface lies in one, else NULL.",
  },
  { field: "sublocation-id", version: 4, kind: "text", documentation: "Id of the sublocation, or NULL." },
  {
    field: "pkt-src-aws-service",
    version: 5,
    kind: "text",
    documentation: "AWS service that owns `pkt_srcaddr`, such as `S3` or `EC2`; NULL when it is no AWS service address.",
  },
  {
    field: "pkt-dst-aws-service",
    version: 5,
    kind: "text",
    documentation: "AWS service that owns `pkt_dstaddr`, such as `S3` or `EC2`; NULL when it is no AWS service address.",
  },
  {
    field: "flow-direction",
    version: 5,
    kind: "text",
    documentation: "`ingress` or `egress`, seen from the network interface; with IBM the direction of the connection's first packet.",
  },
  {
    field: "traffic-path",
    version: 5,
    kind: "small",
    documentation:
      "Path that egress traffic took: 1 same VPC, 2 internet gateway or gateway endpoint, 3 virtual private gateway, 4 peering in the region, 5 peering between regions, 6 local gateway, 7 gateway endpoint (Nitro), 8 internet gateway (Nitro).",
  },
  { field: "ecs-cluster-arn", version: 7, kind: "text", documentation: "ARN of the ECS cluster, for traffic of an ECS task." },
  { field: "ecs-cluster-name", version: 7, kind: "text", documentation: "Name of the ECS cluster, for traffic of an ECS task." },
  {
    field: "ecs-container-instance-arn",
    version: 7,
    kind: "text",
    documentation: "ARN of the ECS container instance, when the task runs on EC2; NULL on Fargate.",
  },
  {
    field: "ecs-container-instance-id",
    version: 7,
    kind: "text",
    documentation: "Id of the ECS container instance, when the task runs on EC2; NULL on Fargate.",
  },
  { field: "ecs-container-id", version: 7, kind: "text", documentation: "Docker runtime id of the ECS task's first container." },
  {
    field: "ecs-second-container-id",
    version: 7,
    kind: "text",
    documentation: "Docker runtime id of the ECS task's second container, if any.",
  },
  { field: "ecs-service-name", version: 7, kind: "text", documentation: "ECS service that started the task; NULL when no service did." },
  { field: "ecs-task-definition-arn", version: 7, kind: "text", documentation: "ARN of the ECS task definition." },
  { field: "ecs-task-arn", version: 7, kind: "text", documentation: "ARN of the ECS task." },
  { field: "ecs-task-id", version: 7, kind: "text", documentation: "Id of the ECS task." },
  {
    field: "reject-reason",
    version: 8,
    kind: "text",
    documentation:
      "Why traffic was rejected where it was no security group or ACL: `BPA` (VPC block public access), `EC` (encryption controls).",
  },
  {
    field: "resource-id",
    version: 9,
    kind: "text",
    documentation: "Regional NAT gateway `nat-…` for flows that have no network interface, else NULL.",
  },
  {
    field: "encryption-status",
    version: 10,
    kind: "small",
    documentation: "Encryption in transit: 0 none, 1 by Nitro, 2 by the application, 3 by both; NULL when unknown.",
  },
  {
    field: "instance-tag",
    version: 11,
    kind: "text",
    documentation: "Value of the instance tag that the flow log's tag specification names.",
  },
  {
    field: "instance-tag-2",
    version: 11,
    kind: "text",
    documentation: "Value of the second instance tag that the flow log's tag specification names.",
  },
  {
    field: "interface-tag",
    version: 11,
    kind: "text",
    documentation: "Value of the interface tag that the flow log's tag specification names.",
  },
  {
    field: "interface-tag-2",
    version: 11,
    kind: "text",
    documentation: "Value of the second interface tag that the flow log's tag specification names.",
  },
  {
    field: "asg-tag",
    version: 11,
    kind: "text",
    documentation: "Value of the Auto Scaling group tag that the flow log's tag specification names.",
  },
  {
    field: "asg-tag-2",
    version: 11,
    kind: "text",
    documentation: "Value of the second Auto Scaling group tag that the flow log's tag specification names.",
  },
  {
    field: "interface-type",
    version: 11,
    kind: "text",
    documentation: "Kind of the capturing interface: `nat_gateway`, `network_load_balancer`, `transit_gateway`, `vpc_endpoint` and others.",
  },
  {
    field: "next-hop-interface-id",
    version: 11,
    kind: "text",
    documentation: "Peer interface: the receiver of egress traffic, the sender of ingress traffic.",
  },
  { field: "next-hop-subnet-id", version: 11, kind: "text", documentation: "Subnet of the peer interface." },
  { field: "next-hop-az-id", version: 11, kind: "text", documentation: "Availability zone id of the peer interface." },
  { field: "next-hop-vpc-id", version: 11, kind: "text", documentation: "VPC of the peer interface." },
  {
    field: "next-hop-interface-type",
    version: 11,
    kind: "text",
    documentation: "Kind of the peer interface, with the same values as `interface_type`.",
  },
];
