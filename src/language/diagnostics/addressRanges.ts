/** Networks of IPv4 addresses, as texts, for the fixes of rules. */

/** As a number; `undefined` for anything but four numbers of a byte. */
export function ipv4Number(text: string): number | undefined {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (bytes === undefined || bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The fewest networks that hold exactly the addresses from `first` to `last`; empty where they are more than `limit`. */
export function networksBetween(first: number, last: number, limit: number): string[] {
  const networks: string[] = [];
  for (let from = first; from <= last;) {
    if (networks.length === limit) return [];
    let bits = 32;
    while (bits > 0 && from % size(bits - 1) === 0 && from + size(bits - 1) - 1 <= last) bits--;
    networks.push(`${ipv4Text(from)}/${bits}`);
    from += size(bits);
  }
  return networks;
}

/** The network of the addresses that begin with `10.240.` (also without the last dot), or with the groups `2001:db8:`. */
export function networkOfPrefix(prefix: string): string | undefined {
  const bytes = prefix.replace(/\.$/, "").split(".");
  if (bytes.length <= 3 && bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255))
    return `${[...bytes, "0", "0", "0"].slice(0, 4).join(".")}/${bytes.length * 8}`;
  const groups = prefix.endsWith(":") && !prefix.endsWith("::") ? prefix.slice(0, -1).split(":") : [];
  if (groups.length === 0 || groups.length > 7 || !groups.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return undefined;
  return `${groups.join(":")}::/${groups.length * 16}`;
}

function size(bits: number): number {
  return 2 ** (32 - bits);
}

function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
