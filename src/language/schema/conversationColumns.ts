import type { SchemaColumn } from "./flowColumn";

/** How it is known who began a conversation, the surest first. */
export const directionSources = ["record", "flags", "ports", "order", "guess"] as const;
export type DirectionSource = (typeof directionSources)[number];

export const conversationOutcomes = ["ACCEPT", "REJECT", "MIXED"] as const;

/** The label of a conversation that was recorded as accepted and was none. */
export const natGatewayNote = "dropped by the NAT gateway";

/** The columns of `conversations`: the records of one 5-tuple on one interface, both directions in one row. */
export const conversationColumns: readonly SchemaColumn[] = [
  {
    name: "start_time",
    type: "TIMESTAMP",
    meaning: "time",
    documentation: "Beginning of the first record, UTC; with IBM of the connection.",
  },
  { name: "end_time", type: "TIMESTAMP", meaning: "time", documentation: "End of the last record, UTC." },
  {
    name: "initiator",
    type: "VARCHAR",
    meaning: "address",
    documentation: "Address that began the conversation; `direction_from` says how sure.",
  },
  { name: "initiator_port", type: "INTEGER", meaning: "port", documentation: "Port of the initiator, mostly an ephemeral one." },
  { name: "responder", type: "VARCHAR", meaning: "address", documentation: "Address that was spoken to." },
  {
    name: "port",
    type: "INTEGER",
    meaning: "port",
    documentation: "Port of the responder: the service. `0` with protocols without ports.",
  },
  { name: "protocol", type: "INTEGER", meaning: "protocol", documentation: "IANA protocol number: `6` TCP, `17` UDP, `1` ICMP." },
  {
    name: "outcome",
    type: "VARCHAR",
    meaning: "action",
    documentation:
      "`ACCEPT` or `REJECT` where all records say the same, `MIXED` where some were accepted and some rejected, such as the replies; NULL with Transit Gateway.",
  },
  {
    name: "bytes_sent",
    type: "BIGINT",
    meaning: "bytes",
    documentation: "Bytes from initiator to responder; `0` where no record is of that direction.",
  },
  {
    name: "bytes_received",
    type: "BIGINT",
    meaning: "bytes",
    documentation: "Bytes from responder to initiator; `0` where no record is of that direction: nothing came back.",
  },
  { name: "packets_sent", type: "BIGINT", meaning: "packets", documentation: "Packets from initiator to responder." },
  { name: "packets_received", type: "BIGINT", meaning: "packets", documentation: "Packets from responder to initiator." },
  { name: "records", type: "BIGINT", meaning: "integer", documentation: "How many flow records it was made of." },
  {
    name: "direction_from",
    type: "VARCHAR",
    meaning: "text",
    documentation:
      "How it is known who began: `record` (IBM says it), `flags` (a SYN, or the answer to one), `ports` (a service's port against an ephemeral one), `order` (who was seen first), `guess` (nothing tells).",
  },
  {
    name: "packet_initiator",
    type: "VARCHAR",
    meaning: "address",
    documentation:
      "The packets' own address at the initiator's end, where it is another one than the interface's (`pkt_srcaddr`, `pkt_dstaddr`).",
  },
  {
    name: "packet_responder",
    type: "VARCHAR",
    meaning: "address",
    documentation:
      "The packets' own address at the responder's end, where it is another one than the interface's: what lies behind a NAT gateway.",
  },
  {
    name: "nat",
    type: "VARCHAR",
    meaning: "address",
    documentation:
      "The address that stands for another one in the packets, such as a NAT gateway's or that of a node for its pods; else NULL.",
  },
  {
    name: "note",
    type: "VARCHAR",
    meaning: "text",
    documentation: `\`${natGatewayNote}\`: traffic from the internet that nobody asked for is recorded as ACCEPT on the interface of a NAT gateway, and goes no further. Else NULL.`,
  },
  {
    name: "interface_id",
    type: "VARCHAR",
    meaning: "text",
    documentation: "Network interface that recorded it; the NAT gateway or Transit Gateway attachment where the records have no interface.",
  },
  { name: "account_id", type: "VARCHAR", meaning: "text", documentation: "Account that owns the network interface." },
  { name: "vpc_id", type: "VARCHAR", meaning: "text", documentation: "VPC of the network interface." },
  {
    name: "provider",
    type: "VARCHAR",
    meaning: "text",
    documentation: "Whose records they are: `aws`, `aws-tgw` (Transit Gateway) or `ibm`.",
  },
];
