import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { dataSetsOf } from "./data/dataSets";
import { ensureGenerated, generateShare, type GeneratedSet, type GenerateJob } from "./data/generate";
import { measureActivation } from "./measures/activation";
import { measureCatalog } from "./measures/catalog";
import { measureCharts } from "./measures/charts";
import { measureCompletion } from "./measures/completion";
import { measureIndexFolder } from "./measures/indexFolder";
import { measureIndexS3 } from "./measures/indexS3";
import { measurePanel } from "./measures/panel";
import { measurePivot } from "./measures/pivot";
import { measureQueries } from "./measures/queries";
import { type BenchOptions, type BenchPart, parseBenchOptions } from "./options";
import { asTable, describeMachine, saveReport } from "./report";
import { Results } from "./results";

/**
 * `npm run bench [-- --rows 1000000] [--only index,queries,charts,panel,language,pivot,ibm,s3,activation]`: makes its own data, measures the built
 * program, and prints each figure beside its floor. Started again in worker threads, which make the data.
 */
const resultsFolder = join(process.cwd(), "bench-results");

start().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function start(): Promise<void> {
  if (isMainThread) await bench(parseBenchOptions(process.argv.slice(2)));
  else parentPort?.postMessage(await generateShare(workerData as GenerateJob));
}

async function bench(options: BenchOptions): Promise<void> {
  const made = new Date().toISOString().slice(0, 19);
  const results = new Results();
  await measureAll(options, results);
  const { data, figures, leftOut } = results;
  const report = { machine: describeMachine(), made, data, figures, leftOut };
  console.log(asTable(report));
  console.log(`\n${await saveReport(report, resultsFolder)}`);
}

async function measureAll({ parts, ...options }: BenchOptions, results: Results): Promise<void> {
  const sets = dataSetsOf({ parts, ...options });
  const dataFolder = join(resultsFolder, "data");
  const workFolder = join(resultsFolder, "work");
  await mkdir(workFolder, { recursive: true });
  const largeIndex = join(workFolder, "aws-index");
  const make = async (set: GeneratedSet["set"]): Promise<GeneratedSet> => {
    return results.note(await ensureGenerated(set, dataFolder, process.argv[1] ?? ""));
  };
  if (["index", "queries", "charts", "language", "pivot"].some((part) => parts.has(part as BenchPart))) {
    const large = await make(sets.large);
    // The queries need the index, so it is made even when its time is not asked for.
    const figures = await measureIndexFolder("AWS, 100 objects", large, largeIndex);
    if (parts.has("index")) results.add(figures);
    // The catalog first: what it finds out is kept, so that nothing goes on beside the queries.
    if (parts.has("queries")) results.add(await measureCatalog(largeIndex));
    if (parts.has("pivot")) results.add(await measurePivot(largeIndex));
    if (parts.has("queries")) results.add(await measureQueries(large, largeIndex, workFolder));
    if (parts.has("charts")) results.add(await measureCharts(large, largeIndex, workFolder));
  }
  if (parts.has("panel")) results.add(await measurePanel(options.rows));
  if (parts.has("language")) results.add(await measureCompletion(largeIndex, await make(sets.small)));
  if (parts.has("ibm")) results.add(await measureIndexFolder("IBM", await make(sets.ibm), join(workFolder, "ibm-index")));
  if (parts.has("s3")) results.add(await measureIndexS3(await make(sets.small), join(workFolder, "s3-index")));
  if (parts.has("activation")) results.add(await measureActivation());
}
