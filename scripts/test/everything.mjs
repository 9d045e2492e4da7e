import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { run } from "../setup/processes.mjs";
import { inProject, projectNode } from "../setup/project.mjs";
import { codeServerRunsHere, ensureCodeServer } from "../vscode/codeServer.mjs";
import { bringTestNeeds } from "./bringTestNeeds.mjs";
import { countTests, readReport } from "./countTests.mjs";
import { trySecondTime } from "./secondTry.mjs";

const results = inProject("test-results", "vitest.json");
const secondResults = inProject("test-results", "vitest-second-try.json");
/** Tests that leave themselves out write a line into it. */
const leftOutFile = inProject("test-results", "left-out.txt");
/** A line for each error that belongs to no test. */
const looseErrorsFile = inProject("test-results", "loose-errors.txt");

/** @returns {Promise<number>} the exit code */
export async function testEverything() {
  await mkdir(inProject("test-results"), { recursive: true });
  await Promise.all([results, leftOutFile, looseErrorsFile].map((file) => rm(file, { force: true })));
  const missing = await bringTestNeeds();
  // What it waits for is mostly the network; where it fails, the tests that need it tell.
  const installing = installWindow(missing).catch(() => undefined);
  const failedStages = [];
  for (const stage of ["check", "build"]) {
    if ((await run(projectNode, [inProject("scripts", `${stage}.mjs`)])).code !== 0) failedStages.push(`npm run ${stage}`);
  }
  await installing;
  const leftOut = missing.flatMap(({ projects }) => projects);
  const code = await runTests(
    results,
    leftOut.map((name) => `--project=!${name}`),
  );
  const first = readReport(results);
  const { files, saved, failedTwice } = await trySecondTime(first ?? [], runAlone);
  const { passed, failed, skipped } = countTests(first && files);
  // A run that fails, though no test of it did, has errors of another kind, which no second try takes away.
  const loose = Math.max(linesOf(looseErrorsFile).length, code !== 0 && countTests(first).failed === 0 ? 1 : 0);
  for (const line of new Set([...missing.flatMap(leftOutProjects), ...linesOf(leftOutFile)])) console.log(`Left out: ${line}`);
  for (const stage of failedStages) console.log(`${stage} failed, see above.`);
  for (const path of failedTwice) console.log(`Failed twice: ${path}`);
  for (const path of saved) console.log(`Passed only at the second try: ${path}`);
  const allFailed = failed + failedStages.length + loose;
  console.log(`${passed} passed, ${allFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return allFailed === 0 ? 0 : 1;
}

/** @param {readonly import("../setup/testNeeds.mjs").Need[]} missing */
async function installWindow(missing) {
  if (codeServerRunsHere && !missing.some(({ projects }) => projects.includes("e2e"))) await ensureCodeServer(console.log);
}

/** @param {string} path */
async function runAlone(path) {
  console.log(`\nOnce more, alone: ${path}`);
  await rm(secondResults, { force: true });
  await runTests(secondResults, [path]);
  return readReport(secondResults)?.[0];
}

/** @param {string} report @param {readonly string[]} args @returns {Promise<number>} vitest's exit code */
async function runTests(report, args) {
  const reporters = ["default", "json", inProject("scripts", "test", "looseErrors.mjs")].map((name) => `--reporter=${name}`);
  const vitest = [inProject("node_modules", "vitest", "vitest.mjs"), "run", ...reporters, `--outputFile.json=${report}`, ...args];
  const env = { ...process.env, FLOWLOG_LEFT_OUT_FILE: leftOutFile, FLOWLOG_LOOSE_ERRORS_FILE: looseErrorsFile };
  return (await run(projectNode, vitest, { env })).code;
}

/** @param {import("../setup/testNeeds.mjs").Need} need */
function leftOutProjects({ name, projects }) {
  return projects.map((project) => `the ${project} tests (no ${name})`);
}

/** @param {string} file */
function linesOf(file) {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}
