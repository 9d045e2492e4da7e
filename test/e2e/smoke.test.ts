import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { addSampleBucket } from "./sampleBucket";

describe("the extension in VS Code", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench();
  });

  afterAll(() => workbench.dispose());

  it("brings its views, and says what to do while there is no connection", async () => {
    await workbench.showContainer("Flow Logs");
    await workbench.welcomeButton("Buckets", "Add Connection…").waitFor();
    await workbench.view("Index").getByText("What you index is listed here").waitFor();
    await workbench.screenshot("views-without-connection");
  });

  it("makes a new query in its own language", async () => {
    await workbench.runCommand("Flow Logs: New Flow Query");
    await workbench.statusBarItem("Flow Query").waitFor();
    await workbench.setText("SELECT count(*) FROM flows");
    expect(await workbench.visibleText()).toBe("SELECT count(*) FROM flows");
  });

  it("starts its server, which lists the sample bucket", async () => {
    await addSampleBucket(workbench);
    await workbench.treeItem("Sample Bucket").waitFor();
    await workbench.screenshot("sample-bucket");
  });
});

describe("the extension in a workspace that is not trusted", () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench({ trusted: false });
  });

  afterAll(() => workbench.dispose());

  it("says that nothing runs there", async () => {
    await workbench.statusBarItem("Restricted Mode").waitFor();
    await workbench.showContainer("Flow Logs");
    await workbench.view("Index").getByText("In Restricted Mode nothing is indexed and no statement runs.").waitFor();
    await workbench.screenshot("restricted-mode");
  });
});
