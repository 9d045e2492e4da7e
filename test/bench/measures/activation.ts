import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "../../../scripts/setup/testNeeds.mjs";
import { startWorkbench } from "../../support/codeServer";
import type { Figure, LeftOut } from "../report";

const fileName = "bench.flowsql";

/**
 * How long the extension host takes to activate the extension, as VS Code itself reports it under "Show Running Extensions",
 * when a first `.flowsql` file is opened in a fresh window.
 */
export async function measureActivation(): Promise<Figure[] | LeftOut> {
  if (findBrowser() === undefined) return { name: "activation in the extension host", reason: "There is no Chromium and no Chrome here." };
  const workspaceFolder = await mkdtemp(join(tmpdir(), "flowlog-bench-"));
  await writeFile(join(workspaceFolder, fileName), "SELECT 1;\n");
  const workbench = await startWorkbench({ workspaceFolder });
  try {
    await workbench.openFile(fileName);
    await workbench.runCommand("Developer: Show Running Extensions");
    const row = workbench.page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Flow Log Explorer" });
    const activation = row.locator(".activation-time", { hasText: /\d+ms/ });
    await activation.waitFor();
    const milliseconds = /(\d+)\s*ms/.exec(await activation.innerText())?.[1];
    return [{ name: "activation in the extension host", value: Number(milliseconds), unit: "ms" }];
  } finally {
    await workbench.dispose();
    await rm(workspaceFolder, { recursive: true, force: true });
  }
}
