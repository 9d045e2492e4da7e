import { addressBits } from "../../../../base/network/address";
import { type AddressRange, parseRange } from "../../../../base/network/addressRange";
import { quoteText } from "../quoting";
import { ipv6Number, isIpv4, isIpv6, letSql, mappedBase, octetPattern } from "./addressSql";

/** Ranges of texts that the candidates are looked for in. More networks share them. */
const candidateRanges = 4;

interface TextRange {
  readonly low: string;
  readonly high: string;
}

/**
 * `ip_in` with networks that are known now: the same value as `isInNetworksSql` gives, for any text. That one works out what
 * depends on the networks in SQL, which takes the engine longer to plan than the answer takes.
 */
export function isInConstantNetworksSql(address: string, networks: readonly string[]): string {
  const ranges = networks.map(parseRange);
  const known = ranges.filter((range) => range !== undefined);
  const outside = known.length === networks.length ? "false" : "NULL";
  return `(${candidateSql(address, networks)}) AND (${memberSql(address, known, outside)})`;
}

function candidateSql(address: string, networks: readonly string[]): string {
  const ranges = networks.flatMap((network) => textRange(network) ?? []).sort((one, other) => (one.low < other.low ? -1 : 1));
  const share = Math.ceil(ranges.length / candidateRanges);
  const tests: string[] = [];
  for (let from = 0; from < ranges.length; from += share) {
    const together = ranges.slice(from, from + share);
    const high = together.map((range) => range.high).reduce((one, other) => (one > other ? one : other));
    tests.push(`${address} BETWEEN ${quoteText(together[0]?.low ?? "")} AND ${quoteText(high)}`);
  }
  return [...tests, `${address} < '1'`, `${address} BETWEEN ':' AND ':~'`, "NULL::BOOLEAN"].join(" OR ");
}

/** Between which texts the addresses of a network stand, as far as they begin as it does. */
function textRange(network: string): TextRange | undefined {
  const range = parseRange(network);
  if (range === undefined) return undefined;
  if (range.family === 6) {
    const begin = (network.split(":", 1)[0] ?? "").replace(/^0+/, "");
    return range.bits < 16 ? { low: "0", high: "g" } : { low: begin.toUpperCase(), high: `${begin.toLowerCase()}~` };
  }
  const begin = octetsOf(range)
    .slice(0, range.bits >> 3)
    .join(".");
  if (range.bits === addressBits[4]) return { low: begin, high: begin };
  const low = range.bits < 8 ? begin : `${begin}.`;
  return { low, high: `${low}:` };
}

function memberSql(address: string, networks: readonly AddressRange[], outside: string): string {
  const ipv4 = networks.filter((range) => range.family === 4).map(ipv4Pattern);
  const inIpv4 = ipv4.length === 0 ? "" : `WHEN regexp_full_match(${address}, ${quoteText(ipv4.join("|"))}) THEN true`;
  const inIpv6 = networks.length === 0 ? outside : ipv6MemberSql(address, networks, outside);
  return `CASE ${inIpv4} WHEN ${isIpv4(address)} THEN ${outside} WHEN ${isIpv6(address)} THEN ${inIpv6} END`;
}

function ipv6MemberSql(address: string, networks: readonly AddressRange[], outside: string): string {
  const around = networks.map((range) => {
    const base = range.family === 4 ? BigInt(mappedBase) : 0n;
    return `ip_address BETWEEN ${range.first + base}::UHUGEINT AND ${range.last + base}::UHUGEINT`;
  });
  const counted = letSql(ipv6Number(address), "ip_address", around.join(" OR "));
  const begins = networks.flatMap(usualBegin).map((begin) => `WHEN starts_with(${address}, ${quoteText(begin)}) THEN true`);
  return `CASE ${begins.join(" ")} WHEN ${counted} THEN true ELSE ${outside} END`;
}

/** How the addresses of an IPv6 network of whole groups begin as usually spelled: most of them need no numbers then. */
function usualBegin({ family, bits, first }: AddressRange): string[] {
  if (family === 4 || bits % 16 !== 0 || bits < 16 || bits > 112) return [];
  const groups = Array.from({ length: bits / 16 }, (_, index) => ((first >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return [groups.map((group) => `${group}:`).join("")];
}

/** A pattern of all addresses in an IPv4 network. */
function ipv4Pattern(range: AddressRange): string {
  const octets = octetsOf(range);
  const whole = range.bits >> 3;
  const parts = octets.slice(0, whole).map(String);
  const free = 8 - (range.bits % 8);
  const begun = octets[whole];
  if (free < 8 && begun !== undefined) parts.push(`(?:${Array.from({ length: 1 << free }, (_, index) => begun + index).join("|")})`);
  while (parts.length < 4) parts.push(octetPattern);
  return parts.join("\\.");
}

function octetsOf({ first }: AddressRange): number[] {
  return [24n, 16n, 8n, 0n].map((shift) => Number((first >> shift) & 255n));
}
