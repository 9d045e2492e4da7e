/** Milliseconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The middle one of several runs, in milliseconds; the first run, which warms up, does not count. */
export async function medianOf(runs: number, work: (run: number) => Promise<unknown>): Promise<number> {
  await work(0);
  const times: number[] = [];
  for (let run = 1; run <= runs; run++) times.push(await timed(() => work(run)));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
