import type { CatalogFunction } from "../catalog/catalog";

/** The conversations of one address: reads its flows alone, where a condition on `conversations` reads all of them. */
export const conversationsOf: CatalogFunction = {
  name: "conversations_of",
  kind: "table",
  ours: true,
  signatures: [
    { parameters: [{ name: "address", type: "VARCHAR", documentation: "An IPv4 or IPv6 address, written as the records write it." }] },
  ],
  documentation: "The rows of `conversations` that an address is an end of, much sooner than by a condition.",
  example: "FROM conversations_of('10.0.0.5') ORDER BY bytes_sent + bytes_received DESC",
};

/** By the packets' own addresses: a conversation through a NAT gateway has its far end as responder. */
export const packetConversationsOf: CatalogFunction = {
  ...conversationsOf,
  name: "packet_conversations_of",
  documentation: "As `conversations_of`, by the addresses in the packets (`pkt_srcaddr`, `pkt_dstaddr`) where records have them.",
  example: "FROM packet_conversations_of('203.0.113.5') ORDER BY start_time",
};

/** The relation whose columns a table function gives. */
export const relationOfFunction: ReadonlyMap<string, string> = new Map([
  [conversationsOf.name, "conversations"],
  [packetConversationsOf.name, "conversations"],
]);
