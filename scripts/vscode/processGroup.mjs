import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Ends a process group: politely, and after a while what is left of it by force.
 *
 * @param {number} group
 * @param {number} [patience] in milliseconds
 */
export async function endGroup(group, patience = 3000) {
  const giveUp = Date.now() + patience;
  signalGroup(group, "SIGTERM");
  while (isRunning(group)) {
    if (Date.now() > giveUp) {
      signalGroup(group, "SIGKILL");
      return;
    }
    await delay(20);
  }
}

/**
 * Whether anything of a group is still at work. The dead that nobody has collected are not: a container without an init leaves
 * them lying, or collects them seconds later.
 *
 * @param {number} group
 */
export function isRunning(group) {
  if (!signalGroup(group, 0)) return false;
  return process.platform !== "linux" || readdirSync("/proc").some((name) => /^\d+$/.test(name) && isLivingMember(name, group));
}

/** @param {string} pid @param {number} group */
function isLivingMember(pid, group) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Behind the program's name, which may hold anything: state, parent, group.
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state !== "Z" && state !== "X" && Number(itsGroup) === group;
  } catch {
    return false;
  }
}

/** Whether there was such a group to signal. @param {number} group @param {NodeJS.Signals | 0} signal */
function signalGroup(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
