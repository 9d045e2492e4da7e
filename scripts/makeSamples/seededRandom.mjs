/**
 * Random numbers that are the same on every machine and in every run. Each part of the story draws from a stream of its own,
 * named after it, so that a change in one part leaves all others as they were.
 */
export class SeededRandom {
  #state;

  /** @param {string} name */
  constructor(name) {
    this.#state = hash(`flow log samples: ${name}`);
  }

  /** In [0, 1). Mulberry32: 32 bits of state are plenty for some thousand draws. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. @param {number} low @param {number} high */
  integer(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return at(list, this.integer(0, list.length - 1));
  }

  /**
   * Early entries are drawn far more often than late ones, as a few clients make most of the traffic.
   *
   * @template T @param {readonly T[]} list @returns {T}
   */
  pickEarly(list) {
    return at(list, Math.floor(list.length * this.next() ** 3));
  }

  /** Sizes of transfers: most are near `typical`, some are many times larger. @param {number} typical @param {number} largest */
  heavyTailed(typical, largest) {
    return Math.min(largest, Math.round((typical * 0.4) / Math.sqrt(1 - this.next() * 0.9999)));
  }

  /** A new list in another order. @template T @param {readonly T[]} list @returns {T[]} */
  shuffled(list) {
    const result = [...list];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [at(result, other), at(result, last)];
    }
    return result;
  }

  /** @param {number} digits */
  hex(digits) {
    return Array.from({ length: digits }, () => this.integer(0, 15).toString(16)).join("");
  }

  ephemeralPort() {
    return this.integer(32768, 60999);
  }
}

/** @template T @param {readonly T[]} list @param {number} index @returns {T} */
function at(list, index) {
  if (index < 0 || index >= list.length) throw new RangeError(`There is no entry ${index} in a list of ${list.length}.`);
  return /** @type {T} */ (list[index]);
}

/** FNV-1a. @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
