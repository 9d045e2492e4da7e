import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { type DataSet, makeObject } from "./dataSets";

export interface GeneratedSet {
  readonly set: DataSet;
  /** The bucket's folder. */
  readonly folder: string;
  /** As stored. */
  readonly bytes: number;
  readonly textBytes: number;
}

/** A worker's share: every object whose number leaves `share` when divided by `shares`. */
export interface GenerateJob {
  readonly job: "generate";
  readonly set: DataSet;
  readonly folder: string;
  readonly share: number;
  readonly shares: number;
}

type Tally = Pick<GeneratedSet, "bytes" | "textBytes">;

/** Makes a data set with all cores, or takes the one that an earlier run made. */
export async function ensureGenerated(set: DataSet, dataFolder: string, program: string): Promise<GeneratedSet> {
  const folder = join(dataFolder, set.name);
  const marker = join(dataFolder, `${set.name}.json`);
  if (existsSync(marker)) return { set, folder, ...(JSON.parse(await readFile(marker, "utf8")) as Tally) };
  console.error(`Making ${set.rows.toLocaleString("en")} rows in ${set.objects.toLocaleString("en")} objects …`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const shares = availableParallelism();
  const tallies = await Promise.all(
    Array.from({ length: shares }, (_, share) => runWorker(program, { job: "generate", set, folder, share, shares })),
  );
  const tally = tallies.reduce((sum, next) => ({ bytes: sum.bytes + next.bytes, textBytes: sum.textBytes + next.textBytes }));
  await writeFile(marker, JSON.stringify(tally));
  return { set, folder, ...tally };
}

/** What a worker does; gives what it wrote. */
export async function generateShare(job: GenerateJob): Promise<Tally> {
  let bytes = 0;
  let textBytes = 0;
  for (let index = job.share; index < job.set.objects; index += job.shares) {
    const { key, text } = makeObject(job.set, index);
    const packed = gzipSync(text);
    const path = join(job.folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, packed);
    bytes += packed.length;
    textBytes += text.length;
  }
  return { bytes, textBytes };
}

function runWorker(program: string, job: GenerateJob): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: job });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
