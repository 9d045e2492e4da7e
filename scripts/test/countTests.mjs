import { existsSync, readFileSync } from "node:fs";

/**
 * What vitest's report as JSON says of one test file. A file that could not be loaded has no tests.
 *
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileResult
 */

/**
 * The files of a run; nothing where it left no report.
 *
 * @param {string} file vitest's report as JSON
 * @returns {FileResult[] | undefined}
 */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testResults : undefined;
}

/**
 * Counts the tests of a run. A file in which something failed, but no test, counts as one that failed: it could not be loaded, or
 * what its tests need could not be made.
 *
 * @param {readonly FileResult[] | undefined} files a run without a report is one failure
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(files) {
  if (files === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const tests = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = tests.filter((status) => status === "passed").length;
  const failed = tests.filter((status) => status === "failed").length;
  const withoutTest = files.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some(hasFailed)).length;
  return { passed, failed: failed + withoutTest, skipped: tests.length - passed - failed };
}

/** @param {{ status: string }} result */
function hasFailed({ status }) {
  return status === "failed";
}
