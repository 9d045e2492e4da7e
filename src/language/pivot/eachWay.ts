/** Sums of `bytes` or `packets` by an address, given as it stands in SQL; IBM's records have both directions in one. */
export function sentBy(address: string, what: "bytes" | "packets"): string {
  return `sum(CASE WHEN srcaddr = ${address} THEN ${what} ELSE ${what}_reply END)`;
}

export function receivedBy(address: string, what: "bytes" | "packets"): string {
  return `sum(CASE WHEN dstaddr = ${address} THEN ${what} ELSE ${what}_reply END)`;
}
