import { type Address, addressBits, parseAddress } from "../../base/network/address";
import { formatRange, parseRange, rangeAround } from "../../base/network/addressRange";

/** The fewest networks that hold exactly the addresses from one to another; empty where they are more than `limit`, or none. */
export function networksBetween(first: Address, last: Address, limit: number): string[] {
  const networks: string[] = [];
  for (let from = first.value; first.family === last.family && from <= last.value;) {
    const network = largestNetwork({ family: first.family, value: from }, last.value);
    if (network === undefined || networks.length === limit) return [];
    networks.push(formatRange(network));
    from = network.last + 1n;
  }
  return networks;
}

/** The network that begins with an address and ends no later than another one. */
function largestNetwork(first: Address, last: bigint): ReturnType<typeof rangeAround> {
  for (let bits = 0; bits <= addressBits[first.family]; bits++) {
    const network = rangeAround(first, bits);
    if (network?.first === first.value && network.last <= last) return network;
  }
  return undefined;
}

/** The network of the addresses that begin with `10.240.` (also without the last dot), or with the groups `2001:db8:`. */
export function networkOfPrefix(prefix: string): string | undefined {
  const bytes = prefix.replace(/\.$/, "").split(".");
  const groups = prefix.endsWith(":") && !prefix.endsWith("::") ? prefix.slice(0, -1).split(":") : [];
  const network =
    groups.length > 0
      ? parseRange(`${groups.join(":")}::/${groups.length * 16}`)
      : parseRange(`${[...bytes, "0", "0", "0"].slice(0, 4).join(".")}/${bytes.length * 8}`);
  return network === undefined || bytes.length > 3 ? undefined : formatRange(network);
}

/** Whether a text is one address. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}
