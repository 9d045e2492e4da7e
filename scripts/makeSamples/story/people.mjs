import { SeededRandom } from "../seededRandom.mjs";
import { outside } from "../world.mjs";

/** @type {ReadonlySet<string>} */
const named = new Set(Object.values(outside));

/** Visitors of the shop, the frequent ones first. */
export const visitors = new SeededRandom("visitors").shuffled(
  ["192.0.2", "198.51.100", "203.0.113"]
    .flatMap((network) => Array.from({ length: 254 }, (_, index) => `${network}.${index + 1}`))
    .filter((address) => !named.has(address)),
);

/** Some of them come by IPv6. */
export const visitors6 = Array.from(
  { length: 60 },
  (_, index) => `2001:db8:${(0xa00 + index * 7).toString(16)}:1::${(index + 2).toString(16)}`,
);

/** Machines that knock on port 445, all in the range that is reserved for benchmarks: 198.18.0.0/15. */
export const smbKnockers = distinctAddresses(1203);

/** Machines that knock on other ports. */
export const otherKnockers = smbKnockers.slice(0, 40).concat(visitors.slice(-30));

/** @param {number} count */
function distinctAddresses(count) {
  const random = new SeededRandom("knockers");
  /** @type {Set<string>} */
  const found = new Set();
  while (found.size < count) found.add(`198.${random.integer(18, 19)}.${random.integer(0, 255)}.${random.integer(1, 254)}`);
  return [...found];
}
