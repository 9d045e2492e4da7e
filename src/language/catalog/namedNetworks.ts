import type { Address } from "../../base/network/address";
import { type AddressRange, isInRange, parseRange } from "../../base/network/addressRange";

/** One or several CIDR blocks under a name that the user gave. */
export interface NamedNetwork {
  readonly name: string;
  /** As they are written. */
  readonly blocks: readonly string[];
}

export interface ReadNetworks {
  readonly networks: readonly NamedNetwork[];
  /** A sentence for each value that is left out. */
  readonly problems: readonly string[];
}

/** Reads `{ "offices": "10.8.0.0/16", "partners": ["192.0.2.0/24", "2001:db8:7::/48"] }`: the setting flowlog.networks. */
export function readNamedNetworks(setting: unknown): ReadNetworks {
  const networks: NamedNetwork[] = [];
  const problems: string[] = [];
  if (typeof setting !== "object" || setting === null) return { networks, problems };
  for (const [name, value] of Object.entries(setting)) {
    const written: readonly unknown[] = Array.isArray(value) ? value : [value];
    const blocks = written.filter((block): block is string => typeof block === "string" && parseRange(block) !== undefined);
    for (const block of written.filter((each) => !blocks.some((known) => known === each)))
      problems.push(`flowlog.networks: ${name} has ${JSON.stringify(block)}, which is no network. Write it like 10.8.0.0/16.`);
    if (blocks.length > 0) networks.push({ name, blocks });
  }
  return { networks, problems };
}

/** Names of the networks that an address lies in, the smallest block first. */
export function networkNames(address: Address, networks: readonly NamedNetwork[]): string[] {
  const around = networks.flatMap(({ name, blocks }) => blocks.map((block) => ({ name, range: parseRange(block) })));
  return around
    .filter((each): each is { name: string; range: AddressRange } => each.range !== undefined && isInRange(address, each.range))
    .sort((one, other) => other.range.bits - one.range.bits)
    .map(({ name }) => name)
    .filter((name, index, names) => names.indexOf(name) === index);
}
