import { join } from "node:path";
import type { IndexReport } from "../../../src/protocol/indexing";
import { type FinishedRun, runMeasured } from "./measuredProcess";

export interface IndexRun extends FinishedRun {
  readonly report: IndexReport;
}

/** `flowlog index` as a user runs it, in a process of its own. Rejects when an object did not go in. */
export async function indexByCommandLine(source: readonly string[], indexFolder: string, env: NodeJS.ProcessEnv = {}): Promise<IndexRun> {
  const run = await runMeasured([join(process.cwd(), "dist/cli.js"), "index", ...source, "--index", indexFolder, "--json"], env);
  if (run.exitCode !== 0) throw new Error(`flowlog index ended with ${String(run.exitCode)}: ${run.output.slice(0, 2000)}`);
  return { ...run, report: JSON.parse(run.output) as IndexReport };
}
