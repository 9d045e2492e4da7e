import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests that need a server or a browser are projects of their own, so that one folder decides how they run. */
const needsMore = ["test/s3/**", "test/e2e/**"];
const s3GlobalSetup = "test/support/s3GlobalSetup.ts";

export default defineConfig({
  test: {
    restoreMocks: true,
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: needsMore, testTimeout: 20_000 } },
      {
        test: {
          name: "s3",
          include: ["test/s3/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...(existsSync(s3GlobalSetup) ? { globalSetup: s3GlobalSetup } : {}),
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // Each file has a code-server and a browser of its own; two of them at once are more than two cores carry.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
