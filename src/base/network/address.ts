/** An address as a number, with the family that its text belongs to. */
export interface Address {
  readonly family: AddressFamily;
  /** 32 bits with IPv4, 128 bits with IPv6. An IPv4-mapped address (`::ffff:10.0.0.1`) is an IPv6 address. */
  readonly value: bigint;
  /** Which interface an IPv6 address is of, as in `fe80::1%eth0`. */
  readonly zone?: string;
}

export type AddressFamily = 4 | 6;

/** How many bits an address has. */
export const addressBits: Readonly<Record<AddressFamily, number>> = { 4: 32, 6: 128 };

/**
 * Reads an address, strictly: four decimal numbers without leading zeros, or IPv6 in any spelling that RFC 4291 allows, with a
 * zone where there is one. `undefined` for everything else, spaces around an address included.
 */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(":")) {
    const value = ipv4Value(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const percent = text.indexOf("%");
  const value = ipv6Value(percent < 0 ? text : text.slice(0, percent));
  if (value === undefined) return undefined;
  if (percent < 0) return { family: 6, value };
  const zone = text.slice(percent + 1);
  return zonePattern.test(zone) ? { family: 6, value, zone } : undefined;
}

/** The IPv4 address that an IPv4-mapped one carries; `undefined` for any other. */
export function mappedAddress({ family, value }: Address): Address | undefined {
  return family === 6 && value >> 32n === 0xffffn ? { family: 4, value: value & 0xffffffffn } : undefined;
}

/** The address as it is usually spelled: RFC 5952 for IPv6, in lower case, with the longest run of zeros left out. */
export function formatAddress(address: Address): string {
  const zone = address.zone === undefined ? "" : `%${address.zone}`;
  if (address.family === 4) return ipv4Text(address.value);
  const mapped = mappedAddress(address);
  return (mapped === undefined ? ipv6Text(address.value) : `::ffff:${ipv4Text(mapped.value)}`) + zone;
}

/** RFC 4007 leaves open what a zone is called; what would end the address in a text is not part of it. */
const zonePattern = /^[!-$&-.0-~]+$/;
const octetPattern = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;
const groupPattern = /^[0-9a-f]{1,4}$/i;

function ipv4Value(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => octetPattern.test(octet))) return undefined;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function ipv6Value(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  // `::` stands for at least one group.
  if (tail === undefined ? known !== 8 : known > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array.from({ length: 8 - known }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** The groups of a part between `::`; where it ends the address, its last two may be written as an IPv4 address. */
function groupsOf(part: string, endsAddress: boolean): readonly bigint[] | undefined {
  if (part === "") return [];
  const words = part.split(":");
  const tail = endsAddress && part.includes(".") ? words.pop() : undefined;
  const groups = words.map((word) => (groupPattern.test(word) ? BigInt(`0x${word}`) : undefined));
  if (tail !== undefined) {
    const value = ipv4Value(tail);
    groups.push(...(value === undefined ? [undefined] : [value >> 16n, value & 0xffffn]));
  }
  return groups.every((group) => group !== undefined) ? groups : undefined;
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
}

function ipv6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

/** The first of the longest runs of groups that are zero. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (let index = 0; index < groups.length; index++) {
    if (groups[index] !== "0") start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest;
}
