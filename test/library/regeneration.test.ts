import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { objectsIn, projectFolder, sampleBucket } from "./sampleObjects";

describe("the script that makes the sample bucket", () => {
  it("makes the bucket that is there, byte for byte", async () => {
    const folder = await mkdtemp(join(tmpdir(), "flowlog-samples-"));
    try {
      const again = join(folder, "bucket");
      await promisify(execFile)(process.execPath, [join(projectFolder, "scripts/makeSamples.mjs"), "--out", again]);
      const made = objectsIn(again);
      expect(made.map(({ key }) => key)).toEqual(objectsIn(sampleBucket).map(({ key }) => key));
      const different = await Promise.all(
        made.map(async ({ key, path }) => ((await readFile(path)).equals(await readFile(join(sampleBucket, key))) ? [] : [key])),
      );
      expect(different.flat()).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
