import { searchedAddress } from "../data/population";
import { IndexHolder } from "../../../src/server/indexHolder";
import type { Figure } from "../report";
import { medianOf } from "./stopwatch";

const runs = 5;
const never = new AbortController().signal;

/** What it takes to know what can be named, and what the values are like, in an index that a run has just filled. */
export async function measureCatalog(indexFolder: string): Promise<Figure[]> {
  const first = await timesOf(indexFolder);
  const again = await timesOf(indexFolder);
  return [
    { name: "catalog: relations and functions at hand after opening", value: again.definitionsMs, unit: "ms" },
    { name: "catalog: statistics of the values, after a run", value: first.settledMs / 1000, unit: "s" },
    { name: "catalog: statistics of the values, kept from before", value: again.settledMs, unit: "ms" },
    { name: "facts of one address", value: await addressMs(indexFolder), unit: "ms" },
  ];
}

async function timesOf(indexFolder: string): Promise<{ readonly definitionsMs: number; readonly settledMs: number }> {
  const holder = await IndexHolder.open(indexFolder, {});
  const { catalog } = holder;
  const began = performance.now();
  let definitionsMs = Number.NaN;
  catalog.listen(() => {
    if (Number.isNaN(definitionsMs) && catalog.current.functions.size > 0) definitionsMs = performance.now() - began;
  });
  catalog.keep();
  await catalog.settled();
  const settledMs = performance.now() - began;
  if (catalog.current.statistics.size === 0) throw new Error(`Nothing is known of the values in ${indexFolder}.`);
  await holder.close();
  return { definitionsMs, settledMs };
}

async function addressMs(indexFolder: string): Promise<number> {
  const holder = await IndexHolder.open(indexFolder, {});
  const { catalogSource } = holder.use();
  const value = await medianOf(runs, () => catalogSource.addressFacts(searchedAddress, never));
  await holder.close();
  return value;
}
