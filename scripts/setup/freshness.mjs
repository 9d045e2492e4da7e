import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runOrFail } from "./processes.mjs";
import { inProject, projectNode } from "./project.mjs";

const sources = ["src", "webview", "scripts/build.mjs", "package.json", "package-lock.json", "tsconfig.base.json"];
const stamp = inProject("dist", ".built.json");

/** Before a build: one that is interrupted counts as none. */
export async function markUnbuilt() {
  await mkdir(dirname(stamp), { recursive: true });
  await rm(stamp, { force: true });
}

/**
 * What was built, from which sources.
 *
 * @param {{ minify: boolean }} how
 */
export async function markBuilt(how) {
  await writeFile(stamp, JSON.stringify({ ...how, sources: stateOf(sources) }));
}

/** Builds when dist/ is not what a build of the sources would make. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  console.log("Building …");
  await runOrFail("The build failed", projectNode, [inProject("scripts", "build.mjs")]);
}

/** Whether dist/ is what a build of this kind would make from the sources as they are now. */
function isBuilt({ minify } = { minify: false }) {
  if (!existsSync(stamp)) return false;
  const built = JSON.parse(readFileSync(stamp, "utf8"));
  return built.minify === minify && built.sources === stateOf(sources);
}

/**
 * A digest of names, sizes and times: it changes when a file is edited, added or taken away.
 *
 * @param {readonly string[]} paths relative to the project
 * @returns {string}
 */
export function stateOf(paths) {
  const digest = createHash("sha256");
  for (const path of paths) addState(digest, inProject(path));
  return digest.digest("hex");
}

/** @param {import("node:crypto").Hash} digest @param {string} path */
function addState(digest, path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) {
    digest.update(`${path}\0${stats.size}\0${stats.mtimeMs}\0`);
    return;
  }
  for (const name of readdirSync(path).sort()) addState(digest, join(path, name));
}
