import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./sampleObjects";

export type Row = Readonly<Record<string, unknown>>;

const program = join(projectFolder, "dist/cli.js");

/** Runs the built command line. Rejects with what it said when it fails. */
export function flowlog(...args: readonly string[]): Promise<string> {
  if (!existsSync(program)) return Promise.reject(new Error(`${program} is not there: build it with "npm run build".`));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`flowlog ${args.join(" ")}\n${stderr}${stdout}`, { cause: error }));
    });
  });
}

/** The rows of a statement, or of the one statement of a file. */
export async function rowsOf(indexFolder: string, ...query: readonly string[]): Promise<readonly Row[]> {
  return JSON.parse(await flowlog("query", "--index", indexFolder, "--format", "json", ...query)) as readonly Row[];
}
