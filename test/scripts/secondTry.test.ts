import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../scripts/setup/project.mjs";
import { countTests } from "../../scripts/test/countTests.mjs";
import { trySecondTime } from "../../scripts/test/secondTry.mjs";

const result = (path: string, ...tests: readonly string[]) => ({
  name: join(projectFolder, path),
  status: tests.includes("failed") ? "failed" : "passed",
  assertionResults: tests.map((status) => ({ status })),
});

/** Tries again with these results of the second try, by path. What was run alone, in its order, and what came of it. */
async function tried(first: readonly ReturnType<typeof result>[], ...second: readonly ReturnType<typeof result>[]) {
  const alone: string[] = [];
  const end = await trySecondTime(first, (path) => {
    alone.push(path);
    return Promise.resolve(second.find(({ name }) => name === join(projectFolder, path)));
  });
  return { alone, saved: end.saved, failedTwice: end.failedTwice, counts: countTests(end.files) };
}

describe("a second try for tests in VS Code", () => {
  const passed = result("test/e2e/a.test.ts", "passed", "passed");
  const failed = result("test/e2e/b.test.ts", "passed", "failed");

  it("runs nothing again where everything passed", async () => {
    expect(await tried([passed])).toEqual({ alone: [], saved: [], failedTwice: [], counts: { passed: 2, failed: 0, skipped: 0 } });
  });

  it("counts what passes then, names its file, and counts each of its tests once", async () => {
    expect(await tried([passed, failed], result("test/e2e/b.test.ts", "passed", "passed"))).toEqual({
      alone: ["test/e2e/b.test.ts"],
      saved: ["test/e2e/b.test.ts"],
      failedTwice: [],
      counts: { passed: 4, failed: 0, skipped: 0 },
    });
  });

  it("leaves a failure what it is where the file fails once more, perhaps in another test", async () => {
    expect(await tried([failed], result("test/e2e/b.test.ts", "failed", "passed"))).toEqual({
      alone: ["test/e2e/b.test.ts"],
      saved: [],
      failedTwice: ["test/e2e/b.test.ts"],
      counts: { passed: 1, failed: 1, skipped: 0 },
    });
  });

  it("leaves a failure what it is where the second try comes to no end", async () => {
    expect(await tried([failed])).toMatchObject({ saved: [], counts: { passed: 1, failed: 1 } });
  });

  it("is for no other tests", async () => {
    const others = ["test/server/a.test.ts", "test/s3/b.test.ts", "test/webview/browser/c.test.ts"].map((path) => result(path, "failed"));
    expect(await tried(others)).toMatchObject({ alone: [], saved: [], counts: { failed: 3 } });
  });

  it("is for three files at most: where more fail, it is not by chance", async () => {
    const files = ["a", "b", "c", "d"].map((name) => result(`test/e2e/${name}.test.ts`, "failed"));
    expect((await tried(files.slice(0, 3))).alone).toHaveLength(3);
    expect(await tried(files)).toMatchObject({ alone: [], counts: { failed: 4 } });
  });
});
