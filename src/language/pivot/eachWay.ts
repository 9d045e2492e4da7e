/** What went out of an address and into it, in bytes and packets, named after that. */
export function amountsEachWay(address: string): string {
  const both = (what: "bytes" | "packets"): string =>
    `${sentBy(address, what)} AS ${what}_out,\n  ${receivedBy(address, what)} AS ${what}_in`;
  return `${both("bytes")},\n  ${both("packets")}`;
}

/** Sums of `bytes` or `packets` by an address, given as it stands in SQL; IBM's records have both directions in one. */
export function sentBy(address: string, what: "bytes" | "packets"): string {
  return `sum(CASE WHEN srcaddr = ${address} THEN ${what} ELSE ${what}_reply END)`;
}

export function receivedBy(address: string, what: "bytes" | "packets"): string {
  return `sum(CASE WHEN dstaddr = ${address} THEN ${what} ELSE ${what}_reply END)`;
}
