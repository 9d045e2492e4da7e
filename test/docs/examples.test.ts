import { exec } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksIn, projectFolder, readText, sectionOf } from "./markdown";

describe("The README's examples of the command line", () => {
  const [examples = ""] = blocksIn(sectionOf(readText("README.md"), "Command line"), "sh");
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-examples-"));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  // One after the other, as a reader would type them: the first makes the index that the others ask.
  it("work as they stand", async () => {
    const lines = examples.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThan(4);
    const outputs: string[] = [];
    for (const line of lines) outputs.push(await shell(line, join(folder, "index")));
    expect(outputs.filter((output) => output.trim() === "")).toEqual([]);
    const byAction = JSON.parse(outputs[4] ?? "") as readonly { readonly action: string | null }[];
    expect(byAction.map(({ action }) => action).sort()).toEqual(["ACCEPT", "REJECT", null]);
  });
});

function shell(line: string, index: string): Promise<string> {
  const command = line.replaceAll(/\bnode\b/g, `"${process.execPath}"`).replaceAll(".flowlog", `"${index}"`);
  return new Promise((resolve, reject) => {
    exec(command, { cwd: projectFolder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${line}\n${stderr}`, { cause: error }));
    });
  });
}
