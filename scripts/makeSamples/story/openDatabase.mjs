import { at } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { hosts, outside } from "../world.mjs";
import { smbKnockers } from "./people.mjs";

/** @typedef {import("../capture.mjs").Capture} Capture */
/** @typedef {import("../capture.mjs").Counters} Counters */

const server = { address: hosts.database.address, port: 5432 };

/**
 * At 11:00 the database turns a visitor away. From 13:05 to 13:20 a rule lets everybody in: the visitor reads 46 MB, two
 * others look in. At 14:00 the door is shut again.
 *
 * @param {Capture} capture
 */
export function openDatabase(capture) {
  const random = new SeededRandom("database");
  for (const clock of ["11:00:20", "11:01:45", "11:03:10", "14:00:40", "14:02:05"]) turnAway(capture, random, clock);
  readOut(capture, random, outside.databaseVisitor, "13:06:30", 38, { packets: 46, bytes: 5_120 }, { packets: 52, bytes: 31_400 });
  readOut(
    capture,
    random,
    outside.databaseVisitor,
    "13:08:05",
    660,
    { packets: 9_120, bytes: 492_480 },
    { packets: 33_200, bytes: 46_480_000 },
  );
  readOut(capture, random, smbKnockers[5], "13:11:10", 2, { packets: 6, bytes: 402 }, { packets: 5, bytes: 610 });
  readOut(capture, random, smbKnockers[11], "13:15:52", 2, { packets: 6, bytes: 402 }, { packets: 5, bytes: 610 });
}

/** @param {Capture} capture @param {SeededRandom} random @param {string} clock */
function turnAway(capture, random, clock) {
  capture.conversation({
    action: "REJECT",
    start: at(clock),
    seconds: 3,
    client: { address: outside.databaseVisitor, port: random.ephemeralPort() },
    server,
    up: { packets: 3, bytes: 180 },
  });
}

/**
 * @param {Capture} capture @param {SeededRandom} random @param {string | undefined} address @param {string} clock @param {number} seconds
 * @param {Counters} up @param {Counters} down
 */
function readOut(capture, random, address, clock, seconds, up, down) {
  capture.conversation({ start: at(clock), seconds, client: { address: address ?? "", port: random.ephemeralPort() }, server, up, down });
}
