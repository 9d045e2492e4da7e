import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objectsIn, sampleBucket } from "../library/sampleObjects";
import { runBuiltCli } from "../support/builtCli";
import { startWorkbench } from "../support/codeServer";
import { brief, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { openQuery, putCursor, runAll, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { addSampleBucket, answerDialog, askForIndexing } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("The engine, in VS Code", () => {
  let older: string;
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    older = await mkdtemp(join(tmpdir(), "flowlog-older-"));
    await makeOlderIndex(older);
    workbench = await startWorkbench();
    results = new ResultsPage(workbench);
  });

  afterAll(async () => {
    await workbench.dispose();
    await rm(older, { recursive: true, force: true });
  });

  it("is started again when a statement does not react to Stop, and other results come back when they are looked at", async () => {
    const kept = "-- @name Many\nSELECT range AS n FROM range(100000);\n-- @name One\nSELECT 'still here' AS word;\n";
    await openQuery(workbench, "kept.flowsql", kept);
    await runAll(workbench);
    await results.loaded("100,000 rows");
    const deaf = "SELECT levenshtein(repeat('ab', 100000), repeat('ba', 100000)) AS n;\n\nSELECT 42 AS answer;\n";
    await openQuery(workbench, "deaf.flowsql", deaf);
    await runAtCursor(workbench);
    await results.outcome.getByText("Running…").waitFor(patient);
    await untilThere(() => workbench.action("Stop").first().click(brief), results.outcome.getByText(/^Stopping…|did not stop within/));
    await results.outcome.getByText("The statement did not stop within 5 seconds, so the engine was started again.").waitFor();
    await workbench.screenshot("engine-replaced");
    await putCursor(workbench, 3);
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("42");
    await results.panelTab("Results: kept.flowsql").click();
    await results.loaded("100,000 rows");
    await results.tab("One").click();
    await expect.poll(() => results.cell(0, 0).textContent(), patient).toBe("still here");
  });

  it("goes to the index that the setting names, once the user says so", async () => {
    await addSampleBucket(workbench);
    await workbench.changeSettings({ "flowlog.index.path": older });
    await workbench.pressInNotification("The changed settings hold from the next start of the engine", "Restart Engine");
    await workbench.view("Index").getByText("The index here cannot be used as it is.").waitFor();
    await workbench.statusBarItem("No usable index").waitFor();
  });

  it("sets an index of an older layout aside when the user says so, and works on", async () => {
    const told = "This index was written by an older version of Flow Log Explorer";
    await workbench.waitForNotification(told);
    await workbench.screenshot("older-index");
    await workbench.pressInNotification(told, "Set Aside and Start Anew…");
    await answerDialog(workbench, "Start a new index?", "Set Aside and Start Anew");
    await workbench.waitForNotification("The index was set aside as");
    await askForIndexing(workbench, "bucket");
    await answerDialog(workbench, "To read: 118 objects", "Index");
    await workbench.statusBarItem("33,484 flow records").waitFor(patient);
    expect(await workbench.notification("Another window").count()).toBe(0);
    const kept = (await readdir(older)).find((name) => /^flows\.set-aside-.*\.duckdb$/.test(name)) ?? "";
    const inside = await read(
      join(older, kept),
      "SELECT version, (SELECT count(*) FROM store.objects WHERE state = 'indexed') > 0 FROM store.meta",
    );
    expect(inside).toEqual([[0, true]]);
  });
});

/** An index with something in it, and the stamp of a layout that no program wrote. */
async function makeOlderIndex(folder: string): Promise<void> {
  const [first] = objectsIn(sampleBucket);
  await runBuiltCli(["index", join(sampleBucket, dirname(first?.key ?? "")), "--index", folder]);
  await read(join(folder, "flows.duckdb"), "UPDATE store.meta SET version = 0");
}

async function read(file: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}
