import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that need a server or a browser are projects of their own: their folder decides how they run. */
const needsMore = ["test/s3/**", "test/webview/browser/**", "test/webview/pictures/**", "test/e2e/**"];

/** Starts an S3 server when the first test asks for one, and ends it with the run. */
const s3Server = "test/support/s3GlobalSetup.ts";

/** The machine may have other work; whatever takes longer hangs. By itself a poll would give up after a second. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    // One less than there are processors is what vitest takes; of two it would leave one idle, for much of a test is waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: needsMore, ...patience } },
      { test: { name: "s3", include: ["test/s3/**/*.test.ts"], globalSetup: s3Server, ...patience } },
      {
        test: {
          name: "browser",
          include: ["test/webview/browser/**/*.test.ts", "test/webview/pictures/**/*.test.ts"],
          globalSetup: "test/support/builtProject.ts",
          ...patience,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: [s3Server, "test/support/builtProject.ts", "test/support/installedCodeServer.ts"],
          setupFiles: "test/support/failurePictures.ts",
          ...patience,
          hookTimeout: 180_000,
          // Each file has a code-server and a browser of its own, and these keep two processors busy: more than one at a time, or
          // beside the other tests, is more than two cores carry.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
