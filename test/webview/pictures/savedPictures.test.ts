import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { differenceFromSaved } from "./savedPictures";

/** A grey picture with a black square of so many pixels a side. */
function square(side: number, size = 40): Buffer {
  const picture = new PNG({ width: size, height: size });
  picture.data.fill(200);
  for (let y = 0; y < side; y++) picture.data.fill(0, y * size * 4, (y * size + side) * 4);
  for (let pixel = 0; pixel < size * size; pixel++) picture.data[pixel * 4 + 3] = 255;
  return PNG.sync.write(picture);
}

describe("A picture that was saved", () => {
  let folder: string;
  let testResults: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-pictures-"));
    testResults = join(folder, "results");
    await differenceFromSaved("one", square(10), { folder, testResults, update: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("is found again", async () => {
    expect(await differenceFromSaved("one", square(10), { folder, testResults, update: false })).toBeUndefined();
  });

  it("is told from another one, with both and their difference to look at, and how to accept the new one", async () => {
    const message = await differenceFromSaved("one", square(14), { folder, testResults, update: false });
    expect(message).toContain("one is drawn differently: 96 pixels differ");
    expect(message).toContain("UPDATE_PICTURES=1");
    expect((await readdir(testResults)).sort()).toEqual(["one-actual.png", "one-difference.png"]);
  });

  it("is told from one of another size", async () => {
    const message = await differenceFromSaved("one", square(10, 41), { folder, testResults, update: false });
    expect(message).toContain("it has another size");
  });

  it("keeps its bytes when it is accepted again, and takes the new ones when it has changed", async () => {
    const before = await readFile(join(folder, "one.png"));
    await differenceFromSaved("one", square(10), { folder, testResults, update: true });
    expect(await readFile(join(folder, "one.png"))).toEqual(before);
    await differenceFromSaved("one", square(14), { folder, testResults, update: true });
    expect(await readFile(join(folder, "one.png"))).not.toEqual(before);
    expect(await differenceFromSaved("one", square(14), { folder, testResults, update: false })).toBeUndefined();
  });

  it("is missed where there is none", async () => {
    expect(await differenceFromSaved("two", square(10), { folder, testResults, update: false })).toContain(
      "There is no saved picture two.png",
    );
  });
});
