import { at } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { hosts, outside } from "../world.mjs";

/** @typedef {import("../capture.mjs").Capture} Capture */

const scannedPortCount = 700;
const likely = [
  ...[21, 22, 23, 25, 53, 80, 110, 111, 135, 139, 143, 389, 443, 445, 465, 587, 993, 995, 1080, 1433, 1521, 1723, 2049, 2181, 2375, 2379],
  ...[3000, 3128, 3306, 3389, 5000, 5432, 5601, 5672, 5900, 5985, 6379, 6443, 7001, 8000, 8080, 8086, 8443, 8888, 9000, 9090, 9100, 9200],
  ...[10250, 11211, 15672, 27017],
];
/** Let through by the security group. Nothing listens on 9100 any more: the rule was forgotten. */
const open = new Map([
  [80, "answers"],
  [443, "answers"],
  [9100, "refuses"],
]);

/** The ports in the order in which they are tried. */
export const scannedPorts = choosePorts();

/** From 03:10 to 03:30 one address tries 700 ports of web1 from one source port, one packet each. @param {Capture} capture */
export function portScan(capture) {
  const random = new SeededRandom("port scan");
  const first = at("03:10:04");
  const step = (at("03:29:50") - first) / (scannedPortCount - 1);
  scannedPorts.forEach((port, index) => {
    const answer = open.get(port);
    capture.conversation({
      action: answer === undefined ? "REJECT" : "ACCEPT",
      start: Math.floor(first + index * step),
      seconds: answer === "answers" ? 1 : 0,
      client: { address: outside.scanner, port: 54_321 },
      server: { address: hosts.web1.address, port },
      up: answer === "answers" ? { packets: 2, bytes: 84 } : { packets: 1, bytes: 44 },
      ...(answer !== undefined && { down: { packets: 1, bytes: answer === "answers" ? 44 : 40 } }),
    });
    // Now and then it tries a closed port twice.
    if (random.chance(0.02)) knockAgain(capture, port, first + index * step);
  });
}

/** @param {Capture} capture @param {number} port @param {number} time */
function knockAgain(capture, port, time) {
  if (open.has(port)) return;
  capture.conversation({
    action: "REJECT",
    start: Math.floor(time) + 1,
    seconds: 0,
    client: { address: outside.scanner, port: 54_321 },
    server: { address: hosts.web1.address, port },
    up: { packets: 1, bytes: 44 },
  });
}

function choosePorts() {
  const random = new SeededRandom("scanned ports");
  const ports = new Set(likely);
  while (ports.size < scannedPortCount) ports.add(random.integer(1, 10_000));
  return random.shuffled([...ports]);
}
