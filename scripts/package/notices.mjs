import { globSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { ScriptFailure } from "../setup/processes.mjs";
import { inProject } from "../setup/project.mjs";

/** Packages that ship as they are, beside the bundles: the engine's binaries. */
const shippedWhole = () => globSync("node_modules/@duckdb/node-bindings-*", { cwd: inProject() });

/**
 * Writes the licences of everything of others that ships, as those licences ask.
 *
 * @param {readonly import("esbuild").Metafile[]} metafiles of the bundles
 */
export async function writeNotices(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.keys(output.inputs)));
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  const packages = [...new Set([...folders, ...shippedWhole()])].sort().map(describe);
  const head = "Flow Log Explorer contains software of others, under these licences.\n";
  await writeFile(inProject("dist", "THIRD-PARTY-NOTICES.txt"), [head, ...new Set(packages)].join(`\n${"-".repeat(80)}\n\n`));
}

/** @param {string} folder of a package, relative to the project */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(inProject(folder, "package.json"), "utf8"));
  const files = readdirSync(inProject(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(inProject(folder, file), "utf8").trim());
  // A package of a single platform's binaries, or of one of many parts, may leave its licence to the package beside it.
  const text = texts.length > 0 ? texts.join("\n\n") : `Licence: ${license}`;
  if (text.endsWith("undefined")) throw new ScriptFailure(`The package ${name} ships, and says nothing of its licence.`);
  return `${name} ${version}\n\n${text}\n`;
}
