import { readFileSync } from "node:fs";
import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { inProject, projectFolder } from "../setup/project.mjs";

/**
 * Makes a folder of extensions with this project in it, as it stands: a new build counts after the window is reloaded.
 *
 * @param {string} folder made anew
 */
export async function linkExtension(folder) {
  const { publisher, name, version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  // VS Code keeps a list of what is in the folder, which would hide a version that it does not name.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await symlink(projectFolder, join(folder, `${publisher}.${name}-${version}`), "junction");
}
