import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { openQuery, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { answerDialog, askForIndexing } from "./sampleBucket";

describe("Restricted Mode", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ trusted: false });
  });

  afterAll(() => workbench.dispose());

  it("runs nothing, says so, and lets buckets be browsed", async () => {
    await workbench.showContainer("Flow Logs");
    await workbench.view("Index").getByText("In Restricted Mode nothing is indexed and no statement runs.").waitFor();
    await workbench.runCommand("Flow Logs: Add Sample Bucket");
    await workbench.treeItem("AWSLogs").waitFor();
    await workbench.screenshot("restricted");
    await openQuery(workbench, "restricted.flowsql", "SELECT 1 AS one;\n");
    await runAtCursor(workbench);
    const said = await workbench.waitForNotification("Statements run only in a workspace that you trust.");
    expect(await said.getByRole("button", { name: "Manage Workspace Trust" }).isVisible()).toBe(true);
    expect(await workbench.page.locator(".tabs-container .tab", { hasText: "Results" }).count()).toBe(0);
  });

  it("ends when trust is granted, and then everything works as the window stands", async () => {
    await workbench
      .notification("Statements run only in a workspace that you trust.")
      .getByRole("button", { name: "Manage Workspace Trust" })
      .click();
    await workbench.page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).click();
    await workbench.statusBarItem("Restricted Mode").waitFor({ state: "hidden" });
    await workbench.page.locator(".monaco-modal-editor-block").locator('.action-label[aria-label^="Close"]').click();
    await workbench.showContainer("Flow Logs");
    await workbench.statusBarItem("0 flow records").waitFor();
    await workbench.treeItem("AWSLogs").waitFor();
    await workbench.editor.locator(".codelens-decoration", { hasText: "Run" }).waitFor();
    await workbench.screenshot("trust-granted-views");
    await askForIndexing(workbench, "bucket");
    await answerDialog(workbench, "Index bucket", "Index");
    await workbench.statusBarItem("33,484 flow records").waitFor({ timeout: 60_000 });
    await workbench.showContainer("Explorer");
    await workbench.treeItem("restricted.flowsql").dblclick();
    await workbench.editorOf("restricted.flowsql").waitFor();
    await runAtCursor(workbench);
    await expect.poll(() => new ResultsPage(workbench).cell(0, 0).textContent(), { timeout: 60_000 }).toBe("1");
    await workbench.screenshot("trust-ran");
  });
});
