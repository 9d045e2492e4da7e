import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import LooseErrors from "../../scripts/test/looseErrors.mjs";

describe("errors outside of every test", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-loose-"));
    file = join(folder, "loose.txt");
    vi.stubEnv("FLOWLOG_LOOSE_ERRORS_FILE", file);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it("are written down, a line each, after those of an earlier run", async () => {
    new LooseErrors().onTestRunEnd([], [new Error("Nobody waited for this.\nat all")]);
    new LooseErrors().onTestRunEnd([], [new Error("Nor for this."), new Error("")]);
    expect((await readFile(file, "utf8")).split("\n")).toEqual(["Nobody waited for this.", "Nor for this.", "Error", ""]);
  });

  it("leave nothing behind where there are none", async () => {
    new LooseErrors().onTestRunEnd([], []);
    await expect(readFile(file, "utf8")).rejects.toThrow("ENOENT");
  });
});
