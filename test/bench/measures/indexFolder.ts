import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedSet } from "../data/generate";
import { indexByCommandLine } from "../product/commandLine";
import type { Figure } from "../report";
import { BareDuckDb } from "./bareDuckDb";

/** What DuckDB may use by default (ServerOptions), and what all the rest may add to it. */
const memoryLimitMiB = 1024;
const memoryAllowanceMiB = 300;

/** Indexes a folder by the command line: time beside parsing and keeping nothing, size beside the source, memory beside the limit. */
export async function measureIndexFolder(title: string, generated: GeneratedSet, indexFolder: string): Promise<Figure[]> {
  await rm(indexFolder, { recursive: true, force: true });
  // The floor is taken before and after, and the faster one counts, so that a busy moment of the machine does not flatter us.
  const before = await parseEverything(generated);
  const run = await indexByCommandLine([generated.folder], indexFolder);
  const after = await parseEverything(generated);
  if (run.report.rows !== generated.set.rows) {
    throw new Error(`${title}: ${String(run.report.rows)} rows went in, and there are ${String(generated.set.rows)}.`);
  }
  const indexBytes = await folderBytes(indexFolder);
  const of = "parse every column, keep nothing";
  const floor = (measure: keyof Spent): { readonly value: number; readonly of: string } => {
    return { value: Math.min(before[measure], after[measure]) / 1000, of };
  };
  // The run's own time, from listing to the last checkpoint: the floor is measured in a process that has long begun, too.
  const indexMs = run.report.elapsedMs;
  return [
    {
      name: `${title}: index`,
      value: indexMs / 1000,
      unit: "s",
      floor: floor("elapsedMs"),
      goal: { atMost: 2 },
    },
    { name: `${title}: start and end of the process`, value: (run.elapsedMs - indexMs) / 1000, unit: "s" },
    ...(run.cpuMs === undefined
      ? []
      : [
          {
            name: `${title}: index, processor time of the whole process`,
            value: run.cpuMs / 1000,
            unit: "s",
            floor: floor("cpuMs"),
          } as const,
        ]),
    { name: `${title}: rows`, value: generated.set.rows / (indexMs / 1000), unit: "rows/s" },
    { name: `${title}: index size`, value: indexBytes / 1e6, unit: "MB", floor: { value: generated.bytes / 1e6, of: "source objects" } },
    ...(run.peakBytes === undefined ? [] : [memoryFigure(title, run.peakBytes)]),
  ];
}

/** Every file of a folder together. */
async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function parseEverything({ set, folder }: GeneratedSet): Promise<Spent> {
  const bare = await BareDuckDb.open();
  try {
    const cpu = process.cpuUsage();
    const elapsedMs = await (set.kind === "aws" ? bare.parseAws(folder) : bare.parseIbm(folder));
    const { user, system } = process.cpuUsage(cpu);
    return { elapsedMs, cpuMs: (user + system) / 1000 };
  } finally {
    bare.close();
  }
}

interface Spent {
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

function memoryFigure(title: string, peakBytes: number): Figure {
  return {
    name: `${title}: peak memory of the process`,
    value: peakBytes / 2 ** 20,
    unit: "MiB",
    floor: { value: memoryLimitMiB, of: "DuckDB's limit" },
    goal: { atMost: (memoryLimitMiB + memoryAllowanceMiB) / memoryLimitMiB },
  };
}
