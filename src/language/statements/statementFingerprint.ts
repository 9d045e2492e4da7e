import type { SqlToken } from "./sqlTokens";

/**
 * A short text that is the same for two statements that differ only in white space, comments and the case of words, and else, as far as
 * 53 bits can tell, another one. Formatting a file changes no fingerprint.
 */
export function statementFingerprint(text: string, tokens: readonly SqlToken[]): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  const mix = (code: number): void => {
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  };
  for (const { kind, start, end } of tokens) {
    const written = text.slice(start, end);
    const meant = kind === "word" || kind === "number" ? written.toUpperCase() : written;
    for (let index = 0; index < meant.length; index++) mix(meant.charCodeAt(index));
    // Between two tokens, so that `a b` is not `ab`.
    mix(betweenTokens);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (2 ** 32 * (0x1fffff & low) + (high >>> 0)).toString(36);
}

/** No text holds this as a character of its own. */
const betweenTokens = 0x110000;
