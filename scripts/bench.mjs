/**
 * Measures how fast the product is, beside what the machine could do at best.
 *
 *   npm run bench [-- arguments of test/bench/main.ts]
 */
import { ensureInstalled, onProjectNode } from "./setup/install.mjs";
import { endWith, run } from "./setup/processes.mjs";
import { inProject, projectFolder, projectNode } from "./setup/project.mjs";

await endWith(async () => {
  await ensureInstalled();
  if (!(await onProjectNode())) return undefined;
  const { ensureBuilt } = await import("./setup/freshness.mjs");
  await ensureBuilt();
  const { build } = await import("esbuild");
  const bundle = inProject("out", "bench", "main.mjs");
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ["test/bench/main.ts"],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const { code } = await run(projectNode, ["--enable-source-maps", "--expose-gc", bundle, ...process.argv.slice(2)]);
  return code;
});
