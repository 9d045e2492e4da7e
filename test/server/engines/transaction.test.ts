import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../../../src/server/engines/duckdb/transaction";

describe("A transaction that is cancelled", () => {
  let folder: string;
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  let cancel: AbortController;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-transaction-"));
    instance = await DuckDBInstance.create(join(folder, "index.duckdb"));
    connection = await instance.connect();
    cancel = new AbortController();
    await connection.run("CREATE TABLE records (number BIGINT, words VARCHAR)");
  });
  afterEach(async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  const insert = () => connection.run("INSERT INTO records SELECT range, 'row ' || range FROM range(100_000)");
  const count = async () => Number((await connection.runAndReadAll("SELECT count(*) FROM records")).getRows()[0]?.[0]);

  it("while it works leaves nothing", async () => {
    const work = inTransaction(
      connection,
      async () => {
        await insert();
        cancel.abort(new Error("Stopped."));
      },
      cancel.signal,
    );
    await expect(work).rejects.toThrow("Stopped.");
    expect(await count()).toBe(0);
  });

  // The longer a commit has gone on, the likelier an interrupt is to be told although everything is in.
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])("%i ms after it began to commit is done, and says so", async (ms) => {
    const cancelling = new Proxy(connection, {
      get: (target, name) => {
        if (name === "interrupt") return () => target.interrupt();
        return async (sql: string) => {
          if (sql === "COMMIT") setTimeout(() => cancel.abort(), ms);
          return target.run(sql);
        };
      },
    });
    expect(await inTransaction(cancelling, async () => (await insert()).rowsChanged, cancel.signal)).toBe(100_000);
    expect(await count()).toBe(100_000);
  });
});
