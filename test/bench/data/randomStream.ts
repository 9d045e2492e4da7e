/** Seeded random numbers, fast enough for tens of millions: xorshift over 32 bits, scrambled from the seed. */
export class RandomStream {
  private state: number;

  constructor(seed: number) {
    this.state = scramble(seed) | 1;
  }

  /** In [0, 1). */
  next(): number {
    let state = this.state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return (state >>> 0) / 2 ** 32;
  }

  /** 0 to `count` - 1, all alike. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** 0 to `count` - 1 by Zipf's law: rank r is drawn in proportion to 1 / (r + 1). */
  rank(count: number): number {
    return Math.min(count - 1, Math.floor(Math.exp(this.next() * Math.log(count + 1))) - 1);
  }

  /** Most near `typical`, few far above it: a Pareto tail up to about a thousand times as much. */
  heavyTailed(typical: number): number {
    return Math.ceil((typical * 0.5) / Math.sqrt(this.next() + 1e-6));
  }
}

/** A 32-bit number that has nothing of `value`'s order left. */
export function scramble(value: number): number {
  let mixed = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
