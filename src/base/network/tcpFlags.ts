/** Names of the bits of `tcp_flags`, the lowest first. */
export const tcpFlagBits = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"] as const;

/** The flags of a number, in the order of their bits: 18 → `SYN ACK`. Empty for 0; `undefined` for what is no set of flags. */
export function tcpFlagNames(flags: number): string | undefined {
  if (!Number.isInteger(flags) || flags < 0 || flags > 255) return undefined;
  return tcpFlagBits.filter((_, bit) => (flags & (1 << bit)) !== 0).join(" ");
}
