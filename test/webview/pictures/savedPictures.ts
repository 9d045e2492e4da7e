import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/**
 * How far a pixel's colour may be from the saved one, 0 to 1: as far as saving it with fewer colours moves it (0.027), and a little
 * more. At 0.1, which is usual, a country of the map could lose its shade and nobody would be told.
 */
const threshold = 0.03;

/**
 * How many pixels may be farther, of 256,000. In five runs on one machine, under load, no pixel differed at all. The tolerance is for
 * other versions of Chromium and other processors, which round the edges of curves and letters in other ways: most of these pixels are
 * known by their neighbours and not counted, and so many are let through that are not. One figure more in a
 * cell of the heat map changes 42 pixels, in the middle of the doughnut 302, and a country without its shade 322.
 */
const mostDifferent = 20;

export interface SavedPictures {
  readonly folder: string;
  /** Where what differs is put. */
  readonly testResults: string;
  /** Takes pictures as they are now for the right ones. */
  readonly update: boolean;
}

/** Why a picture is not the one that was saved; `undefined` where it is. */
export async function differenceFromSaved(
  name: string,
  actual: Buffer,
  { folder, testResults, update }: SavedPictures,
): Promise<string | undefined> {
  const path = join(folder, `${name}.png`);
  const saved = await readFile(path).catch(() => undefined);
  if (update) {
    // A picture that has not changed keeps its bytes.
    if (saved !== undefined && comparePictures(saved, actual).different === 0) return undefined;
    await mkdir(folder, { recursive: true });
    await writeFile(path, withFewColours(actual));
    return undefined;
  }
  const accept = "Where it is right so, accept it with UPDATE_PICTURES=1.";
  if (saved === undefined) {
    return `There is no saved picture ${name}.png. What was drawn is in ${await keep(testResults, `${name}-actual`, actual)}. ${accept}`;
  }
  const { different, difference } = comparePictures(saved, actual);
  if (different <= mostDifferent) return undefined;
  const drawn = await keep(testResults, `${name}-actual`, actual);
  const where =
    difference === undefined
      ? "it has another size"
      : `${different} pixels differ, see ${await keep(testResults, `${name}-difference`, difference)}`;
  return `${name} is drawn differently: ${where}. What was drawn is in ${drawn}. ${accept}`;
}

export interface PictureDifference {
  /** Pixels. */
  readonly different: number;
  /** A picture of where they are; absent where the two have different sizes. */
  readonly difference?: Buffer;
}

function comparePictures(saved: Buffer, actual: Buffer): PictureDifference {
  const [first, second] = [PNG.sync.read(saved), PNG.sync.read(actual)];
  const { width, height } = first;
  if (second.width !== width || second.height !== height) return { different: Infinity };
  const shown = new PNG({ width, height });
  const different = pixelmatch(first.data, second.data, shown.data, width, height, { threshold });
  return { different, difference: PNG.sync.write(shown) };
}

/** Half as large: 32 steps of each colour are drawn apart by less than the threshold, and pixels that look the same are the same. */
function withFewColours(picture: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(picture);
  const reduced = new PNG({ width, height });
  reduced.data = Buffer.from(data.map((channel) => (channel & 0xf8) | (channel >> 5)));
  return PNG.sync.write(reduced, {
    colorType: 2,
    inputColorType: 6,
    inputHasAlpha: true,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
}

async function keep(folder: string, name: string, picture: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await writeFile(path, picture);
  return path;
}
