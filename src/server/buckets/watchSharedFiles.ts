import { readdir, stat } from "node:fs/promises";
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
  let disposed = false;
  let timer: NodeJS.Timeout | undefined;
  let before = stateOfFiles();
  const look = async (): Promise<void> => {
    const now = stateOfFiles();
    const changed = (await before) !== (await now);
    before = now;
    if (disposed) return;
    if (changed) onChange();
    again();
  };
  const again = (): void => {
    timer = setTimeout(() => void look(), intervalMs);
    timer.unref();
  };
  again();
  return {
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
}

async function stateOfFiles(): Promise<string> {
  const { config, credentials } = sharedFilePaths();
  const caches = ["sso", "login"].map((name) => join(homedir(), ".aws", name, "cache"));
  const cached = await Promise.all(caches.map(filesIn));
  return (await Promise.all([config, credentials, ...cached.flat()].map(stateOf))).join("\n");
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().map((name) => join(folder, name));
}

async function stateOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? `${path} absent` : `${path} ${found.size} ${found.mtimeNs} ${found.ino}`;
}
