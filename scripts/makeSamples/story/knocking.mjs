import { SeededRandom } from "../seededRandom.mjs";
import { flowLogs, hosts } from "../world.mjs";
import { otherKnockers, smbKnockers } from "./people.mjs";

/** @typedef {import("../capture.mjs").Capture} Capture */

/** What else gets knocked on, the favourites first. */
const ports = [23, 3389, 22, 8080, 5900, 6379, 1433, 5432, 2375, 8443, 9200, 11211];

/** Background noise of the internet: 1,203 machines try port 445, some dozens try others; all are turned away. @param {Capture} capture */
export function knocking(capture) {
  const random = new SeededRandom("knocking");
  const windows = [...flowLogs.shopPublic.kept];
  for (const address of smbKnockers) {
    for (let tries = random.integer(1, 2); tries > 0; tries--) knock(capture, random, random.pick(windows), address, 445);
  }
  for (const window of windows) {
    for (let tries = random.integer(8, 16); tries > 0; tries--) {
      knock(capture, random, window, random.pickEarly(otherKnockers), random.pickEarly(ports));
    }
  }
}

/** @param {Capture} capture @param {SeededRandom} random @param {number} window @param {string} address @param {number} port */
function knock(capture, random, window, address, port) {
  const packets = random.integer(1, 3);
  const target = random.pick([hosts.web1, hosts.web2, hosts.bastion, hosts.database]);
  capture.conversation({
    action: "REJECT",
    start: window + random.integer(0, 290),
    seconds: packets * 2,
    client: { address, port: random.ephemeralPort() },
    server: { address: target.address, port },
    up: { packets, bytes: packets * random.pick([40, 44, 48, 52]) },
  });
}
