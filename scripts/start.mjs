/**
 * From a fresh clone to a window with flow logs in it: installs, builds, indexes the sample bucket, asks one question, opens VS Code.
 *
 *   npm start [-- --no-open] [-- --folder <dir>]
 *
 * Everything that it makes lies in .start/ (or the folder named) and .tools/; `--no-open` ends before VS Code is opened.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled, onProjectNode } from "./setup/install.mjs";
import { endWith, endWithNpm } from "./setup/processes.mjs";
import { inProject } from "./setup/project.mjs";

endWithNpm();
await endWith(async () => {
  const { values } = parseArgs({ options: { "no-open": { type: "boolean" }, folder: { type: "string" } } });
  await ensureInstalled();
  if (!(await onProjectNode())) return undefined;
  // Loaded only now: these may use installed packages.
  const { ensureBuilt } = await import("./setup/freshness.mjs");
  const { indexSamples, askWhoScanned } = await import("./start/samples.mjs");
  const { makeWorkspace } = await import("./start/workspace.mjs");
  const { openVsCode } = await import("./start/openVsCode.mjs");

  const folder = values.folder === undefined ? inProject(".start") : resolve(values.folder);
  const indexFolder = join(folder, "index");
  await ensureBuilt();
  await indexSamples(folder, indexFolder);
  await askWhoScanned(indexFolder);
  const workspace = await makeWorkspace(folder, indexFolder);
  return values["no-open"] === true ? 0 : openVsCode(folder, workspace);
});
