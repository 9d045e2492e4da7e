import { addressBits, type AddressFamily } from "../../../../base/network/address";
import { privateNetworks, specialRanges } from "../../../../base/network/addressKinds";
import { type AddressRange, parseRange } from "../../../../base/network/addressRange";
import { quoteText } from "../quoting";
import { ipv4Number, ipv4Text, ipv6Number, ipv6Text, isIpv4, isIpv6, letSql } from "./addressSql";
import { isInConstantNetworksSql } from "./constantNetworks";
import { wholeNumberSql } from "./numberSql";

/** Bodies of functions of addresses, over the SQL of their arguments. NULL for what is no address. */

export function addressNumberSql(address: string): string {
  return byFamily(address, `CAST(${ipv4Number(address)} AS UHUGEINT)`, ipv6Number(address));
}

export function networkAroundSql(address: string, bits: string): string {
  const free = "CAST(128 - ip_bits AS UHUGEINT)";
  const masked: Readonly<Record<AddressFamily, string>> = {
    4: `(${ipv4Number(address)} >> CAST(32 - ip_bits AS UBIGINT)) << CAST(32 - ip_bits AS UBIGINT)`,
    // All bits cannot be shifted out at once.
    6: `CASE WHEN ip_bits = 0 THEN 0::UHUGEINT ELSE ${ipv6Number(address)} & ~((1::UHUGEINT << ${free}) - 1) END`,
  };
  const network = (family: AddressFamily): string => {
    const text = family === 4 ? letSql(masked[4], "ip_value", ipv4Text("ip_value")) : ipv6Text(masked[6]);
    return `CASE WHEN ip_bits BETWEEN 0 AND ${addressBits[family]} THEN ${text} || '/' || ip_bits END`;
  };
  return letSql(`CAST(${wholeNumberSql(bits)} AS INTEGER)`, "ip_bits", byFamily(address, network(4), network(6)));
}

export function addressKindSql(address: string): string {
  const ranges = specialRanges
    .map(({ network, kind }) => ({ range: knownRange(network), kind }))
    .sort((a, b) => b.range.bits - a.range.bits);
  const kindOf = (family: AddressFamily): string =>
    `CASE ${ranges
      .filter(({ range }) => range.family === family)
      .map(({ range, kind }) => `WHEN ${isBetween("ip_value", range)} THEN ${quoteText(kind)}`)
      .join(" ")} ELSE 'public' END`;
  return byFamily(address, letSql(ipv4Number(address), "ip_value", kindOf(4)), letSql(ipv6Number(address), "ip_value", kindOf(6)));
}

export function isPrivateSql(address: string): string {
  return isInConstantNetworksSql(address, privateNetworks);
}

function byFamily(address: string, ipv4: string, ipv6: string): string {
  return `CASE WHEN ${isIpv4(address)} THEN ${ipv4} WHEN ${isIpv6(address)} THEN ${ipv6} END`;
}

function isBetween(value: string, { family, first, last }: AddressRange): string {
  const type = family === 4 ? "UBIGINT" : "UHUGEINT";
  return `${value} BETWEEN ${first}::${type} AND ${last}::${type}`;
}

function knownRange(network: string): AddressRange {
  const range = parseRange(network);
  if (range === undefined) throw new Error(`${network} is no network.`);
  return range;
}
