import { existsSync, readFileSync } from "node:fs";

/**
 * Counts the tests of a run. A test file that could not even be loaded counts as one that failed.
 *
 * @param {string} file vitest's report as JSON; one that is not there means that nothing ran
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
