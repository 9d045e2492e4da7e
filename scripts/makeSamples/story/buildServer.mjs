import { SeededRandom } from "../seededRandom.mjs";
import { flowLogs, hosts, outside } from "../world.mjs";
import { smbKnockers, visitors6 } from "./people.mjs";
import { startWithin, transfer } from "./webTraffic.mjs";

const icmp6 = 58;

/**
 * The build server fetches code over IPv6 and files from its neighbour. Its VPC blocks public access, so whoever knocks is
 * turned away with the reason BPA and without a byte count; SSH over IPv6 is turned away by the security group.
 *
 * @param {import("../capture.mjs").Capture} capture
 */
export function buildServer(capture) {
  const random = new SeededRandom("build server");
  for (const window of flowLogs.researchBuild.kept) {
    for (let count = 0; count < 14; count++) capture.conversation(fetchCode(random, window));
    for (let count = 0; count < 8; count++) capture.conversation(fetchFiles(random, window));
    for (let count = 0; count < 5; count++) capture.conversation(blocked(random, window));
    for (let count = 0; count < 2; count++) capture.conversation(refused6(random, window));
    capture.conversation(ping6(random, window));
  }
}

/** @param {SeededRandom} random @param {number} window @returns {import("../capture.mjs").Conversation} */
function fetchCode(random, window) {
  const seconds = random.integer(1, 60);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: hosts.build.address6, port: random.ephemeralPort() },
    server: { address: outside.codeHosting6, port: 443 },
    up: transfer(random, random.heavyTailed(4_000, 60_000), 9),
    down: transfer(random, random.heavyTailed(200_000, 9_000_000), 20),
  };
}

/** @param {SeededRandom} random @param {number} window @returns {import("../capture.mjs").Conversation} */
function fetchFiles(random, window) {
  const seconds = random.integer(1, 200);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: hosts.build.address, port: random.integer(700, 1023) },
    server: { address: hosts.files.address, port: 2049 },
    up: transfer(random, random.heavyTailed(90_000, 6_000_000), 20),
    down: transfer(random, random.heavyTailed(300_000, 20_000_000), 20),
  };
}

/** @param {SeededRandom} random @param {number} window @returns {import("../capture.mjs").Conversation} */
function blocked(random, window) {
  return {
    action: "REJECT",
    rejectReason: "BPA",
    start: startWithin(random, window, 2),
    seconds: 2,
    client: { address: random.pick(smbKnockers), port: random.ephemeralPort() },
    server: { address: hosts.build.address, port: random.pick([80, 443, 8443, 9090]) },
    up: { packets: random.integer(1, 3), bytes: null },
  };
}

/** @param {SeededRandom} random @param {number} window @returns {import("../capture.mjs").Conversation} */
function refused6(random, window) {
  return {
    action: "REJECT",
    start: startWithin(random, window, 1),
    seconds: 1,
    client: { address: random.pick(visitors6), port: random.ephemeralPort() },
    server: { address: hosts.build.address6, port: 22 },
    up: { packets: 1, bytes: 80 },
  };
}

/** @param {SeededRandom} random @param {number} window @returns {import("../capture.mjs").Conversation} */
function ping6(random, window) {
  return {
    protocol: icmp6,
    start: window + 12,
    seconds: 3,
    client: { address: random.pick(visitors6) },
    server: { address: hosts.build.address6 },
    up: { packets: 4, bytes: 416 },
    down: { packets: 4, bytes: 416 },
  };
}
