import { run } from "../setup/processes.mjs";
import { findProgram, testNeeds } from "../setup/testNeeds.mjs";

/**
 * Installs what tests need of the machine, where that is this script's to do: on a Debian, as root.
 *
 * @returns {Promise<readonly import("../setup/testNeeds.mjs").Need[]>} what is still missing
 */
export async function bringTestNeeds() {
  const wanted = stillMissing();
  if (wanted.length > 0 && process.getuid?.() === 0 && findProgram("apt-get") !== undefined) await install(wanted);
  const missing = stillMissing();
  for (const { name, packages } of missing) {
    console.log(`Some tests need ${name}, which is not here. On a Debian: apt-get install --no-install-recommends ${packages.join(" ")}`);
  }
  return missing;
}

function stillMissing() {
  return testNeeds.filter(({ isThere }) => !isThere());
}

/** @param {readonly import("../setup/testNeeds.mjs").Need[]} wanted */
async function install(wanted) {
  console.log(`Installing what tests need: ${wanted.map(({ name }) => name).join(" and ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = wanted.flatMap((need) => need.packages);
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
    const { code, output } = await run("apt-get", args, { collect: true, env });
    if (code !== 0) console.log(`apt-get ${args[0]} failed:\n${output.trimEnd().split("\n").slice(-10).join("\n")}`);
  }
}
