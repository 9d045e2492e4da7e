import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateOf } from "../setup/freshness.mjs";
import { runOrFail } from "../setup/processes.mjs";
import { inProject, projectNode } from "../setup/project.mjs";

export const sampleBucket = inProject("library", "samples", "bucket");
const cli = inProject("dist", "cli.js");

/**
 * Indexes the sample bucket, unless that has been done with the same objects and the same code.
 *
 * @param {string} folder @param {string} indexFolder
 */
export async function indexSamples(folder, indexFolder) {
  const receipt = join(folder, "indexed.txt");
  const state = stateOf(["library/samples/bucket", "dist/cli.js"]);
  if (existsSync(indexFolder) && existsSync(receipt) && readFileSync(receipt, "utf8") === state) return;
  await mkdir(folder, { recursive: true });
  console.log("Indexing the sample bucket (library/samples/bucket) …");
  await runOrFail("The sample bucket could not be indexed", projectNode, [cli, "index", sampleBucket, "--index", indexFolder]);
  await writeFile(receipt, state);
}

/** @param {string} indexFolder */
export async function askWhoScanned(indexFolder) {
  console.log("\nWho scanned whose ports? (library/queries/port-scan.flowsql)");
  const question = inProject("library", "queries", "port-scan.flowsql");
  await runOrFail("The question could not be answered", projectNode, [cli, "query", "--index", indexFolder, question]);
  console.log("");
}
