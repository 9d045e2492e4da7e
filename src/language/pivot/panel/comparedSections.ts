import { amountsEachWay } from "../eachWay";
import { allAs, amountMeanings, conversationSelect } from "./addressSections";
import { literal, type PivotScope, type SectionDraft } from "./section";

/** Two addresses side by side. */
export function comparedSections({ address, compareWith = "" }: PivotScope): readonly SectionDraft[] {
  const [one, other] = [literal(address), literal(compareWith)];
  return [
    { ...comparison(one, other), id: "compared", title: "Side by side" },
    {
      id: "between",
      title: "Between them",
      about: "The conversations that the two have with each other, those with the most bytes first.",
      reads: "talks",
      ...conversationSelect(`\nWHERE initiator IN (${one}, ${other}) AND responder IN (${one}, ${other})`),
    },
    { ...commonPeers(one, other), id: "common", title: "Peers in common" },
  ];
}

function comparison(one: string, other: string): Omit<SectionDraft, "id" | "title"> {
  return {
    about: "What the flow records of each come to. Traffic that two interfaces recorded counts twice.",
    reads: "seen",
    select: `SELECT
  address,
  ip_kind(address) AS kind,
  min(start_time) AS first_seen,
  max(greatest(start_time, end_time)) AS last_seen,
  count(provider) AS flows,
  count(*) FILTER (WHERE action = 'ACCEPT') AS accepted,
  count(*) FILTER (WHERE action = 'REJECT') AS rejected,
  ${amountsEachWay("address")},
  count(DISTINCT CASE WHEN srcaddr = address THEN dstaddr ELSE srcaddr END) AS peers,
  count(DISTINCT coalesce(interface_id, resource_id, tgw_attachment_id)) AS interfaces
FROM (VALUES (1, ${one}), (2, ${other})) asked(place, address)
LEFT JOIN seen ON srcaddr = address OR dstaddr = address
GROUP BY place, address
ORDER BY place`,
    meanings: amountMeanings,
  };
}

function commonPeers(one: string, other: string): Omit<SectionDraft, "id" | "title"> {
  const of = (address: string): string => `(WHERE ${address} IN (initiator, responder))`;
  return {
    about: "Who speaks with both, with the bytes of both directions, and the ports of the responder that they speak on.",
    reads: "talks",
    select: `SELECT
  CASE WHEN initiator IN (${one}, ${other}) THEN responder ELSE initiator END AS peer,
  ip_kind(peer) AS kind,
  count(*) FILTER ${of(one)} AS conversations_first,
  count(*) FILTER ${of(other)} AS conversations_second,
  sum(bytes_sent + bytes_received) FILTER ${of(one)} AS bytes_first,
  sum(bytes_sent + bytes_received) FILTER ${of(other)} AS bytes_second,
  list_sort(list_distinct(list(port)))[1:8] AS ports${allAs("all_peers")}
FROM talks
WHERE NOT (initiator IN (${one}, ${other}) AND responder IN (${one}, ${other}))
GROUP BY peer
HAVING conversations_first > 0 AND conversations_second > 0
ORDER BY least(coalesce(bytes_first, 0), coalesce(bytes_second, 0)) DESC, peer
LIMIT 50`,
    all: { column: "all_peers" },
    meanings: { peer: "address", bytes_first: "bytes", bytes_second: "bytes" },
  };
}
