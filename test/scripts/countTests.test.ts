import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countTests } from "../../scripts/test/countTests.mjs";

describe("counting the tests of a run", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-count-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const numbers = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0 };
  const failedTest = { status: "failed", assertionResults: [{ status: "failed" }] };
  const unloaded = { status: "failed", assertionResults: [] };

  it.each([
    ["passed, failed and left out", { ...numbers, testResults: [failedTest] }, { passed: 5, failed: 2, skipped: 1 }],
    [
      "a file that could not be loaded as one failure",
      { ...numbers, testResults: [failedTest, unloaded] },
      { passed: 5, failed: 3, skipped: 1 },
    ],
  ])("counts %s", async (_, report, counts) => {
    const file = join(folder, "report.json");
    await writeFile(file, JSON.stringify(report));
    expect(countTests(file)).toEqual(counts);
  });

  it("takes a run without a report for a failure", () => {
    expect(countTests(join(folder, "none.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
