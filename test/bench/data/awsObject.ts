import { type InsideHost, insideHosts, strangerAddress, strangerCount, visitorAddress, visitorCount } from "./population";
import { RandomStream, scramble } from "./randomStream";

export const awsHeader =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

const servicePorts = [443, 80, 5432, 8080, 6379, 9092, 2049, 53, 3306, 22];
const knockedPorts = [23, 445, 22, 3389, 8080, 80, 443, 5900, 6379, 1433, 5432, 8443, 2375, 9200, 11211];

interface Flow {
  readonly host: InsideHost;
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly protocol: number;
  readonly action: "ACCEPT" | "REJECT";
  /** Answers come back, so there is a record for the other direction. */
  readonly answered: boolean;
}

/**
 * The text of one AWS object with version 2 records, in the order of time: visitors by Zipf's law, hosts that talk to each
 * other over long-lived connections, and knocking from a long tail of addresses, rejected.
 */
export function awsObjectText(seed: number, rows: number, windowStart: number): string {
  const random = new RandomStream(seed);
  const lines = [awsHeader];
  while (lines.length <= rows) {
    const start = windowStart + Math.floor((300 * lines.length) / (rows + 1));
    const flow = drawFlow(random);
    const end = Math.min(start + random.below(60), windowStart + 299);
    const packets = flow.action === "REJECT" ? 1 + random.below(3) : random.heavyTailed(14);
    lines.push(recordLine(flow, false, packets, packets * (40 + random.below(600)), start, end));
    if (!flow.answered || lines.length > rows) continue;
    const back = Math.ceil(packets * (0.6 + random.next()));
    lines.push(recordLine(flow, true, back, back * (52 + random.below(1400)), start, end));
  }
  lines.push("");
  return lines.join("\n");
}

function recordLine(flow: Flow, back: boolean, packets: number, bytes: number, start: number, end: number): string {
  const ends = back
    ? `${flow.to} ${flow.from} ${String(flow.toPort)} ${String(flow.fromPort)}`
    : `${flow.from} ${flow.to} ${String(flow.fromPort)} ${String(flow.toPort)}`;
  const { account, interfaceId } = flow.host;
  const counters = `${String(flow.protocol)} ${String(packets)} ${String(bytes)} ${String(start)} ${String(end)}`;
  return `2 ${account} ${interfaceId} ${ends} ${counters} ${flow.action} OK`;
}

function drawFlow(random: RandomStream): Flow {
  const kind = random.next();
  if (kind < 0.2) return knock(random);
  if (kind < 0.55) return visit(random);
  return kind < 0.9 ? betweenHosts(random) : outgoing(random);
}

function visit(random: RandomStream): Flow {
  const host = hostAt(random.rank(24));
  const from = visitorAddress(random.rank(visitorCount));
  const toPort = random.next() < 0.92 ? 443 : 80;
  return { host, from, to: host.address, fromPort: ephemeral(random), toPort, protocol: 6, action: "ACCEPT", answered: true };
}

function betweenHosts(random: RandomStream): Flow {
  const [first, second] = [random.rank(insideHosts.length), random.rank(insideHosts.length)];
  const host = hostAt(second);
  const toPort = servicePorts[scramble(second) % servicePorts.length] ?? 443;
  // Half of these connections stay open for hours, so their ports come again in every window.
  const fromPort = random.next() < 0.5 ? 32_768 + (scramble(first * 977 + second) % 28_000) : ephemeral(random);
  const protocol = toPort === 53 ? 17 : 6;
  return { host, from: hostAt(first).address, to: host.address, fromPort, toPort, protocol, action: "ACCEPT", answered: true };
}

function outgoing(random: RandomStream): Flow {
  const host = hostAt(random.below(insideHosts.length));
  const to = visitorAddress(random.rank(5_000));
  return { host, from: host.address, to, fromPort: ephemeral(random), toPort: 443, protocol: 6, action: "ACCEPT", answered: true };
}

function knock(random: RandomStream): Flow {
  const host = hostAt(random.below(insideHosts.length));
  // Some knock all day long; most come once.
  const from = random.next() < 0.3 ? strangerAddress(random.rank(20_000)) : strangerAddress(random.below(strangerCount));
  const toPort = random.next() < 0.7 ? (knockedPorts[random.rank(knockedPorts.length)] ?? 23) : 1 + random.below(65_535);
  return { host, from, to: host.address, fromPort: ephemeral(random), toPort, protocol: 6, action: "REJECT", answered: false };
}

function ephemeral(random: RandomStream): number {
  return 32_768 + random.below(28_232);
}

function hostAt(index: number): InsideHost {
  const host = insideHosts[index];
  if (host === undefined) throw new RangeError(`There is no host ${String(index)}.`);
  return host;
}
