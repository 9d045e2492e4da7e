/** Milliseconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The middle one of several runs, in milliseconds; the first run, which warms up, does not count. */
export function medianOf(runs: number, work: (run: number) => Promise<unknown>): Promise<number> {
  return medianTold(runs, (run) => timed(() => work(run)));
}

/** The same of runs that tell themselves how long they took. */
export async function medianTold(runs: number, work: (run: number) => Promise<number>): Promise<number> {
  await work(0);
  const times: number[] = [];
  for (let run = 1; run <= runs; run++) times.push(await work(run));
  return percentile(times, 50);
}

export function percentile(times: readonly number[], percent: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? Number.NaN;
}
