import { dateParts, objectSeconds } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { flowLogs, hosts } from "../world.mjs";
import { visitors, visitors6 } from "./people.mjs";

/** Visitors of the shop by hour of the day, in conversations per five minutes. */
const perWindow = [68, 52, 40, 36, 40, 60, 104, 168, 236, 272, 284, 292, 300, 288, 276, 272, 264, 268, 280, 296, 272, 208, 144, 96];

/** The everyday: visitors come to the web servers, these ask the application servers, and those ask the database. @param {import("../capture.mjs").Capture} capture */
export function webTraffic(capture) {
  const random = new SeededRandom("web traffic");
  const windows = new Set([...flowLogs.shopPublic.kept, ...flowLogs.shopPrivate.kept]);
  for (const window of [...windows].sort((a, b) => a - b)) {
    const visits = perWindow[Number(dateParts(window).hour)] ?? 0;
    for (let visit = 0; visit < visits; visit++) capture.conversation(visitOf(random, window));
    for (let call = 0; call < visits / 10; call++) capture.conversation(applicationCall(random, window));
    for (let call = 0; call < visits / 14; call++) capture.conversation(databaseCall(random, window));
  }
}

/** @param {SeededRandom} random @param {number} window */
function visitOf(random, window) {
  const seconds = random.heavyTailed(8, 170);
  const server = random.chance(0.6) ? hosts.web1 : hosts.web2;
  const modern = random.chance(0.08);
  const port = random.chance(0.93) ? 443 : 80;
  const pages = port === 80 ? 1 : random.heavyTailed(3, 40);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: modern ? random.pickEarly(visitors6) : random.pickEarly(visitors), port: random.ephemeralPort() },
    server: { address: modern ? server.address6 : server.address, port },
    up: transfer(random, 600 * pages + 900, 9),
    down: port === 80 ? { packets: 4, bytes: 610 } : transfer(random, random.heavyTailed(14_000, 900_000) * pages, 30),
  };
}

/** @param {SeededRandom} random @param {number} window */
function applicationCall(random, window) {
  const seconds = random.integer(5, 200);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: random.pick([hosts.web1, hosts.web2]).address, port: random.ephemeralPort() },
    server: { address: random.pick([hosts.app1, hosts.app2]).address, port: 8080 },
    up: transfer(random, random.heavyTailed(9_000, 80_000), 12),
    down: transfer(random, random.heavyTailed(60_000, 900_000), 20),
  };
}

/** @param {SeededRandom} random @param {number} window */
function databaseCall(random, window) {
  const seconds = random.integer(20, 240);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: random.pick([hosts.app1, hosts.app2]).address, port: random.ephemeralPort() },
    server: { address: hosts.database.address, port: 5432 },
    up: transfer(random, random.heavyTailed(6_000, 60_000), 10),
    down: transfer(random, random.heavyTailed(50_000, 700_000), 14),
  };
}

/** So that a conversation ends within its five minutes. @param {SeededRandom} random @param {number} window @param {number} seconds */
export function startWithin(random, window, seconds) {
  return window + random.integer(0, Math.max(0, objectSeconds - 2 - seconds));
}

/**
 * Packets of an Ethernet path for so much payload, with about 52 bytes of headers each.
 *
 * @param {SeededRandom} random @param {number} payload @param {number} smallestPackets
 */
export function transfer(random, payload, smallestPackets) {
  const packets = Math.max(smallestPackets, Math.ceil(payload / random.integer(900, 1448)));
  return { packets, bytes: payload + packets * 52 };
}
