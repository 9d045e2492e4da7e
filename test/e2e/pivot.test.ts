import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { closeEditors, openQuery } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { untilStored } from "./windowState";
import { addSampleBucket, answerDialog, askForIndexing } from "./sampleBucket";

const patient = { timeout: 60_000 };

describe("Who Is…", () => {
  let workbench: Workbench;
  let page: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench();
    page = new ResultsPage(workbench);
    await addSampleBucket(workbench);
    await askForIndexing(workbench, "bucket");
    await answerDialog(workbench, "Index bucket", "Index");
    await workbench.statusBarItem("33,484 flow records").waitFor(patient);
  });

  afterAll(() => workbench.dispose());

  it("shows the address at the cursor, with all its sections", async () => {
    await openQuery(workbench, "who.flowsql", "/*\n10.10.1.10\n*/\nSELECT 1 AS one;\n", 2);
    await workbench.runCommand("Flow Logs: Who Is…");
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    for (const title of ["Activity", "Port scans", "Ports offered", "Ports sought", "Peers", "Seen by", "Conversations"])
      await page.frame.getByRole("heading", { name: title }).first().waitFor(patient);
    await page.frame
      .getByText(/10\.10\.1\.10 is scanned: /)
      .first()
      .waitFor(patient);
    await workbench.screenshot("pivot-panel");
  });

  it("asks for an address where there is none, and goes on in the same panel", async () => {
    await closeEditors(workbench);
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer("2001:DB8::0:1");
    await page.panelTab("Who Is 2001:db8::1").waitFor(patient);
    await page.frame.getByText("2001:db8::1 is not in the flows of this index.").first().waitFor(patient);
    await workbench.runCommand("Flow Logs: Who Is…");
    await workbench.answer("10.10.1.10");
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    expect(await workbench.page.locator(".tabs-container .tab").count()).toBe(1);
  });

  it("is back after a reload, with its trail", async () => {
    await untilStored(workbench, '"address":"10.10.1.10"');
    await workbench.reload();
    await page.panelTab("Who Is 10.10.1.10").waitFor(patient);
    await page.frame
      .getByText(/10\.10\.1\.10 is scanned: /)
      .first()
      .waitFor(patient);
  });
});
