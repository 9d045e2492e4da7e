import { at } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { hosts } from "../world.mjs";
import { startWithin, transfer } from "./webTraffic.mjs";

/** At 02:00 the application servers copy their day to the other VPC, through the transit gateway. */
export function nightlyBackup() {
  const random = new SeededRandom("nightly backup");
  /** @type {import("../capture.mjs").Conversation[]} */
  const conversations = [];
  for (const window of [at("02:00"), at("02:05")]) {
    for (const host of [hosts.app1, hosts.app2, hosts.app1]) {
      const seconds = random.integer(90, 280);
      conversations.push({
        start: startWithin(random, window, seconds),
        seconds,
        client: { address: host.address, port: random.ephemeralPort() },
        server: { address: hosts.files.address, port: 22 },
        up: transfer(random, random.integer(20_000_000, 60_000_000), 100),
        down: transfer(random, random.integer(60_000, 200_000), 100),
      });
    }
  }
  return conversations;
}

/** Somebody's old configuration still asks for a network that is gone: the transit gateway has no route and drops it. */
export function lostPackets() {
  const random = new SeededRandom("lost packets");
  return [at("02:00"), at("02:05")].map((window) => ({
    start: startWithin(random, window, 9),
    seconds: 9,
    client: { address: hosts.app2.address, port: random.ephemeralPort() },
    server: { address: "10.30.4.5", port: 1433 },
    up: { packets: 5, bytes: 300 },
    lostNoRoute: 5,
  }));
}
