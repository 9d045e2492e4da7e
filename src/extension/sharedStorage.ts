import { basename, dirname, join } from "node:path";

/**
 * Where the index of a workspace lies, from the folder that VS Code gives this window. A second window on a workspace gets one of
 * its own (`…/id-1/extension` beside `…/id/extension`), lest extensions write over each other's files. An index has one writer,
 * which lets the other windows in: so all of them take the folder of the first, also when that one is closed.
 */
export function sharedStorage(folder: string, exists: (workspaceFolder: string) => boolean): string {
  const workspace = dirname(folder);
  const first = /^(.+)-\d{1,2}$/.exec(basename(workspace))?.[1];
  if (first === undefined) return folder;
  const shared = join(dirname(workspace), first);
  return exists(shared) ? join(shared, basename(folder)) : folder;
}
