/**
 * Packages the extension for this platform: flow-log-explorer-<platform>-<version>.vsix.
 *
 *   npm run package [-- --out <file.vsix>]
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ensureInstalled, onProjectNode } from "./setup/install.mjs";
import { endWith, runOrFail } from "./setup/processes.mjs";
import { inProject, projectNode } from "./setup/project.mjs";

await endWith(async () => {
  await ensureInstalled();
  if (!(await onProjectNode())) return;
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  const { name, version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const vsix = values.out ?? inProject(`${name}-${target()}-${version}.vsix`);
  await runOrFail("The build failed", projectNode, [inProject("scripts", "build.mjs"), "--minify"]);
  const vsce = inProject("node_modules", "@vscode", "vsce", "vsce");
  // The README's pictures are in the package or on the web as they stand: no repository's address is put before them.
  const quiet = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  await runOrFail("The package could not be made", projectNode, [vsce, "package", "--target", target(), "--out", vsix, ...quiet]);
});

/** VS Code's name for this platform. */
function target() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const isAlpine = process.platform === "linux" && header.glibcVersionRuntime === undefined;
  return `${isAlpine ? "alpine" : process.platform}-${process.arch}`;
}
