import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Does `work` in one transaction, which a failure undoes. An abort interrupts the work and undoes it, but no longer once the commit has begun: the engine then says
 * that it was interrupted although everything is in.
 */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    await connection.run("BEGIN TRANSACTION");
    const result = await work();
    signal?.throwIfAborted();
    signal?.removeEventListener("abort", interrupt);
    await connection.run("COMMIT");
    return result;
  } catch (error) {
    // Fails only where the transaction is gone already, for example after an interrupt; the first error is the one to tell.
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}
