import { type Address, mappedAddress, parseAddress } from "./address";
import { isInRange, parseRange } from "./addressRange";

/** What an address is for, in one word. */
export type AddressKind =
  | "public"
  | "private"
  | "shared"
  | "loopback"
  | "link-local"
  | "metadata"
  | "credentials"
  | "dns"
  | "time"
  | "platform"
  | "documentation"
  | "benchmarking"
  | "multicast"
  | "broadcast"
  | "reserved"
  | "unspecified"
  | "this-network"
  | "ietf"
  | "unique-local"
  | "mapped"
  | "nat64"
  | "teredo"
  | "6to4"
  | "discard";

/** A CIDR block that is set aside for something. */
export interface SpecialRange {
  readonly network: string;
  readonly kind: AddressKind;
  /** One sentence. */
  readonly meaning: string;
}

/** Blocks inside other blocks stand anywhere: the smallest one around an address counts. All others are `public`. */
export const specialRanges: readonly SpecialRange[] = [
  { network: "0.0.0.0/8", kind: "this-network", meaning: "“This network”: only a source address of hosts that have none yet." },
  {
    network: "0.0.0.0/32",
    kind: "unspecified",
    meaning: "No address: what a host has before it is given one, or any address to listen on.",
  },
  { network: "10.0.0.0/8", kind: "private", meaning: "Private address (RFC 1918): used inside networks, never routed on the internet." },
  { network: "172.16.0.0/12", kind: "private", meaning: "Private address (RFC 1918): used inside networks, never routed on the internet." },
  {
    network: "192.168.0.0/16",
    kind: "private",
    meaning: "Private address (RFC 1918): used inside networks, never routed on the internet.",
  },
  {
    network: "100.64.0.0/10",
    kind: "shared",
    meaning: "Shared address space (RFC 6598): carrier-grade NAT, often pods of EKS, and Tailscale.",
  },
  { network: "100.100.100.200/32", kind: "metadata", meaning: "Instance metadata service of Alibaba Cloud." },
  { network: "127.0.0.0/8", kind: "loopback", meaning: "Loopback: the host itself." },
  { network: "168.63.129.16/32", kind: "platform", meaning: "Platform address of Azure: DNS, DHCP and health probes." },
  { network: "169.254.0.0/16", kind: "link-local", meaning: "Link-local: used on one link only, never routed." },
  {
    network: "169.254.169.254/32",
    kind: "metadata",
    meaning: "Instance metadata service of AWS, Azure, Google Cloud, IBM Cloud and Oracle Cloud.",
  },
  { network: "169.254.169.253/32", kind: "dns", meaning: "DNS resolver of Amazon VPC." },
  { network: "169.254.169.123/32", kind: "time", meaning: "Time service (NTP) of Amazon." },
  { network: "169.254.170.2/32", kind: "credentials", meaning: "Credentials of tasks in Amazon ECS." },
  { network: "169.254.170.23/32", kind: "credentials", meaning: "Credentials of pods in Amazon EKS (pod identity)." },
  { network: "192.0.0.0/24", kind: "ietf", meaning: "Set aside for protocols of the IETF." },
  { network: "192.0.2.0/24", kind: "documentation", meaning: "For examples in documentation (TEST-NET-1): nobody has this address." },
  { network: "198.51.100.0/24", kind: "documentation", meaning: "For examples in documentation (TEST-NET-2): nobody has this address." },
  { network: "203.0.113.0/24", kind: "documentation", meaning: "For examples in documentation (TEST-NET-3): nobody has this address." },
  { network: "192.88.99.0/24", kind: "6to4", meaning: "Relay of 6to4, which is no longer in use." },
  { network: "198.18.0.0/15", kind: "benchmarking", meaning: "For benchmarks of network devices." },
  { network: "224.0.0.0/4", kind: "multicast", meaning: "Multicast: a group of receivers." },
  { network: "240.0.0.0/4", kind: "reserved", meaning: "Reserved for a use that never came." },
  { network: "255.255.255.255/32", kind: "broadcast", meaning: "Broadcast: every host on the link." },
  { network: "::/0", kind: "reserved", meaning: "Outside of what has been assigned in IPv6: global addresses lie in 2000::/3." },
  { network: "::/128", kind: "unspecified", meaning: "No address: what a host has before it is given one, or any address to listen on." },
  { network: "::1/128", kind: "loopback", meaning: "Loopback: the host itself." },
  { network: "::ffff:0:0/96", kind: "mapped", meaning: "IPv4-mapped: an IPv4 address spelled as an IPv6 address." },
  { network: "64:ff9b::/96", kind: "nat64", meaning: "NAT64: the last 32 bits are the IPv4 address that traffic is translated to." },
  { network: "64:ff9b:1::/48", kind: "nat64", meaning: "NAT64 with a prefix for use inside one network." },
  { network: "100::/64", kind: "discard", meaning: "Discard: traffic to here is thrown away on purpose." },
  { network: "2000::/3", kind: "public", meaning: "Public address: global unicast." },
  { network: "2001::/32", kind: "teredo", meaning: "Teredo: IPv6 in UDP over IPv4." },
  { network: "2001:db8::/32", kind: "documentation", meaning: "For examples in documentation: nobody has this address." },
  { network: "3fff::/20", kind: "documentation", meaning: "For examples in documentation: nobody has this address." },
  { network: "2002::/16", kind: "6to4", meaning: "6to4: IPv6 over IPv4; the 32 bits behind 2002 are the IPv4 address." },
  {
    network: "fc00::/7",
    kind: "unique-local",
    meaning: "Unique local address (RFC 4193): used inside networks, never routed on the internet.",
  },
  { network: "fd00:ec2::254/128", kind: "metadata", meaning: "Instance metadata service of AWS." },
  { network: "fd00:ec2::253/128", kind: "dns", meaning: "DNS resolver of Amazon VPC." },
  { network: "fd00:ec2::123/128", kind: "time", meaning: "Time service (NTP) of Amazon." },
  { network: "fd00:ec2::23/128", kind: "credentials", meaning: "Credentials of pods in Amazon EKS (pod identity)." },
  { network: "fd20:ce::254/128", kind: "metadata", meaning: "Instance metadata service of Google Cloud." },
  { network: "fe80::/10", kind: "link-local", meaning: "Link-local: used on one link only, never routed." },
  { network: "ff00::/8", kind: "multicast", meaning: "Multicast: a group of receivers." },
];

/** What is used inside networks and never routed on the internet: RFC 1918 and RFC 4193. */
export const privateNetworks: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

/** What kind of address a text is; `undefined` where it is none. */
export function addressKind(text: string): AddressKind | undefined {
  const address = parseAddress(text);
  return address && (specialRange(address)?.kind ?? "public");
}

/** The smallest block of `specialRanges` around an address; `undefined` for a public IPv4 address. */
export function specialRange(address: Address): SpecialRange | undefined {
  return bySize.find(({ range }) => range.family === address.family && isInRange(address, range))?.special;
}

/** Whether an address is private or unique local. An IPv4-mapped address counts as the one that it carries. */
export function isPrivateAddress(text: string): boolean | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const counted = mappedAddress(address) ?? address;
  return privateRanges.some((range) => isInRange(counted, range));
}

/** The smallest first. */
const bySize = specialRanges
  .map((special) => ({ special, range: knownRange(special.network) }))
  .sort((a, b) => b.range.bits - a.range.bits);

const privateRanges = privateNetworks.map(knownRange);

function knownRange(network: string): NonNullable<ReturnType<typeof parseRange>> {
  const range = parseRange(network);
  if (range === undefined) throw new Error(`${network} is no network.`);
  return range;
}
