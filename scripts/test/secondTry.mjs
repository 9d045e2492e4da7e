import { relative, sep } from "node:path";
import { projectFolder } from "../setup/project.mjs";

/** A window of VS Code on a busy machine can miss a click. That it does so in more files than these is no chance. */
const mostFiles = 3;

/** The tests in a real VS Code; no others are given a second try. */
const folder = "test/e2e/";

/**
 * Runs each test file of VS Code that failed once more, alone. What it shows then counts.
 *
 * @template {import("./countTests.mjs").FileResult} R
 * @param {readonly R[]} files all files of a run
 * @param {(path: string) => Promise<R | undefined>} runAlone what comes of one file; nothing where it left no report
 * @returns {Promise<{ files: R[], saved: string[], failedTwice: string[] }>} each file once, and those that were tried again
 */
export async function trySecondTime(files, runAlone) {
  const failed = files.filter(({ name, status }) => status === "failed" && pathOf(name).startsWith(folder));
  /** @type {Map<string, R>} */
  const again = new Map();
  if (failed.length <= mostFiles) {
    for (const { name } of failed) {
      const result = await runAlone(pathOf(name));
      if (result !== undefined) again.set(name, result);
    }
  }
  const tried = [...again.entries()].map(([name, { status }]) => ({ path: pathOf(name), passed: status === "passed" }));
  return {
    files: files.map((file) => again.get(file.name) ?? file),
    saved: tried.filter(({ passed }) => passed).map(({ path }) => path),
    failedTwice: tried.filter(({ passed }) => !passed).map(({ path }) => path),
  };
}

/** @param {string} name a file as vitest's report names it: by its whole path */
function pathOf(name) {
  return relative(projectFolder, name).split(sep).join("/");
}
