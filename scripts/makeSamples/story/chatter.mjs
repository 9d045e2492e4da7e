import { SeededRandom } from "../seededRandom.mjs";
import { flowLogs, hosts, outside } from "../world.mjs";
import { startWithin, transfer } from "./webTraffic.mjs";

/** @typedef {import("../capture.mjs").Capture} Capture */
/** @typedef {import("../world.mjs").Host} Host */

const udp = 17;
const icmp = 1;
const everyone = [hosts.web1, hosts.web2, hosts.bastion, hosts.database, hosts.files, hosts.archive, hosts.build];

/** Names, time and pings: small, regular, everywhere. The private hosts send theirs through the NAT gateway. @param {Capture} capture */
export function chatter(capture) {
  const random = new SeededRandom("chatter");
  for (const host of everyone) {
    for (const window of host.flowLog.kept) {
      for (let question = random.integer(1, 4); question > 0; question--) capture.conversation(nameQuestion(random, window, host));
      if (random.chance(0.5)) capture.conversation(timeQuestion(random, window, host));
    }
  }
  for (const window of flowLogs.shopPublic.kept) {
    for (const host of [hosts.web1, hosts.web2]) capture.conversation(ping(window, host));
  }
}

/** The application servers reach names, time, packages and the payment service through the NAT gateway. @param {Capture} capture */
export function natTraffic(capture) {
  const random = new SeededRandom("nat");
  for (const window of flowLogs.shopPrivate.kept) {
    for (const host of [hosts.app1, hosts.app2]) {
      for (let count = 0; count < 4; count++) capture.throughNat(natted(random, nameQuestion(random, window, host)));
      capture.throughNat(natted(random, timeQuestion(random, window, host)));
      for (let count = 0; count < 6; count++) capture.throughNat(natted(random, secureCall(random, window, host, outside.paymentService)));
      if (random.chance(0.4)) capture.throughNat(natted(random, secureCall(random, window, host, outside.packageMirror)));
      if (random.chance(0.4)) capture.throughNat(natted(random, secureCall(random, window, host, outside.objectStorage)));
    }
  }
}

/** @template T @param {SeededRandom} random @param {T} conversation */
function natted(random, conversation) {
  return { ...conversation, natPort: random.integer(1024, 65_535) };
}

/** @param {SeededRandom} random @param {number} window @param {Host} host */
function nameQuestion(random, window, host) {
  return {
    protocol: udp,
    start: startWithin(random, window, 1),
    seconds: 0,
    client: { address: host.address, port: random.ephemeralPort() },
    server: { address: outside.nameServer, port: 53 },
    up: { packets: 1, bytes: random.integer(58, 84) },
    down: { packets: 1, bytes: random.integer(96, 230) },
  };
}

/** @param {SeededRandom} random @param {number} window @param {Host} host */
function timeQuestion(random, window, host) {
  return {
    protocol: udp,
    start: startWithin(random, window, 1),
    seconds: 0,
    client: { address: host.address, port: 123 },
    server: { address: outside.timeServer, port: 123 },
    up: { packets: 1, bytes: 76 },
    down: { packets: 1, bytes: 76 },
  };
}

/** @param {SeededRandom} random @param {number} window @param {Host} host @param {string} address */
function secureCall(random, window, host, address) {
  const seconds = random.integer(1, 40);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: host.address, port: random.ephemeralPort() },
    server: { address, port: 443 },
    up: transfer(random, random.heavyTailed(3_000, 30_000), 8),
    down: transfer(random, random.heavyTailed(9_000, 2_000_000), 10),
  };
}

/** @param {number} window @param {Host} host */
function ping(window, host) {
  return {
    protocol: icmp,
    start: window + 30,
    seconds: 3,
    client: { address: outside.monitor },
    server: { address: host.address },
    up: { packets: 4, bytes: 336 },
    down: { packets: 4, bytes: 336 },
  };
}
