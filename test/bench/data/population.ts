import { scramble } from "./randomStream";

/** Hosts inside, addresses outside: functions of a rank, so that every worker agrees on them without sharing a table. */

export interface InsideHost {
  readonly address: string;
  readonly interfaceId: string;
  readonly account: string;
}

const accounts = ["111122223333", "210987654321", "012345678901"];

export const insideHosts: readonly InsideHost[] = Array.from({ length: 240 }, (_, index) => ({
  address: `10.${index % 3}.${Math.floor(index / 60)}.${10 + ((index * 7) % 240)}`,
  interfaceId: `eni-0${hex(index * 2, 8)}${hex(index * 2 + 1, 8)}`,
  account: accounts[index % 3] ?? "",
}));

/** Visitors, whom the traffic comes back to; drawn by Zipf's law. */
export const visitorCount = 300_000;

/** Everybody else who ever knocks: most of them are seen once or twice. */
export const strangerCount = 4_000_000;

export function visitorAddress(rank: number): string {
  return outsideAddress(rank);
}

export function strangerAddress(rank: number): string {
  return outsideAddress(visitorCount + rank);
}

/** The address whose rows the benchmark counts: a visitor who comes now and then. */
export const searchedAddress = visitorAddress(400);

/** Leaves out what is private, loopback and multicast, so that inside and outside stay apart. */
function outsideAddress(rank: number): string {
  const bits = scramble(rank + 77);
  let first = 1 + ((bits >>> 24) % 222);
  if (first === 10 || first === 127) first++;
  return `${String(first)}.${String((bits >>> 16) & 255)}.${String((bits >>> 8) & 255)}.${String(bits & 255)}`;
}

function hex(value: number, digits: number): string {
  return scramble(value + 1_000_000)
    .toString(16)
    .padStart(8, "0")
    .slice(0, digits);
}
