import { natGatewayNote } from "../../../../language/schema/conversationColumns";
import { isPrivateSql } from "../functions/addressFunctions";
import { quoteText } from "../quoting";
import { directionFromSql, initiatorIsFirstSql, portRankSql, sideSql } from "./direction";

/**
 * Conversations out of flow records: one GROUP BY of the two ends, whichever of them sent. The ends are put in order first, so that
 * both directions meet: `a` is the one that sorts first, with IBM the initiator. Pauses do not divide a conversation, because telling
 * them needs the records of each in their order, which takes four times as long as all the rest.
 *
 * @param source What stands behind FROM: it has the columns of `flows`.
 * @param flows All flows, by which interfaces of NAT gateways are known.
 */
export function conversationsSql(source: string, flows: string): string {
  return `
  WITH ended AS (${endedSql(source)}),
  grouped AS (${groupedSql("ended")}),
  ranked AS (SELECT *, ${portRankSql("a_port")} AS a_rank, ${portRankSql("b_port")} AS b_rank FROM grouped),
  sided AS (SELECT *, ${sideSql} AS side FROM ranked),
  turned AS (SELECT *, ${initiatorIsFirstSql("side")} AS a_began FROM sided),
  named AS (SELECT ${namedColumns.map(([name, sql]) => `${sql} AS ${name}`).join(", ")} FROM turned)
  SELECT start_time, end_time, initiator, initiator_port, responder, port, protocol, outcome, bytes_sent, bytes_received,
    packets_sent, packets_received, records, direction_from, packet_initiator, packet_responder,
    CASE WHEN packet_responder IS NOT NULL THEN responder WHEN packet_initiator IS NOT NULL THEN initiator END AS nat,
    ${noteSql(flows)} AS note, interface_id, account_id, vpc_id, provider
  FROM named`;
}

/** Those of one address: its flows are looked for first, so that they are as quickly there as the flows themselves. */
export function conversationsOfSql(address: string, source: string, flows = source): string {
  return conversationsSql(`(FROM ${source} WHERE srcaddr = ${address} OR dstaddr = ${address})`, flows);
}

/** The same by the packets' own addresses, where records have them. */
export function packetConversationsOfSql(address: string, flows: string): string {
  return conversationsOfSql(address, packetSides(flows), flows);
}

/** Flows with the packets' own addresses in the place of the interface's. */
export function packetSides(flows: string): string {
  return `(SELECT * REPLACE (coalesce(pkt_srcaddr, srcaddr) AS srcaddr, coalesce(pkt_dstaddr, dstaddr) AS dstaddr) FROM ${flows})`;
}

/** Each record with its two ends in order. An end is missing in formats without interface addresses; then the packet's counts. */
function endedSql(source: string): string {
  const first = "(provider = 'ibm' OR coalesce(srcaddr < dstaddr OR (srcaddr = dstaddr AND srcport <= dstport), true))";
  const ends = (one: string, other: string): string => `CASE WHEN a_sent THEN ${one} ELSE ${other} END`;
  return `
    SELECT provider, account_id, vpc_id, place, interface_type, protocol, start_time, end_time, action, tcp_flags, a_sent,
      ${ends("srcaddr", "dstaddr")} AS a, ${ends("dstaddr", "srcaddr")} AS b,
      ${ends("srcport", "dstport")} AS a_port, ${ends("dstport", "srcport")} AS b_port,
      ${ends("pkt_srcaddr", "pkt_dstaddr")} AS a_packet, ${ends("pkt_dstaddr", "pkt_srcaddr")} AS b_packet,
      ${ends("bytes", "bytes_reply")} AS a_bytes, ${ends("bytes_reply", "bytes")} AS b_bytes,
      ${ends("packets", "packets_reply")} AS a_packets, ${ends("packets_reply", "packets")} AS b_packets, connection_start_time
    FROM (SELECT provider, account_id, vpc_id, coalesce(interface_id, resource_id, tgw_attachment_id) AS place, interface_type, protocol,
        start_time, end_time, "action", tcp_flags, srcport, dstport, bytes, bytes_reply, packets, packets_reply, connection_start_time,
        coalesce(srcaddr, pkt_srcaddr) AS srcaddr, coalesce(dstaddr, pkt_dstaddr) AS dstaddr,
        CASE WHEN pkt_srcaddr <> srcaddr THEN pkt_srcaddr END AS pkt_srcaddr,
        CASE WHEN pkt_dstaddr <> dstaddr THEN pkt_dstaddr END AS pkt_dstaddr,
        ${first} AS a_sent
      FROM ${source})`;
}

const isSyn = "tcp_flags & 18 = 2";
const isSynAck = "tcp_flags & 18 = 18";

function groupedSql(source: string): string {
  return `
    SELECT provider, place, protocol, a, b, a_port, b_port, a_packet, b_packet, connection_start_time,
      any_value(account_id) AS account_id, any_value(vpc_id) AS vpc_id,
      bool_or(interface_type = 'nat_gateway') AS at_nat_gateway,
      min(start_time) AS first_start, max(greatest(start_time, end_time)) AS end_time,
      min(start_time) FILTER (a_sent) AS a_first, min(start_time) FILTER (NOT a_sent) AS b_first,
      sum(a_bytes) AS a_bytes, sum(b_bytes) AS b_bytes, sum(a_packets) AS a_packets, sum(b_packets) AS b_packets, count(*) AS records,
      bool_or(a_sent AND ${isSyn}) AS a_syn, bool_or(NOT a_sent AND ${isSyn}) AS b_syn,
      bool_or(a_sent AND ${isSynAck}) AS a_syn_ack, bool_or(NOT a_sent AND ${isSynAck}) AS b_syn_ack,
      bool_or("action" = 'ACCEPT') AS accepted, bool_or("action" = 'REJECT') AS rejected
    FROM ${source} GROUP BY provider, place, protocol, a, b, a_port, b_port, a_packet, b_packet, connection_start_time`;
}

const turn = (a: string, b: string): string => `CASE WHEN a_began THEN ${a} ELSE ${b} END`;
/** A direction without records has carried nothing; where no direction says how much, nobody knows. */
const amount = (one: string, other: string): string =>
  `CAST(coalesce(${turn(one, other)}, CASE WHEN ${turn(other, one)} IS NOT NULL THEN 0 END) AS BIGINT)`;

const namedColumns: readonly (readonly [name: string, sql: string])[] = [
  ["provider", "provider"],
  ["account_id", "account_id"],
  ["vpc_id", "vpc_id"],
  ["interface_id", "place"],
  ["protocol", "protocol"],
  ["records", "records"],
  ["end_time", "end_time"],
  ["at_nat_gateway", "at_nat_gateway"],
  ["start_time", "least(connection_start_time, first_start)"],
  ["initiator", turn("a", "b")],
  ["initiator_port", turn("a_port", "b_port")],
  ["responder", turn("b", "a")],
  ["port", turn("b_port", "a_port")],
  ["packet_initiator", turn("a_packet", "b_packet")],
  ["packet_responder", turn("b_packet", "a_packet")],
  ["bytes_sent", amount("a_bytes", "b_bytes")],
  ["bytes_received", amount("b_bytes", "a_bytes")],
  ["packets_sent", amount("a_packets", "b_packets")],
  ["packets_received", amount("b_packets", "a_packets")],
  ["answered", turn("b_first", "a_first") + " IS NOT NULL"],
  ["outcome", "CASE WHEN accepted AND rejected THEN 'MIXED' WHEN accepted THEN 'ACCEPT' WHEN rejected THEN 'REJECT' END"],
  ["direction_from", directionFromSql("side")],
];

/**
 * Flow logs tell what security groups and network ACLs let through. A NAT gateway has no security group, so that whatever the ACL of
 * its subnet allows is recorded as ACCEPT; what belongs to no connection from inside is dropped by the gateway, and nothing comes back.
 */
function noteSql(flows: string): string {
  const isGateway = `(at_nat_gateway OR starts_with(interface_id, 'nat-') OR list_contains(${natInterfacesSql(flows)}, interface_id))`;
  const isUnasked = `provider = 'aws' AND outcome = 'ACCEPT' AND NOT answered AND (${isPrivateSql("responder")}) AND NOT (${isPrivateSql("initiator")})`;
  return `CASE WHEN ${isUnasked} AND ${isGateway} THEN ${quoteText(natGatewayNote)} END`;
}

/**
 * Interfaces of NAT gateways, where no record names their kind: no instance has them, and what comes in from inside is for the gateway,
 * and in its packets for an address of the internet. As a list, so that whoever does not look at the note pays nothing for it.
 */
function natInterfacesSql(flows: string): string {
  return `(SELECT list(DISTINCT interface_id) FROM ${flows} WHERE pkt_dstaddr <> dstaddr AND instance_id IS NULL
    AND NOT (${isPrivateSql("pkt_dstaddr")}))`;
}
