/**
 * Whether package.json, its texts and the code of the extension say the same.
 *
 *   node scripts/checkManifest.mjs [--write-l10n]     the option writes l10n/bundle.l10n.json anew from the sentences in the code
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { sep } from "node:path";
import { factsOf } from "./manifest/extensionFacts.mjs";
import { problemsOf } from "./manifest/manifestRules.mjs";
import { endWith, ScriptFailure } from "./setup/processes.mjs";
import { inProject, projectFolder } from "./setup/project.mjs";

const bundle = "l10n/bundle.l10n.json";

await endWith(async () => {
  const facts = factsOf(textsOf("src/extension/**/*.ts"));
  if (process.argv.includes("--write-l10n")) {
    await mkdir(inProject("l10n"), { recursive: true });
    const sentences = [...facts.sentences].sort().map((sentence) => [sentence, sentence]);
    await writeFile(inProject(bundle), `${JSON.stringify(Object.fromEntries(sentences), null, 2)}\n`);
  }
  const problems = problemsOf({
    manifest: readJson("package.json"),
    texts: readJson("package.nls.json"),
    translations: existsSync(inProject(bundle)) ? readJson(bundle) : {},
    styles: textsOf("webview/**/*.css")
      .map(({ text }) => text)
      .join("\n"),
    facts,
    exists: (path) => existsSync(inProject(path)),
  });
  if (problems.length > 0) throw new ScriptFailure(problems.map((problem) => `- ${problem}`).join("\n"));
});

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(inProject(path), "utf8"));
}

/** @param {string} pattern */
function textsOf(pattern) {
  const paths = globSync(pattern, { cwd: projectFolder }).map((path) => path.split(sep).join("/"));
  return paths.sort().map((path) => ({ path, text: readFileSync(inProject(path), "utf8") }));
}
