import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProgram } from "../../../src/extension/connections/findProgram";

describe("a program in the search path", () => {
  let first: string;
  let second: string;

  beforeAll(async () => {
    first = await mkdtemp(join(tmpdir(), "flowlog-path-"));
    second = await mkdtemp(join(tmpdir(), "flowlog-path-"));
    for (const path of [join(first, "notes"), join(second, "notes"), join(second, "aws"), join(second, "aws.CMD")]) {
      await writeFile(path, "");
      await chmod(path, path === join(first, "notes") ? 0o644 : 0o755);
    }
  });

  afterAll(() => Promise.all([first, second].map((folder) => rm(folder, { recursive: true }))));

  it("is the first of that name that can be run", async () => {
    const PATH = [first, second].join(delimiter);
    expect(await findProgram("notes", { PATH }, "linux")).toBe(join(second, "notes"));
    expect(await findProgram("aws", { PATH }, "linux")).toBe(join(second, "aws"));
  });

  it("has one of the endings that Windows runs, there", async () => {
    expect(await findProgram("aws", { Path: second, PATHEXT: ".EXE;.CMD" }, "win32")).toBe(join(second, "aws.CMD"));
  });

  it.each([{}, { PATH: "" }, { PATH: "/nowhere/at/all" }])("may not be there: %j", async (env) => {
    expect(await findProgram("aws", env, "linux")).toBeUndefined();
  });
});
