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

/** The relation whose columns a table function gives. */
export const relationOfFunction: ReadonlyMap<string, string> = new Map([[conversationsOf.name, "conversations"]]);
