import { formatAddress, parseAddress } from "../../base/network/address";

/** The address that a place in a line touches, as records spell it; `undefined` where there is none. */
export function addressIn(line: string, character: number): string | undefined {
  for (const { index, 0: written } of line.matchAll(/[0-9A-Fa-f:.]+/g)) {
    if (character < index || character > index + written.length) continue;
    // At the end of a sentence.
    const parsed = parseAddress(written) ?? parseAddress(written.replace(/[.:]$/, ""));
    if (parsed !== undefined) return formatAddress(parsed);
  }
  return undefined;
}
