import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkbench } from "../support/codeServer";
import type { Workbench } from "../support/workbench";
import { addSampleBucket } from "./sampleBucket";

describe("the package for this platform", () => {
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-package-"));
    const vsix = join(folder, "flow-log-explorer.vsix");
    const made = spawnSync(process.execPath, ["scripts/package.mjs", "--out", vsix], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stdout + made.stderr);
    workbench = await startWorkbench({ extension: { vsix } });
  });

  afterAll(async () => {
    await workbench.dispose();
    await rm(folder, { recursive: true });
  });

  it("installs into VS Code, and its server lists the sample bucket that it brings", async () => {
    await addSampleBucket(workbench);
    await workbench.treeItem("Sample Bucket").waitFor();
  });

  it("runs a statement and shows its result", async () => {
    await workbench.runCommand("Flow Logs: New Flow Query");
    await workbench.setText("SELECT 6 * 7 AS answer");
    await workbench.page.keyboard.press("Control+Enter");
    const results = await workbench.resultsFrame("[role=gridcell]");
    expect(await results.getByRole("columnheader").allTextContents()).toContainEqual(expect.stringContaining("answer"));
    expect(await results.getByRole("gridcell").allTextContents()).toContain("42");
    await workbench.screenshot("packaged-result");
  });
});
