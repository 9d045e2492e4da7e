/** A function of the index that no engine has by itself. */
export interface FlowFunction {
  readonly name: string;
  readonly signatures: readonly {
    readonly parameters: readonly { readonly name: string; readonly type: string; readonly documentation?: string }[];
    readonly returns: string;
  }[];
  /** One sentence in Markdown. */
  readonly documentation: string;
  /** A statement, or a part of one. */
  readonly example: string;
}

const address = { name: "addr", type: "VARCHAR", documentation: "An IPv4 or IPv6 address in any valid spelling." } as const;

/** The functions for addresses, ports, protocols, flags and sizes, in the order in which they are told of. */
export const flowFunctions: readonly FlowFunction[] = [
  {
    name: "ip_in",
    signatures: [
      {
        parameters: [
          address,
          {
            name: "cidr",
            type: "VARCHAR | VARCHAR[]",
            documentation: "A network such as `10.0.0.0/8` or `2001:db8::/32`, an address, or a list of them.",
          },
        ],
        returns: "BOOLEAN",
      },
    ],
    documentation: "Whether an address lies in a network, or in one of a list of networks.",
    example: "SELECT srcaddr, count(*) AS records FROM flows WHERE ip_in(srcaddr, ['10.0.0.0/8', 'fd00::/8']) GROUP BY srcaddr",
  },
  {
    name: "ip_network",
    signatures: [
      {
        parameters: [
          address,
          { name: "bits", type: "INTEGER", documentation: "How many leading bits the addresses of the network have in common." },
        ],
        returns: "VARCHAR",
      },
    ],
    documentation: "The network of this size around an address: `ip_network('10.1.2.3', 16)` is `10.1.0.0/16`.",
    example: "SELECT ip_network(srcaddr, 24) AS network, count(*) AS records FROM flows GROUP BY network ORDER BY records DESC",
  },
  {
    name: "is_private",
    signatures: [{ parameters: [address], returns: "BOOLEAN" }],
    documentation: "Whether an address is private (`10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`) or unique local (`fc00::/7`).",
    example: "SELECT dstaddr, sum(bytes) AS bytes FROM flows WHERE is_private(srcaddr) AND NOT is_private(dstaddr) GROUP BY dstaddr",
  },
  {
    name: "ip_kind",
    signatures: [{ parameters: [address], returns: "VARCHAR" }],
    documentation: "What an address is for, in one word: `public`, `private`, `shared`, `link-local`, `metadata` and so on.",
    example: "SELECT ip_kind(dstaddr) AS kind, count(*) AS records FROM flows GROUP BY kind ORDER BY records DESC",
  },
  {
    name: "ip_num",
    signatures: [{ parameters: [address], returns: "UHUGEINT" }],
    documentation: "An address as a number, of 32 bits with IPv4 and 128 bits with IPv6.",
    example: "SELECT DISTINCT srcaddr FROM flows ORDER BY ip_num(srcaddr)",
  },
  {
    name: "protocol_name",
    signatures: [{ parameters: [{ name: "n", type: "INTEGER", documentation: "Number of an IP protocol." }], returns: "VARCHAR" }],
    documentation: "The name of an IP protocol: `TCP` for 6, `UDP` for 17.",
    example: "SELECT protocol_name(protocol) AS protocol, sum(bytes) AS bytes FROM flows GROUP BY ALL",
  },
  {
    name: "service_name",
    signatures: [
      {
        parameters: [
          { name: "port", type: "INTEGER", documentation: "A port." },
          { name: "protocol", type: "INTEGER", documentation: "Number of an IP protocol: 6 for TCP, 17 for UDP; others have no services." },
        ],
        returns: "VARCHAR",
      },
      { parameters: [{ name: "port", type: "INTEGER", documentation: "A port." }], returns: "VARCHAR" },
    ],
    documentation: "What usually listens on a port: `https` for 443 with TCP, `quic` with UDP.",
    example:
      "SELECT dstport, service_name(dstport, protocol) AS service, count(*) AS records FROM flows GROUP BY ALL ORDER BY records DESC",
  },
  {
    name: "tcp_flag_names",
    signatures: [
      { parameters: [{ name: "n", type: "INTEGER", documentation: "TCP flags as in `tcp_flags`, 0 to 255." }], returns: "VARCHAR" },
    ],
    documentation: "The names of TCP flags, in the order of their bits: `SYN ACK` for 18.",
    example: "SELECT tcp_flag_names(tcp_flags) AS flags, count(*) AS records FROM flows GROUP BY flags",
  },
  {
    name: "has_flags",
    signatures: [
      {
        parameters: [
          { name: "n", type: "INTEGER", documentation: "TCP flags as in `tcp_flags`, 0 to 255." },
          {
            name: "names",
            type: "VARCHAR | VARCHAR[]",
            documentation:
              "Names of flags, as a text with anything between them or as a list: `FIN`, `SYN`, `RST`, `PSH`, `ACK`, `URG`, `ECE`, `CWR`.",
          },
        ],
        returns: "BOOLEAN",
      },
    ],
    documentation: "Whether all the named TCP flags are set; others may be set as well.",
    example:
      "SELECT srcaddr, count(*) AS attempts FROM flows WHERE has_flags(tcp_flags, 'SYN') AND NOT has_flags(tcp_flags, 'ACK') GROUP BY srcaddr",
  },
  {
    name: "humanize_bytes",
    signatures: [{ parameters: [{ name: "n", type: "BIGINT", documentation: "A number of bytes." }], returns: "VARCHAR" }],
    documentation: "A number of bytes as people read it, with three digits and a binary unit: `1.50 KiB` for 1536.",
    example: "SELECT srcaddr, humanize_bytes(sum(bytes)) AS sent FROM flows GROUP BY srcaddr ORDER BY sum(bytes) DESC",
  },
];
