// Plain Node without packages: this runs on a fresh clone, before anything is installed, on whatever Node the machine has.
import { existsSync, realpathSync, statSync } from "node:fs";
import { delimiter } from "node:path";
import { run, runOrFail, ScriptFailure } from "./processes.mjs";
import { inProject, projectNode } from "./project.mjs";

/** Installs the project's packages when they are not there or the lock file is newer. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing the packages of package-lock.json (npm ci) …");
  await runOrFail("The packages could not be installed", "npm", ["ci", "--no-audit", "--no-fund"]);
  if (!existsSync(projectNode)) {
    throw new ScriptFailure(
      `npm ci did not bring Node itself (${projectNode} is missing). It comes by an install script of the package "node"; ` +
        "if `npm config get ignore-scripts` says true, run `npm ci --ignore-scripts=false` once.",
    );
  }
}

function isInstalled() {
  // npm writes this file at the end of every install.
  const receipt = inProject("node_modules", ".package-lock.json");
  return existsSync(projectNode) && existsSync(receipt) && statSync(receipt).mtimeMs >= statSync(inProject("package-lock.json")).mtimeMs;
}

/**
 * True when this process runs on the project's own Node. If not, runs the same script with the same arguments there, ends this
 * process with its exit code, and gives false.
 *
 * @returns {Promise<boolean>}
 */
export async function onProjectNode() {
  if (realpathSync(process.execPath) === realpathSync(projectNode)) return true;
  // Ctrl-C reaches the whole process group, while whoever ends a process by its id means that one alone: either way the child decides what it
  // means, and this process waits for it.
  process.on("SIGINT", () => undefined);
  const path = [inProject("node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  const { code } = await run(projectNode, process.argv.slice(1), {
    env: { ...process.env, PATH: path },
    passOn: ["SIGTERM"],
  });
  process.exitCode = code;
  return false;
}
