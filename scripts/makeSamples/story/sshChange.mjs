import { at } from "../day.mjs";
import { SeededRandom } from "../seededRandom.mjs";
import { hosts, outside } from "../world.mjs";

const rejectedAt = ["09:31:12", "09:31:40", "09:33:05", "09:36:22", "09:38:50", "09:40:31"];
const sessions = [
  { from: "09:43:12", to: "09:54:20" },
  { from: "10:00:20", to: "10:03:10" },
  { from: "17:01:05", to: "17:04:30" },
];

/** The administrator cannot reach the bastion by SSH. At 09:42 a rule for that one address is added, and then it works. @param {import("../capture.mjs").Capture} capture */
export function sshChange(capture) {
  const random = new SeededRandom("ssh");
  const server = { address: hosts.bastion.address, port: 22 };
  for (const clock of rejectedAt) {
    capture.conversation({
      action: "REJECT",
      start: at(clock),
      seconds: 3,
      client: { address: outside.administrator, port: random.ephemeralPort() },
      server,
      up: { packets: 3, bytes: 180 },
    });
  }
  for (const { from, to } of sessions) {
    const seconds = at(to) - at(from);
    capture.conversation({
      start: at(from),
      seconds,
      client: { address: outside.administrator, port: random.ephemeralPort() },
      server,
      up: { packets: seconds * 3, bytes: seconds * 3 * 88 },
      down: { packets: seconds * 4, bytes: seconds * 4 * 190 },
    });
  }
}
