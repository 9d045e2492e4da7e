import { formatBytes } from "../../../base/bytes";
import { type Address, addressBits, formatAddress, parseAddress } from "../../../base/network/address";
import { specialRange } from "../../../base/network/addressKinds";
import { type AddressRange, formatRange, parseRange } from "../../../base/network/addressRange";
import { protocolNames } from "../../../base/network/protocolNames";
import { serviceName } from "../../../base/network/serviceNames";
import type { TextSpan } from "../../../protocol/errors";
import type { AddressFacts, AddressPort } from "../../../protocol/catalog";
import { type NamedNetwork, networkNames } from "../../catalog/namedNetworks";
import type { SqlToken } from "../../statements/sqlTokens";
import { code, count, line, paragraphs } from "./markdown";

/** An address, or a block of them, in a text literal or a comment. */
export type WrittenAddress = TextSpan &
  ({ readonly kind: "address"; readonly address: Address } | { readonly kind: "network"; readonly network: AddressRange });

export function addressAt(text: string, { kind, start, end }: SqlToken, offset: number): WrittenAddress | undefined {
  if (kind !== "string" && kind !== "comment") return undefined;
  const written = text.slice(start, end);
  for (const { index, 0: match } of written.matchAll(/[0-9A-Fa-f:.]+(?:%[\w.]+)?(?:\/\d{1,3})?/g)) {
    // At the end of a sentence.
    const word = match.replace(/[.:]$/, (last) => (match.endsWith("::") ? last : ""));
    const span = { start: start + index, end: start + index + word.length };
    if (offset < span.start || offset > span.end) continue;
    return read(word, span);
  }
  return undefined;
}

function read(word: string, span: TextSpan): WrittenAddress | undefined {
  const address = parseAddress(word);
  if (address !== undefined) return { ...span, kind: "address", address };
  const network = word.includes("/") ? parseRange(word) : undefined;
  return network && { ...span, kind: "network", network };
}

export function networkHover(network: AddressRange): string {
  const { family, first, last, bits } = network;
  const size = addressBits[family] - bits;
  const many = size <= 52 ? count(2 ** size) : `2^${size}`;
  const meaning = specialRange({ family, value: first })?.meaning;
  const extent = `${code(formatAddress({ family, value: first }))} to ${code(formatAddress({ family, value: last }))}`;
  return paragraphs([line([`**${code(formatRange(network))}**`, size === 0 ? "one address" : `${many} addresses`]), extent, meaning]);
}

/** What is known at once. */
export function addressHover(address: Address, networks: readonly NamedNetwork[] = []): string {
  const range = specialRange(address);
  const names = networkNames(address, networks).map((name) => `in ${code(name)}`);
  return paragraphs([line([`**${code(formatAddress(address))}**`, range?.kind ?? "public", ...names]), range?.meaning]);
}

/** What the index knows of an address. */
export function factsText(facts: AddressFacts): string {
  const { flows, firstSeen, lastSeen, bytesIn, bytesOut, accepts, rejects, topPorts } = facts;
  if (flows === 0) return "Not in the flows of this index.";
  const seen = firstSeen === undefined || lastSeen === undefined ? undefined : `${readable(firstSeen)} to ${readable(lastSeen)} UTC`;
  return paragraphs([
    line([`**${count(flows)}** ${flows === 1 ? "flow" : "flows"} here`, seen]),
    line([`sent ${formatBytes(bytesOut)}`, `received ${formatBytes(bytesIn)}`, `ACCEPT ${count(accepts)}`, `REJECT ${count(rejects)}`]),
    peersText(facts),
    portsText("Own ports", topPorts, "own"),
    portsText("Ports of others", topPorts, "other"),
  ]);
}

function peersText({ peers, sources, destinations }: AddressFacts): string {
  return line([
    `${count(peers)} ${peers === 1 ? "peer" : "peers"}`,
    sources === 0 ? undefined : `${count(sources)} sent to it`,
    destinations === 0 ? undefined : `it sent to ${count(destinations)}`,
  ]);
}

function portsText(title: string, ports: readonly AddressPort[], side: AddressPort["side"]): string | undefined {
  const shown = ports.filter((port) => port.side === side).slice(0, shownPorts);
  if (shown.length === 0) return undefined;
  const each = shown.map(({ port, protocol, flows }) => {
    const service = serviceName(port, protocol) ?? (protocol === undefined || protocol === 6 ? undefined : protocolNames[protocol]);
    return `${code(String(port))}${service === undefined ? "" : ` ${service}`} (${count(flows)})`;
  });
  return `${title}: ${line(each)}`;
}

const shownPorts = 5;

function readable(time: string): string {
  return time.replace("T", " ").replace(/(?:\.\d+)?Z$/, "");
}
