/**
 * Everything that can be said about the project without running it: types, lint, format, walls, manifest ⇄ code.
 *
 *   npm run check [types|lint|format|walls|manifest …]
 */
import { endWith, run, ScriptFailure } from "./setup/processes.mjs";
import { inProject, projectNode } from "./setup/project.mjs";

/** Longest first, so that two at a time end together. */
const checks = {
  lint: ["eslint/bin/eslint.js", ".", "--max-warnings=0"],
  types: ["typescript/bin/tsc", "-b"],
  format: ["prettier/bin/prettier.cjs", "--check", ".", "--cache", "--cache-strategy=content", "--log-level=warn"],
  walls: ["vitest/vitest.mjs", "run", "--project=unit", "test/walls"],
  manifest: ["../scripts/checkManifest.mjs"],
};

await endWith(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in checks));
  if (unknown.length > 0) throw new ScriptFailure(`There is no check ${unknown.join(", ")}. There are ${Object.keys(checks).join(", ")}.`);
  const waiting = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
  /** @type {string[]} */
  const failed = [];
  const takeNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (!(await passes(...next))) failed.push(next[0]);
    }
  };
  await Promise.all([takeNext(), takeNext()]);
  if (failed.length > 0) throw new ScriptFailure(`npm run check: ${failed.join(", ")} failed.`);
});

/** @param {string} name @param {readonly string[]} command @returns {Promise<boolean>} */
async function passes(name, [script = "", ...args]) {
  const started = performance.now();
  const { code, output } = await run(projectNode, [inProject("node_modules", script), ...args], { collect: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✓" : "✗"} ${name.padEnd(8)} ${seconds.padStart(5)} s`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}
