import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inProject } from "../setup/project.mjs";
import { sampleBucket } from "./samples.mjs";

/**
 * Makes the workspace that `npm start` opens: the queries of the library as files of the user's own, and settings that name
 * the index and the sample bucket. What is there already is the user's and stays.
 *
 * @param {string} folder @param {string} indexFolder
 * @returns {Promise<{ folder: string, firstFile: string }>}
 */
export async function makeWorkspace(folder, indexFolder) {
  const workspace = join(folder, "workspace");
  await mkdir(join(workspace, ".vscode"), { recursive: true });
  await mergeSettings(join(workspace, ".vscode", "settings.json"), (before) => ({
    ...before,
    "flowlog.index.path": indexFolder,
    "flowlog.connections": withSampleBucket(before["flowlog.connections"]),
  }));
  const library = inProject("library", "queries");
  for (const name of await readdir(library)) {
    if (!existsSync(join(workspace, name))) await copyFile(join(library, name), join(workspace, name));
  }
  return { folder: workspace, firstFile: join(workspace, "welcome.flowsql") };
}

/** @param {unknown} connections */
function withSampleBucket(connections) {
  const others = Array.isArray(connections) ? connections.filter(({ id }) => id !== "sample") : [];
  return [{ id: "sample", name: "Sample Bucket", place: { kind: "folder", path: sampleBucket } }, ...others];
}

/**
 * Rewrites a settings file. One that has comments in it or is broken stays as it is, for nothing of it may be lost.
 *
 * @param {string} file @param {(before: Record<string, unknown>) => Record<string, unknown>} change
 */
export async function mergeSettings(file, change) {
  const before = existsSync(file) ? parse(await readFile(file, "utf8")) : {};
  if (before === undefined) console.log(`${file} is not plain JSON, so it stays as it is.`);
  else await writeFile(file, `${JSON.stringify(change(before), null, 2)}\n`);
}

/** @param {string} text @returns {Record<string, unknown> | undefined} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
