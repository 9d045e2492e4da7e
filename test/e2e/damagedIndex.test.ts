import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { openQuery, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { answerDialog } from "./sampleBucket";

describe("A damaged index", () => {
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-damaged-"));
    await mkdir(join(folder, "index"));
    await writeFile(join(folder, "index", "flows.duckdb"), "no database ".repeat(2000));
    workbench = await startWorkbench({ workspaceFolder: folder, settings: { "flowlog.index.path": "${workspaceFolder}/index" } });
  });

  afterAll(async () => {
    await workbench.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it("is told, and set aside only when the user says so", async () => {
    await workbench.showContainer("Flow Logs");
    await workbench.view("Index").getByText("The index here cannot be used as it is.").waitFor();
    await workbench.waitForNotification(/The index in .* is damaged/);
    await workbench.screenshot("damaged-index");
    await workbench.pressInNotification(/The index in .* is damaged/, "Set Aside and Start Anew…");
    await answerDialog(workbench, "Start a new index?", "Set Aside and Start Anew");
    await workbench.waitForNotification("The index was set aside as");
    await openQuery(workbench, "count.flowsql", "SELECT count(*) AS records FROM flows;\n");
    await runAtCursor(workbench);
    await expect.poll(() => new ResultsPage(workbench).cell(0, 0).textContent(), { timeout: 60_000 }).toBe("0");
    const kept = (await readdir(join(folder, "index"))).find((name) => /^flows\.set-aside-.*\.duckdb$/.test(name)) ?? "";
    expect(await readFile(join(folder, "index", kept), "utf8")).toMatch(/^no database /);
  });
});
