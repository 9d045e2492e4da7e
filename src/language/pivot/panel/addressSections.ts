import type { Cell } from "../../../protocol/query";
import { amountsEachWay, receivedBy, sentBy } from "../eachWay";
import { literal, type PivotScope, type SectionDraft } from "./section";

/** Rows that tables of the panel have at most; the conversations have more. */
const shownRows = 50;
const shownConversations = 200;

const isAccepted = "count(*) FILTER (WHERE action = 'ACCEPT')";
const isRejected = "count(*) FILTER (WHERE action = 'REJECT')";
/** A column that says of how many rows those that are given are the first: it costs next to nothing where rows are grouped already. */
export function allAs(column: string): string {
  return `,\n  count(*) OVER () AS ${column}`;
}

/** Something came back. Formats without packets have bytes. */
export const answered = "coalesce(packets_received, bytes_received, 0) > 0";

export function summarySection({ address: of }: PivotScope): SectionDraft {
  const address = literal(of);
  return {
    id: "summary",
    title: "Summary",
    about: "What the flow records of the address come to. Traffic that two interfaces recorded counts twice.",
    reads: "seen",
    select: `SELECT
  ${address} AS address,
  ip_kind(${address}) AS kind,
  min(start_time) AS first_seen,
  max(greatest(start_time, end_time)) AS last_seen,
  count(*) AS flows,
  ${isAccepted} AS accepted,
  ${isRejected} AS rejected,
  ${amountsEachWay(address)},
  count(DISTINCT CASE WHEN srcaddr = ${address} THEN dstaddr ELSE srcaddr END) AS peers,
  count(DISTINCT coalesce(interface_id, resource_id, tgw_attachment_id)) AS interfaces
FROM seen`,
    meanings: amountMeanings,
  };
}

export const amountMeanings = { bytes_out: "bytes", bytes_in: "bytes", packets_out: "packets", packets_in: "packets" } as const;

export function activitySection({ address, stepSeconds }: PivotScope): SectionDraft {
  const out = literal(address);
  return {
    id: "activity",
    title: "Activity",
    about:
      "Flow records by the time at which they begin: how many by what became of them, or the bytes that were sent and received in them.",
    reads: "seen",
    chart: "area x=time y=sum(accepted),sum(rejected) stack",
    select: `SELECT
  time_bucket(INTERVAL ${stepText(stepSeconds)}, start_time) AS time,
  ${isAccepted} AS accepted,
  ${isRejected} AS rejected,
  count(*) FILTER (WHERE action IS NULL) AS without_action,
  ${sentBy(out, "bytes")} AS bytes_out,
  ${receivedBy(out, "bytes")} AS bytes_in
FROM seen
WHERE start_time IS NOT NULL
GROUP BY time
ORDER BY time`,
    meanings: { time: "time", ...amountMeanings },
  };
}

function stepText(seconds: number): string {
  for (const [size, unit] of [
    [86_400, "DAY"],
    [3600, "HOUR"],
    [60, "MINUTE"],
  ] as const)
    if (seconds % size === 0) return `${seconds / size} ${unit}`;
  return `${seconds} SECOND`;
}

export function portSections({ address: of }: PivotScope): readonly SectionDraft[] {
  const address = literal(of);
  const ports = (own: string, peer: string, more: string, having: string, order: string): string => `SELECT
  port,
  protocol,
  service_name(port, protocol) AS service,
  count(*) AS conversations,
  count(*) FILTER (WHERE ${answered}) AS answered,
  count(*) FILTER (WHERE outcome = 'REJECT') AS rejected,
  count(DISTINCT ${peer}) AS peers,
  sum(bytes_sent) AS bytes_sent,
  sum(bytes_received) AS bytes_received,
  max(end_time) AS last_seen${more}
FROM talks
WHERE ${own} = ${address} AND port <> 0
GROUP BY port, protocol${having}
ORDER BY ${order}conversations DESC, port, protocol
LIMIT ${shownRows}`;
  return [
    {
      id: "offered",
      title: "Ports offered",
      about: "Where others asked this address and it answered. Bytes are told from the side that asked.",
      reads: "talks",
      select: ports("responder", "initiator", allAs("all_ports"), `\nHAVING count(*) FILTER (WHERE ${answered}) > 0`, ""),
      all: { column: "all_ports" },
    },
    {
      id: "sought",
      title: "Ports sought",
      about:
        "Where this address asked others: first those where somebody answered, then those that let it through. Bytes are told from its side.",
      reads: "talks",
      // Whoever scans asks for hundreds of ports, of which the few that were open are the ones to know.
      select: ports("initiator", "responder", portTotals, "", "answered DESC, conversations = rejected, "),
      all: { column: "all_ports" },
    },
  ];
}

/** Of all rows, however many are shown. */
const portTotals = `${allAs("all_ports")},
  count(*) FILTER (WHERE count(*) FILTER (WHERE ${answered}) > 0) OVER () AS ports_that_answered`;

/** On how many of the ports that an address asked for somebody answered. */
export function soughtSentence([first]: readonly Readonly<Record<string, Cell>>[]): string {
  if (first === undefined) return "It asked nobody for a port.";
  const [all, answering] = [Number(first.all_ports), Number(first.ports_that_answered)];
  const ports = all === 1 ? "One port" : `${all.toLocaleString("en-US")} ports`;
  return answering === all
    ? `${ports}, and ${all === 1 ? "it" : "all"} answered.`
    : `${ports}, and ${answering === 0 ? "none" : answering.toLocaleString("en-US")} answered.`;
}

export function peersSection({ address: of }: PivotScope): SectionDraft {
  const address = literal(of);
  return {
    id: "peers",
    title: "Peers",
    about:
      "With whom it speaks, those with the most bytes first. “Begun” counts the conversations that this address began, and ports are those of the responder.",
    reads: "talks",
    select: `SELECT
  CASE WHEN initiator = ${address} THEN responder ELSE initiator END AS peer,
  sum(CASE WHEN initiator = ${address} THEN bytes_sent ELSE bytes_received END) AS bytes_out,
  sum(CASE WHEN initiator = ${address} THEN bytes_received ELSE bytes_sent END) AS bytes_in,
  count(*) AS conversations,
  count(*) FILTER (WHERE outcome = 'REJECT') AS rejected,
  count(*) FILTER (WHERE initiator = ${address}) AS begun,
  list_sort(list_distinct(list(port)))[1:8] AS ports,
  ip_kind(peer) AS kind,
  min(start_time) AS first_seen,
  max(end_time) AS last_seen${allAs("all_peers")}
FROM talks
GROUP BY peer
ORDER BY coalesce(bytes_out, 0) + coalesce(bytes_in, 0) DESC, conversations DESC, peer
LIMIT ${shownRows}`,
    all: { column: "all_peers" },
    meanings: { peer: "address", ...amountMeanings },
  };
}

export function interfacesSection({ address: of }: PivotScope): SectionDraft {
  const address = literal(of);
  return {
    id: "interfaces",
    title: "Seen by",
    about: "The interfaces whose flow logs have the address: its own, and those of its peers.",
    reads: "seen",
    select: `SELECT
  coalesce(interface_id, resource_id, tgw_attachment_id) AS interface_id,
  count(*) AS flows,
  count(*) FILTER (WHERE srcaddr = ${address}) AS as_source,
  count(*) FILTER (WHERE dstaddr = ${address}) AS as_destination,
  any_value(instance_id) AS instance_id,
  any_value(account_id) AS account_id,
  any_value(vpc_id) AS vpc_id,
  min(start_time) AS first_seen,
  max(greatest(start_time, end_time)) AS last_seen${allAs("all_interfaces")}
FROM seen
GROUP BY coalesce(interface_id, resource_id, tgw_attachment_id)
ORDER BY flows DESC, interface_id
LIMIT ${shownRows}`,
    all: { column: "all_interfaces" },
  };
}

const conversationOrder =
  "coalesce(bytes_sent, 0) + coalesce(bytes_received, 0) DESC, start_time, initiator, initiator_port, responder, port, protocol, interface_id";

/** They are not grouped: to count them row by row would slow the statement down. */
export function conversationSelect(where: string): Pick<SectionDraft, "select" | "all"> {
  const select = `SELECT start_time, initiator, responder, port, outcome, bytes_sent, bytes_received, protocol, initiator_port, end_time,
  note, nat, interface_id, direction_from
FROM talks${where}
ORDER BY ${conversationOrder}
LIMIT ${shownConversations}`;
  return { select, all: { from: `talks${where}` } };
}

export function conversationsSection(): SectionDraft {
  return {
    id: "conversations",
    title: "Conversations",
    about: "Those with the most bytes first. “Direction from” says how it is known who began.",
    reads: "talks",
    ...conversationSelect(""),
  };
}
