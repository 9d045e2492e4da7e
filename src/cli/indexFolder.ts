import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "./usage";

/** The folder that `--index` names, absolute. */
export function requireIndexFolder(text: string | undefined): string {
  if (text === undefined || text === "") throw new UsageError("Name the folder of the index with --index.");
  return resolve(text);
}

/** The same for commands that only read: a folder without an index is a slip, and must not become an empty index. */
export function requireExistingIndex(text: string | undefined): string {
  const folder = requireIndexFolder(text);
  if (!existsSync(join(folder, "flows.duckdb"))) throw new Error(`There is no index in ${folder}. Make one with flowlog index.`);
  return folder;
}
