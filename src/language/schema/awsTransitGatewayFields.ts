import type { awsFieldKinds } from "./awsVpcFields";

/** All 36 fields of Transit Gateway flow logs, which are also their default format, in order. */
export const awsTransitGatewayFields: readonly string[] = [
  "version",
  "resource-type",
  "account-id",
  "tgw-id",
  "tgw-attachment-id",
  "tgw-src-vpc-account-id",
  "tgw-dst-vpc-account-id",
  "tgw-src-vpc-id",
  "tgw-dst-vpc-id",
  "tgw-src-subnet-id",
  "tgw-dst-subnet-id",
  "tgw-src-eni",
  "tgw-dst-eni",
  "tgw-src-az-id",
  "tgw-dst-az-id",
  "tgw-pair-attachment-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "log-status",
  "type",
  "packets-lost-no-route",
  "packets-lost-blackhole",
  "packets-lost-mtu-exceeded",
  "packets-lost-ttl-expired",
  "tcp-flags",
  "region",
  "flow-direction",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
];

/** Those that VPC flow logs do not have. */
export const awsTransitGatewayOwnFields: readonly {
  readonly field: string;
  readonly kind: keyof typeof awsFieldKinds;
  readonly documentation: string;
}[] = [
  { field: "resource-type", kind: "text", documentation: "What a Transit Gateway record was captured on: `TransitGateway`." },
  { field: "tgw-id", kind: "text", documentation: "Transit gateway that the traffic passed: `tgw-…`." },
  { field: "tgw-attachment-id", kind: "text", documentation: "Transit gateway attachment that the traffic passed: `tgw-attach-…`." },
  {
    field: "tgw-src-vpc-account-id",
    kind: "text",
    documentation: "Account that owns the source VPC; NULL for VPN, Direct Connect and peering attachments.",
  },
  {
    field: "tgw-dst-vpc-account-id",
    kind: "text",
    documentation: "Account that owns the destination VPC; NULL for VPN, Direct Connect and peering attachments.",
  },
  { field: "tgw-src-vpc-id", kind: "text", documentation: "Source VPC; NULL for VPN, Direct Connect and peering attachments." },
  { field: "tgw-dst-vpc-id", kind: "text", documentation: "Destination VPC; NULL for VPN, Direct Connect and peering attachments." },
  { field: "tgw-src-subnet-id", kind: "text", documentation: "Subnet of the source VPC; NULL for other attachments." },
  { field: "tgw-dst-subnet-id", kind: "text", documentation: "Subnet of the destination VPC; NULL for other attachments." },
  { field: "tgw-src-eni", kind: "text", documentation: "Attachment's network interface in the source VPC; NULL for other attachments." },
  {
    field: "tgw-dst-eni",
    kind: "text",
    documentation: "Attachment's network interface in the destination VPC; NULL for other attachments.",
  },
  { field: "tgw-src-az-id", kind: "text", documentation: "Availability zone id of the source; NULL for other attachments." },
  { field: "tgw-dst-az-id", kind: "text", documentation: "Availability zone id of the destination; NULL for other attachments." },
  { field: "tgw-pair-attachment-id", kind: "text", documentation: "Attachment at the other end of the way through the transit gateway." },
  {
    field: "packets-lost-no-route",
    kind: "packets",
    documentation: "Packets that the transit gateway dropped because no route was given.",
  },
  {
    field: "packets-lost-blackhole",
    kind: "packets",
    documentation: "Packets that the transit gateway dropped because their route is a black hole.",
  },
  {
    field: "packets-lost-mtu-exceeded",
    kind: "packets",
    documentation: "Packets that the transit gateway dropped because they were larger than the MTU.",
  },
  {
    field: "packets-lost-ttl-expired",
    kind: "packets",
    documentation: "Packets that the transit gateway dropped because their time to live had run out.",
  },
];
