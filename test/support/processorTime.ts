/** Milliseconds of processor time that a piece of work takes: other processes, which keep a machine busy, do not count. */
export async function processorMs(work: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
