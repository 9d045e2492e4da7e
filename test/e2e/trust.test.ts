import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { openQuery, runAtCursor } from "./queryFiles";

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
});
