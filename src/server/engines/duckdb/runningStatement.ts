import type { DuckDBConnection } from "@duckdb/node-api";
import type { QueryProgress } from "../../../protocol/query";

/** Often enough for a progress bar; a statement that is stopped ends within it. */
const tickMs = 100;

/**
 * Runs work on a connection that nothing else uses meanwhile: reports how far it is and interrupts it once the signal is aborted,
 * again and again, because an interrupt between two statements is forgotten. Rejects with the signal's reason then.
 */
export async function runInterruptibly<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  report: (progress: QueryProgress) => void,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const began = performance.now();
  const interrupt = (): void => connection.interrupt();
  const timer = setInterval(() => {
    if (signal.aborted) interrupt();
    else report({ ...percentOf(connection), elapsedMs: performance.now() - began });
  }, tickMs);
  signal.addEventListener("abort", interrupt);
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", interrupt);
  }
}

/** Makes the engine keep count of how far a statement is, and write nothing to the standard output. */
export async function countProgress(connection: DuckDBConnection): Promise<void> {
  await connection.run("PRAGMA disable_print_progress_bar");
  await connection.run("PRAGMA enable_progress_bar");
}

function percentOf(connection: DuckDBConnection): { readonly percent?: number } {
  const { percentage } = connection.progress;
  return percentage < 0 ? {} : { percent: Math.min(100, percentage) };
}
