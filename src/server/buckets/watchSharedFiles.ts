import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Disposable } from "../../base/disposable";
import { sharedFilePaths } from "./sharedFiles";

/**
 * Calls `onChange` after the shared AWS config or credentials file, or a cached sign-in, was made, changed or removed. Compares
 * sizes and times every `intervalMs`: the files are few, tools replace them in many ways, and a home folder may be one
 * that tells of no changes.
 */
export function watchSharedFiles(onChange: () => void, intervalMs = 2000): Disposable {
  let before = stateOfFiles();
  const timer = setInterval(() => {
    const now = stateOfFiles();
    if (now === before) return;
    before = now;
    onChange();
  }, intervalMs);
  timer.unref();
  return { dispose: () => clearInterval(timer) };
}

/** Some dozen calls of a few microseconds each; taken at once, so that no change falls between two of them unseen. */
function stateOfFiles(): string {
  const { config, credentials } = sharedFilePaths();
  const caches = ["sso", "login"].map((name) => join(homedir(), ".aws", name, "cache"));
  return [config, credentials, ...caches.flatMap(filesIn)].map(stateOf).join("\n");
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    // Nobody has signed in this way yet.
    return [];
  }
}

function stateOf(path: string): string {
  try {
    const { size, mtimeNs, ino } = statSync(path, { bigint: true });
    return `${path} ${size} ${mtimeNs} ${ino}`;
  } catch {
    return `${path} absent`;
  }
}
