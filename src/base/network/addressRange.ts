import { type Address, addressBits, type AddressFamily, formatAddress, mappedAddress, parseAddress } from "./address";

/** All addresses of a CIDR block. */
export interface AddressRange {
  readonly family: AddressFamily;
  /** How many leading bits they have in common. */
  readonly bits: number;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Reads a CIDR block such as `10.0.0.0/8` or `2001:db8::/32`; a single address is a block of its own. Bits behind the prefix do
 * not count (`10.1.2.3/8` is `10.0.0.0/8`). `undefined` for anything else, an address with a zone included.
 */
export function parseRange(text: string): AddressRange | undefined {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined || address.zone !== undefined) return undefined;
  if (slash < 0) return rangeAround(address, addressBits[address.family]);
  const bits = text.slice(slash + 1);
  return /^(?:0|[1-9]\d{0,2})$/.test(bits) ? rangeAround(address, Number(bits)) : undefined;
}

/** The block with this many leading bits that an address lies in; `undefined` where its family has no such number of bits. */
export function rangeAround({ family, value }: Address, bits: number): AddressRange | undefined {
  const width = addressBits[family];
  if (!Number.isInteger(bits) || bits < 0 || bits > width) return undefined;
  const free = (1n << BigInt(width - bits)) - 1n;
  return { family, bits, first: value - (value & free), last: value | free };
}

/**
 * Whether an address lies in a block. An IPv4-mapped address lies in IPv6 blocks around it, and as well in the IPv4 blocks around
 * the address that it carries; an IPv4 address lies in no IPv6 block.
 */
export function isInRange(address: Address, range: AddressRange): boolean {
  if (address.family === range.family) return address.value >= range.first && address.value <= range.last;
  const mapped = mappedAddress(address);
  return mapped !== undefined && isInRange(mapped, range);
}

export function formatRange({ family, first, bits }: AddressRange): string {
  return `${formatAddress({ family, value: first })}/${bits}`;
}
