import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openIndex } from "../../../src/server/engines/duckdb/openIndex";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowlog-settling-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("The end of a run does not fail because something else is being written into the index", async () => {
  const opened = await openIndex({ folder, allowedFolders: [], memoryLimitMiB: 256 }, () => undefined);
  if (!("store" in opened)) throw new Error("The index did not open.");
  const { store, database } = opened;
  const other = await database.connect();
  await store.sourceId({ uri: "s3://one", endpoint: "", bucket: "one" });
  await other.run("BEGIN TRANSACTION");
  await other.run("CREATE VIEW flow_index.main.being_written AS SELECT 1");
  await store.settle();
  await other.run("COMMIT");
  await store.settle();
  expect(await store.findSource({ endpoint: "", bucket: "one" })).toBe(1);
  other.closeSync();
  store.close();
  database.close();
});
