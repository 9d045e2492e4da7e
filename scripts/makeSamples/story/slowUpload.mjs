import { at, objectSeconds } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { flowLogs, hosts, outside } from "../world.mjs";
import { startWithin, transfer } from "./webTraffic.mjs";

/** @typedef {import("../capture.mjs").Capture} Capture */

const burstMiB = 280;
const everySeconds = 20 * 60;

/** From 01:00 to 04:45 the file server sends 280 MiB to one outside address every 20 minutes, at 1 MiB a second. @param {Capture} capture */
export function slowUpload(capture) {
  const random = new SeededRandom("slow upload");
  for (let start = at("01:00:06"); start < at("05:00"); start += everySeconds) {
    const payload = burstMiB * 2 ** 20 + random.integer(0, 40_000);
    const packets = Math.ceil(payload / 1448);
    capture.conversation({
      start: start + random.integer(0, 4),
      seconds: 284,
      client: { address: hosts.files.address, port: random.ephemeralPort() },
      server: { address: outside.uploadTarget, port: 443 },
      up: { packets, bytes: payload + packets * 52 },
      down: { packets: Math.ceil(packets / 2), bytes: Math.ceil(packets / 2) * 52 },
    });
  }
}

/** What the two storage servers do anyway: files go back and forth, and the archive is copied to object storage once. @param {Capture} capture */
export function storageTraffic(capture) {
  const random = new SeededRandom("storage traffic");
  for (const window of flowLogs.researchStorage.kept) {
    for (let call = 0; call < 10; call++) capture.conversation(fileCall(random, window));
  }
  for (const window of [at("02:30"), at("02:40")]) {
    for (let part = 0; part < 5; part++) capture.conversation(archivePart(random, window));
  }
}

/** @param {SeededRandom} random @param {number} window */
function fileCall(random, window) {
  const seconds = random.integer(1, 220);
  const toArchive = random.chance(0.3);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: (toArchive ? hosts.files : hosts.build).address, port: random.integer(700, 1023) },
    server: { address: (toArchive ? hosts.archive : hosts.files).address, port: 2049 },
    up: transfer(random, random.heavyTailed(90_000, 6_000_000), 20),
    down: transfer(random, random.heavyTailed(300_000, 20_000_000), 20),
  };
}

/** @param {SeededRandom} random @param {number} window */
function archivePart(random, window) {
  const seconds = random.integer(20, objectSeconds - 60);
  const payload = 64 * 2 ** 20;
  const packets = Math.ceil(payload / 1448);
  return {
    start: startWithin(random, window, seconds),
    seconds,
    client: { address: hosts.archive.address, port: random.ephemeralPort() },
    server: { address: outside.objectStorage, port: 443 },
    up: { packets, bytes: payload + packets * 52 },
    down: { packets: Math.ceil(packets / 3), bytes: Math.ceil(packets / 3) * 52 },
  };
}
