import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import { brief, untilGone, untilThere } from "../support/untilThere";
import type { Workbench } from "../support/workbench";
import { openQuery, putCursor, runAtCursor } from "./queryFiles";
import { ResultsPage } from "./resultsPage";
import { answerDialog, askForIndexing } from "./sampleBucket";
import { untilStored } from "./windowState";

describe("Restricted Mode", () => {
  let workbench: Workbench;
  let results: ResultsPage;

  beforeAll(async () => {
    workbench = await startWorkbench({ trusted: false });
    results = new ResultsPage(workbench);
  });

  afterAll(() => workbench.dispose());

  it("runs nothing, says so, and lets buckets be browsed", async () => {
    await workbench.statusBarItem("Restricted Mode").waitFor();
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
    await workbench.pressInNotification("Statements run only", "Manage Workspace Trust");
    await grantTrust();
    await workbench.showContainer("Flow Logs");
    await workbench.statusBarItem("0 flow records").waitFor();
    await workbench.treeItem("AWSLogs").waitFor();
    await askForIndexing(workbench, "bucket");
    await answerDialog(workbench, "Index bucket", "Index");
    await workbench.statusBarItem("33,484 flow records").waitFor({ timeout: 60_000 });
    await putCursor(workbench, 1);
    await runAtCursor(workbench);
    await expect.poll(() => results.cell(0, 0).textContent(), { timeout: 60_000 }).toBe("1");
  });

  it("keeps what a panel had run from running when trust is taken back, until it is granted again", async () => {
    await untilStored(workbench, "SELECT 1 AS one");
    await workbench.runCommand("Notifications: Clear All Notifications");
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    const folder = trustEditor().locator(".monaco-list-row", { hasText: workbench.workspaceFolder });
    await folder.scrollIntoViewIfNeeded();
    await folder.hover();
    // The window is loaded anew.
    await folder.locator('.action-label[aria-label^="Delete"]').click();
    await results.outcome.getByText("Not run: statements run only in a workspace that you trust.").waitFor({ timeout: 60_000 });
    await workbench.screenshot("trust-taken-back");
    await untilThere(() => workbench.statusBarItem("Restricted Mode").click(brief), trustEditor());
    await grantTrust();
    await expect.poll(() => results.cell(0, 0).textContent(), { timeout: 60_000 }).toBe("1");
  });

  function trustEditor(): Locator {
    return workbench.page.locator(".workspace-trust-editor");
  }

  /** In the editor of VS Code for that, which is then closed. */
  async function grantTrust(): Promise<void> {
    const button = trustEditor().getByRole("button", { name: "Trust", exact: true });
    await untilGone(() => button.click(brief), workbench.statusBarItem("Restricted Mode"));
    await workbench.page.locator('.monaco-modal-editor-block .action-label[aria-label^="Close"]').click();
  }
});
