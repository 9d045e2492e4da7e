import type { Cell } from "../../../src/protocol/query";

/** A record of AWS, as `from port > to port`, and what of it matters. */
export interface CaseRecord {
  readonly flow: string;
  readonly protocol?: number;
  readonly flags?: number;
  /** Seconds behind the beginning of the samples. */
  readonly at?: number;
  readonly action?: "ACCEPT" | "REJECT";
  readonly packet?: string;
  readonly bytes?: number;
  readonly interfaceType?: string;
  readonly instance?: string;
  /** In place of the interface. */
  readonly resource?: string;
}

export interface ConversationCase {
  readonly name: string;
  readonly records: readonly CaseRecord[];
  /** `initiator port > responder port`, how sure, outcome; and what else is looked at. One for each conversation. */
  readonly expected: readonly { readonly conversation: string; readonly columns?: Readonly<Record<string, Cell>> }[];
}

export const conversationCases: readonly ConversationCase[] = [
  {
    name: "the side that sent the SYN began, whatever the ports say",
    records: [
      { flow: "10.0.0.9 443 > 10.0.0.2 50000", flags: 2, bytes: 300 },
      { flow: "10.0.0.2 50000 > 10.0.0.9 443", flags: 18, bytes: 7000 },
    ],
    expected: [
      { conversation: "10.0.0.9 443 > 10.0.0.2 50000 flags ACCEPT", columns: { bytes_sent: "300", bytes_received: "7000", records: "2" } },
    ],
  },
  {
    name: "SYN and FIN of one interval are still a SYN, and the answer to it is still one",
    records: [
      { flow: "10.0.0.5 41000 > 10.0.0.6 41001", flags: 3 },
      { flow: "10.0.0.6 41001 > 10.0.0.5 41000", flags: 19 },
    ],
    expected: [{ conversation: "10.0.0.5 41000 > 10.0.0.6 41001 flags ACCEPT" }],
  },
  {
    name: "an answer to a SYN tells who began when the SYN itself is not in the index",
    records: [
      { flow: "10.0.0.6 41001 > 10.0.0.5 41000", flags: 18, at: 0 },
      { flow: "10.0.0.5 41000 > 10.0.0.6 41001", flags: 0, at: 60 },
    ],
    expected: [{ conversation: "10.0.0.5 41000 > 10.0.0.6 41001 flags ACCEPT" }],
  },
  {
    name: "flags of 0 say nothing: the service's port does",
    records: [
      { flow: "10.0.0.6 443 > 203.0.113.5 51000", flags: 0, at: 0 },
      { flow: "203.0.113.5 51000 > 10.0.0.6 443", flags: 0, at: 60 },
    ],
    expected: [{ conversation: "203.0.113.5 51000 > 10.0.0.6 443 ports ACCEPT" }],
  },
  {
    name: "without flags a reply that was recorded before its request does not turn the conversation around",
    records: [
      { flow: "10.0.0.6 5432 > 10.0.0.5 40000", at: 0, bytes: 900 },
      { flow: "10.0.0.5 40000 > 10.0.0.6 5432", at: 30, bytes: 100 },
    ],
    expected: [{ conversation: "10.0.0.5 40000 > 10.0.0.6 5432 ports ACCEPT", columns: { bytes_sent: "100", bytes_received: "900" } }],
  },
  {
    name: "a lone reply is one, and what asked for it has no record",
    records: [{ flow: "10.0.0.6 443 > 203.0.113.5 51000", bytes: 900 }],
    expected: [{ conversation: "203.0.113.5 51000 > 10.0.0.6 443 ports ACCEPT", columns: { bytes_sent: "0", bytes_received: "900" } }],
  },
  {
    name: "a known service counts more than the lower port: NAT gateways hand out low ports",
    records: [{ flow: "10.0.0.5 1100 > 10.0.0.6 8080" }, { flow: "10.0.0.6 8080 > 10.0.0.5 1100" }],
    expected: [{ conversation: "10.0.0.5 1100 > 10.0.0.6 8080 ports ACCEPT" }],
  },
  {
    name: "of two known services the one below the ephemeral ports counts",
    records: [{ flow: "10.0.0.5 50000 > 10.0.0.6 22" }],
    expected: [{ conversation: "10.0.0.5 50000 > 10.0.0.6 22 ports ACCEPT" }],
  },
  {
    name: "where both ports are ephemeral, who was seen first began",
    records: [
      { flow: "10.0.0.6 51001 > 10.0.0.5 51000", at: 30 },
      { flow: "10.0.0.5 51000 > 10.0.0.6 51001", at: 60 },
    ],
    expected: [{ conversation: "10.0.0.6 51001 > 10.0.0.5 51000 order ACCEPT" }],
  },
  {
    name: "where nothing tells, it is guessed, and said so",
    records: [
      { flow: "10.0.0.6 51001 > 10.0.0.5 51000", at: 30 },
      { flow: "10.0.0.5 51000 > 10.0.0.6 51001", at: 30 },
    ],
    expected: [{ conversation: "10.0.0.5 51000 > 10.0.0.6 51001 guess ACCEPT" }],
  },
  {
    name: "equal ports, as of NTP, say nothing",
    records: [
      { flow: "10.0.0.6 123 > 10.0.0.5 123", protocol: 17, at: 10 },
      { flow: "10.0.0.5 123 > 10.0.0.6 123", protocol: 17, at: 11 },
    ],
    expected: [{ conversation: "10.0.0.6 123 > 10.0.0.5 123 order ACCEPT" }],
  },
  {
    name: "ICMP has no ports: who was seen first began",
    records: [
      { flow: "192.0.2.200 0 > 10.0.0.5 0", protocol: 1, flags: 0, at: 5 },
      { flow: "10.0.0.5 0 > 192.0.2.200 0", protocol: 1, flags: 0, at: 20 },
    ],
    expected: [{ conversation: "192.0.2.200 0 > 10.0.0.5 0 order ACCEPT" }],
  },
  {
    name: "a SYN that was rejected has no answer",
    records: [{ flow: "198.51.100.9 40112 > 10.0.0.5 3389", flags: 2, action: "REJECT", bytes: 44 }],
    expected: [
      {
        conversation: "198.51.100.9 40112 > 10.0.0.5 3389 flags REJECT",
        columns: { bytes_sent: "44", bytes_received: "0", packets_received: "0" },
      },
    ],
  },
  {
    name: "a request that was let in, and whose reply was not let out, is mixed",
    records: [
      { flow: "203.0.113.12 0 > 10.0.0.5 0", protocol: 1, at: 0 },
      { flow: "10.0.0.5 0 > 203.0.113.12 0", protocol: 1, at: 10, action: "REJECT" },
    ],
    expected: [{ conversation: "203.0.113.12 0 > 10.0.0.5 0 order MIXED" }],
  },
  {
    name: "TCP and UDP between the same ports are two conversations",
    records: [
      { flow: "10.0.0.5 40000 > 10.0.0.6 53", protocol: 17 },
      { flow: "10.0.0.5 40000 > 10.0.0.6 53", protocol: 6 },
    ],
    expected: [
      { conversation: "10.0.0.5 40000 > 10.0.0.6 53 ports ACCEPT" },
      { conversation: "10.0.0.5 40000 > 10.0.0.6 53 ports ACCEPT" },
    ],
  },
  {
    name: "an address that speaks with itself is one conversation",
    records: [
      { flow: "10.0.0.5 40000 > 10.0.0.5 80", flags: 2, bytes: 10 },
      { flow: "10.0.0.5 80 > 10.0.0.5 40000", flags: 18, bytes: 20 },
    ],
    expected: [{ conversation: "10.0.0.5 40000 > 10.0.0.5 80 flags ACCEPT", columns: { bytes_sent: "10", bytes_received: "20" } }],
  },
  {
    name: "IPv6 as well as IPv4",
    records: [{ flow: "2001:db8:7:1::a5 58220 > 2001:db8:20::14 22" }],
    expected: [{ conversation: "2001:db8:7:1::a5 58220 > 2001:db8:20::14 22 ports ACCEPT" }],
  },
  {
    name: "what an instance sends through a NAT gateway has its far end in the packets",
    records: [
      { flow: "10.0.1.5 40000 > 10.0.0.220 443", flags: 2, packet: "10.0.1.5 > 203.0.113.5" },
      { flow: "10.0.0.220 443 > 10.0.1.5 40000", flags: 18, packet: "203.0.113.5 > 10.0.1.5" },
    ],
    expected: [
      {
        conversation: "10.0.1.5 40000 > 10.0.0.220 443 flags ACCEPT",
        columns: { packet_initiator: null, packet_responder: "203.0.113.5", nat: "10.0.0.220", note: null },
      },
    ],
  },
  {
    name: "packets to two far ends are two conversations, although the interface saw the same ports",
    records: [
      { flow: "10.0.1.5 40000 > 10.0.0.220 443", flags: 2, packet: "10.0.1.5 > 203.0.113.5" },
      { flow: "10.0.1.5 40000 > 10.0.0.220 443", flags: 2, packet: "10.0.1.5 > 203.0.113.6" },
    ],
    expected: [
      { conversation: "10.0.1.5 40000 > 10.0.0.220 443 flags ACCEPT", columns: { packet_responder: "203.0.113.5" } },
      { conversation: "10.0.1.5 40000 > 10.0.0.220 443 flags ACCEPT", columns: { packet_responder: "203.0.113.6" } },
    ],
  },
  {
    name: "what knocks at a NAT gateway is recorded as accepted and noted as dropped: the interface's kind tells",
    records: [{ flow: "198.51.100.7 25614 > 10.0.0.220 443", flags: 2, interfaceType: "nat_gateway" }],
    expected: [
      { conversation: "198.51.100.7 25614 > 10.0.0.220 443 flags ACCEPT", columns: { note: "dropped by the NAT gateway", nat: null } },
    ],
  },
  {
    name: "or the packets of other records on the interface tell",
    records: [
      { flow: "198.51.100.7 25614 > 10.0.0.220 443", flags: 2, packet: "198.51.100.7 > 10.0.0.220" },
      { flow: "10.0.1.5 40000 > 10.0.0.220 443", flags: 2, packet: "10.0.1.5 > 203.0.113.5" },
    ],
    expected: [
      { conversation: "10.0.1.5 40000 > 10.0.0.220 443 flags ACCEPT", columns: { note: null } },
      { conversation: "198.51.100.7 25614 > 10.0.0.220 443 flags ACCEPT", columns: { note: "dropped by the NAT gateway" } },
    ],
  },
  {
    name: "what a NAT gateway itself sent for and got is no such thing",
    records: [
      { flow: "10.0.0.220 25614 > 203.0.113.5 443", flags: 2, interfaceType: "nat_gateway" },
      { flow: "203.0.113.5 443 > 10.0.0.220 25614", flags: 18, interfaceType: "nat_gateway" },
      { flow: "198.51.100.7 25614 > 10.0.0.220 22", flags: 2, interfaceType: "nat_gateway", action: "REJECT" },
    ],
    expected: [
      { conversation: "10.0.0.220 25614 > 203.0.113.5 443 flags ACCEPT", columns: { note: null } },
      { conversation: "198.51.100.7 25614 > 10.0.0.220 22 flags REJECT", columns: { note: null } },
    ],
  },
  {
    name: "an accepted knock at an instance is no NAT gateway's, though its pods have other addresses in their packets",
    records: [
      { flow: "198.51.100.7 25614 > 10.0.0.20 443", flags: 2, packet: "198.51.100.7 > 10.0.0.20", instance: "i-0123" },
      { flow: "10.0.1.5 40000 > 10.0.0.20 443", flags: 2, packet: "10.0.1.5 > 10.0.0.77", instance: "i-0123" },
    ],
    expected: [
      { conversation: "10.0.1.5 40000 > 10.0.0.20 443 flags ACCEPT", columns: { packet_responder: "10.0.0.77", note: null } },
      { conversation: "198.51.100.7 25614 > 10.0.0.20 443 flags ACCEPT", columns: { note: null } },
    ],
  },
  {
    name: "a regional NAT gateway has no interface: its id stands there",
    records: [{ flow: "198.51.100.7 25614 > 10.0.0.220 443", flags: 2, resource: "nat-0a9b8c7d6e5f43210" }],
    expected: [
      {
        conversation: "198.51.100.7 25614 > 10.0.0.220 443 flags ACCEPT",
        columns: { interface_id: "nat-0a9b8c7d6e5f43210", note: "dropped by the NAT gateway" },
      },
    ],
  },
];
