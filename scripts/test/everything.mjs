import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { run } from "../setup/processes.mjs";
import { inProject, projectNode } from "../setup/project.mjs";
import { bringTestNeeds } from "./bringTestNeeds.mjs";
import { countTests } from "./countTests.mjs";

const results = inProject("test-results", "vitest.json");
/** Tests that leave themselves out write a line into it. */
const leftOutFile = inProject("test-results", "left-out.txt");

/** @returns {Promise<number>} the exit code */
export async function testEverything() {
  await mkdir(inProject("test-results"), { recursive: true });
  await Promise.all([rm(results, { force: true }), rm(leftOutFile, { force: true })]);
  const missing = await bringTestNeeds();
  const failedStages = [];
  for (const stage of ["check", "build"]) {
    if ((await run(projectNode, [inProject("scripts", `${stage}.mjs`)])).code !== 0) failedStages.push(`npm run ${stage}`);
  }
  const { code } = await run(projectNode, [inProject("node_modules", "vitest", "vitest.mjs"), ...vitestArgs(missing)], {
    env: { ...process.env, FLOWLOG_LEFT_OUT_FILE: leftOutFile },
  });
  const { passed, failed, skipped } = countTests(results);
  for (const line of new Set([...missing.flatMap(leftOutProjects), ...leftOutLines()])) console.log(`Left out: ${line}`);
  for (const stage of failedStages) console.log(`${stage} failed, see above.`);
  const allFailed = failed + failedStages.length + (code !== 0 && failed === 0 ? 1 : 0);
  console.log(`${passed} passed, ${allFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return allFailed === 0 ? 0 : 1;
}

/** @param {readonly import("../setup/testNeeds.mjs").Need[]} missing */
function vitestArgs(missing) {
  const leftOut = missing.flatMap(({ projects }) => projects);
  return ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...leftOut.map((name) => `--project=!${name}`)];
}

/** @param {import("../setup/testNeeds.mjs").Need} need */
function leftOutProjects({ name, projects }) {
  return projects.map((project) => `the ${project} tests (no ${name})`);
}

function leftOutLines() {
  if (!existsSync(leftOutFile)) return [];
  return readFileSync(leftOutFile, "utf8").split("\n").filter(Boolean);
}
