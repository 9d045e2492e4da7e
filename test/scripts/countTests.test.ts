import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countTests, readReport } from "../../scripts/test/countTests.mjs";

const file = (status: string, ...tests: readonly string[]) => ({
  name: "any.test.ts",
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

describe("counting the tests of a run", () => {
  it.each([
    ["passed, failed and left out", [file("passed", "passed", "skipped", "todo"), file("failed", "passed", "failed")], [2, 1, 2]],
    ["a file that could not be loaded as one failure", [file("passed", "passed"), file("failed")], [1, 1, 0]],
    ["a file whose tests could not begin as one failure", [file("failed", "skipped", "skipped")], [0, 1, 2]],
    ["a run without a report as one failure", undefined, [0, 1, 0]],
  ])("counts %s", (_, files, [passed, failed, skipped]) => {
    expect(countTests(files)).toEqual({ passed, failed, skipped });
  });
});

describe("the report of a run", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-count-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("is read file by file", async () => {
    const path = join(folder, "report.json");
    await writeFile(path, JSON.stringify({ numPassedTests: 1, testResults: [file("passed", "passed")] }));
    expect(readReport(path)).toEqual([file("passed", "passed")]);
  });

  it("is missing where nothing ran", () => {
    expect(readReport(join(folder, "none.json"))).toBeUndefined();
  });
});
