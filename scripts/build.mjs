/**
 * Makes the four bundles of dist/: extension, server, command line, webview.
 *
 *   node scripts/build.mjs [--minify] [--watch]
 */
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { build, context } from "esbuild";
import { writeNotices } from "./package/notices.mjs";
import { endWith, ScriptFailure } from "./setup/processes.mjs";
import { inProject, projectFolder } from "./setup/project.mjs";
import { markBuilt, markUnbuilt } from "./setup/freshness.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

/** @type {BuildOptions} */
const forNode = {
  platform: "node",
  format: "cjs",
  target: "node20",
  // What packages write for ESM loaders is dead weight in a bundle, and some "module" entries of theirs break `require`.
  mainFields: ["main", "module"],
};

/** The engine's binaries, one package a platform: they stay files of their own. */
const engine = ["@duckdb/node-bindings-*"];

/** @type {readonly BuildOptions[]} */
const bundles = [
  { ...forNode, entryPoints: ["src/extension/extension.ts"], outfile: "dist/extension.js", external: ["vscode"] },
  { ...forNode, entryPoints: ["src/server/main.ts"], outfile: "dist/server.js", external: engine },
  {
    ...forNode,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.js",
    external: engine,
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    platform: "browser",
    format: "esm",
    target: "es2023",
    entryPoints: ["webview/results.ts", "webview/pivot.ts"],
    outdir: "dist/webview",
    // What charts need is loaded when the first of them is looked at.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
  },
];

await endWith(async () => {
  const minify = process.argv.includes("--minify");
  const all = bundles.map((bundle) => ({ ...common(minify), ...bundle }));
  if (process.argv.includes("--watch")) return watch(all);
  await markUnbuilt();
  await rm(inProject("dist/webview"), { recursive: true, force: true });
  // esbuild prints each error with its place.
  const results = await Promise.all(all.map((bundle) => build({ ...bundle, metafile: true }))).catch(() => {
    throw new ScriptFailure("The build failed.");
  });
  await writeNotices(results.map(({ metafile }) => metafile));
  await markBuilt({ minify });
});

/** @param {boolean} minify @returns {BuildOptions} */
function common(minify) {
  return {
    absWorkingDir: projectFolder,
    bundle: true,
    minify,
    // Names stay whole in what users report.
    keepNames: minify,
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
  };
}

/** @param {readonly BuildOptions[]} all */
async function watch(all) {
  for (const options of all) {
    const watched = await context({
      ...options,
      logLevel: "silent",
      plugins: [speakToProblemMatcher(basename(options.outfile ?? options.outdir ?? ""))],
    });
    await watched.watch();
  }
}

/**
 * One line when a build begins, one for each error, one when it ends: what the problem matcher of .vscode/tasks.json reads.
 *
 * @param {string} name
 * @returns {import("esbuild").Plugin}
 */
function speakToProblemMatcher(name) {
  return {
    name: "speak-to-problem-matcher",
    setup(watched) {
      watched.onStart(() => console.log(`[watch] ${name}: building`));
      watched.onEnd(({ errors }) => {
        for (const { location, text } of errors) {
          console.log(`${location?.file ?? name}:${location?.line ?? 1}:${(location?.column ?? 0) + 1}: error: ${text}`);
        }
        console.log(`[watch] ${name}: done`);
      });
    },
  };
}
