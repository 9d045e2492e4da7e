/**
 * Columns of which the providers document every value that they write. Records with another value are kept all the same.
 */
export const columnValues: ReadonlyMap<string, readonly string[]> = new Map([
  ["action", ["ACCEPT", "REJECT"]],
  ["log_status", ["OK", "NODATA", "SKIPDATA"]],
  ["flow_direction", ["ingress", "egress"]],
  ["type", ["IPv4", "IPv6", "EFA"]],
  ["direction", ["I", "O"]],
  ["ether_type", ["IPv4", "IPv6"]],
]);
