import { at } from "../day.mjs";
import { ibmServices, ibmWindows, vsi1, vsi2 } from "../ibmWorld.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { outside } from "../world.mjs";
import { smbKnockers, visitors } from "./people.mjs";
import { scannedPorts } from "./portScan.mjs";
import { startWithin, transfer } from "./webTraffic.mjs";

/** @typedef {import("../ibmObjects.mjs").IbmConversation} IbmConversation */

const udp = 17;

/** Conversations of the VPC at IBM. The administrator and the scanner are the same as at AWS. */
export function ibmConversations() {
  const random = new SeededRandom("ibm");
  return [
    ...ibmWindows.flatMap((window) => [...visitsOf(random, window), ...knocksOf(random, window), ...privateChatter(random, window)]),
    ...scan(random),
    ...ssh(random),
  ];
}

/** The service of vsi1 listens on 3000; some of its pages ask vsi2, but for three quiet windows. @param {SeededRandom} random @param {number} window @returns {Iterable<IbmConversation>} */
function* visitsOf(random, window) {
  const quiet = ibmWindows.indexOf(window) % 4 === 1;
  for (let visit = 0; visit < 26; visit++) {
    const seconds = random.integer(1, 90);
    const start = startWithin(random, window, seconds);
    const client = { address: random.pickEarly(visitors), port: random.ephemeralPort() };
    const down = transfer(random, random.heavyTailed(4_000, 300_000), 6);
    yield { start, seconds, client, server: { address: vsi1.address, port: 3000 }, up: transfer(random, 900, 6), down };
    if (quiet || !random.chance(0.3)) continue;
    const inner = { address: vsi1.address, port: random.ephemeralPort() };
    yield {
      start,
      seconds: 1,
      client: inner,
      server: { address: vsi2.address, port: 3000 },
      up: transfer(random, 500, 6),
      down: transfer(random, 2_000, 6),
    };
  }
}

/** @param {SeededRandom} random @param {number} window @returns {Iterable<IbmConversation>} */
function* knocksOf(random, window) {
  for (let knock = 0; knock < 22; knock++) {
    const packets = random.integer(1, 2);
    yield {
      action: /** @type {const} */ ("REJECT"),
      start: startWithin(random, window, 3),
      seconds: 2,
      client: { address: random.pick(smbKnockers.slice(0, 160)), port: random.ephemeralPort() },
      server: { address: vsi1.address, port: random.pickEarly([445, 23, 3389, 22, 8080, 6379]) },
      up: { packets, bytes: packets * 44 },
      down: { packets: 0, bytes: 0 },
    };
  }
}

/** @param {SeededRandom} random @param {number} window @returns {Iterable<IbmConversation>} */
function* privateChatter(random, window) {
  /** @param {number} port */
  const client = (port) => ({ address: vsi2.address, port });
  const small = { packets: 1, bytes: 76 };
  for (let question = random.integer(3, 6); question > 0; question--) {
    const server = { address: ibmServices.nameServer, port: 53 };
    const common = { protocol: udp, start: startWithin(random, window, 1), seconds: 0, server };
    yield { ...common, client: client(random.ephemeralPort()), up: { packets: 1, bytes: 64 }, down: { packets: 1, bytes: 180 } };
  }
  const time = { address: ibmServices.timeServer, port: 123 };
  yield { protocol: udp, start: startWithin(random, window, 1), seconds: 0, client: client(123), server: time, up: small, down: small };
  const lease = { address: ibmServices.dhcp, port: 67 };
  const answer = { packets: 1, bytes: 328 };
  yield { protocol: udp, start: startWithin(random, window, 1), seconds: 0, client: client(68), server: lease, up: answer, down: answer };
  const calls = [
    { address: ibmServices.packageMirror, port: 80 },
    { address: outside.paymentService, port: 443 },
  ];
  for (const server of calls) {
    const seconds = random.integer(1, 120);
    const start = startWithin(random, window, seconds);
    yield {
      start,
      seconds,
      client: client(random.ephemeralPort()),
      server,
      up: transfer(random, 1_200, 8),
      down: transfer(random, random.heavyTailed(60_000, 900_000), 10),
    };
  }
}

/** The address that scanned web1 in the night tries sixty of those ports here. @param {SeededRandom} random @returns {Iterable<IbmConversation>} */
function* scan(random) {
  const first = at("14:31:02");
  for (const [index, port] of scannedPorts.slice(0, 60).entries()) {
    yield {
      action: /** @type {const} */ ("REJECT"),
      start: first + index * 3 + random.integer(0, 1),
      seconds: 0,
      client: { address: outside.scanner, port: 54_321 },
      server: { address: vsi1.address, port },
      up: { packets: 1, bytes: 44 },
      down: { packets: 0, bytes: 0 },
    };
  }
}

/** The administrator is turned away until the security group gets a rule for port 22 at 14:50. @param {SeededRandom} random @returns {Iterable<IbmConversation>} */
function* ssh(random) {
  const server = { address: vsi1.address, port: 22 };
  const client = () => ({ address: outside.administrator, port: random.ephemeralPort() });
  for (const clock of ["14:36:10", "14:37:44", "14:41:20", "14:46:05"]) {
    yield {
      action: /** @type {const} */ ("REJECT"),
      start: at(clock),
      seconds: 6,
      client: client(),
      server,
      up: { packets: 3, bytes: 180 },
      down: { packets: 0, bytes: 0 },
    };
  }
  const session = { packets: 2_100, bytes: 190_000 };
  yield { start: at("14:53:30"), seconds: 1_100, client: client(), server, up: session, down: { packets: 2_700, bytes: 620_000 } };
}
