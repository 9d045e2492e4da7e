import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { FlowLogError } from "../../../protocol/errors";
import type { IndexState } from "../../../protocol/indexing";
import { Database, indexFileName, ownFileName, type DatabaseOptions } from "./database";
import { DuckDBFlowStore } from "./duckdbFlowStore";
import { engineMessage } from "./ingestErrors";
import { prepareStore } from "./storeSchema";

/** Another process has this index open for writing. */
export class IndexLockedError extends Error {
  constructor(
    readonly folder: string,
    options?: ErrorOptions,
  ) {
    super(`The index in ${folder} is open in another process.`, options);
    this.name = "IndexLockedError";
  }
}

export type OpenedIndex =
  | { readonly condition: Extract<IndexState, { state: "ready" }>; readonly database: Database; readonly store: DuckDBFlowStore }
  | { readonly condition: Exclude<IndexState, { state: "ready" }> };

/**
 * Opens an index, or tells why it cannot be used. What cannot be used is left as it is.
 *
 * @throws IndexLockedError where another process is its owner.
 * @throws FlowLogError where the folder cannot be written or its disk is full.
 */
export async function openIndex(options: DatabaseOptions, onCatalogChanged: () => void): Promise<OpenedIndex> {
  let database: Database;
  try {
    database = await Database.open(options);
  } catch (error) {
    return { condition: conditionOf(error, options.folder) };
  }
  try {
    const connection = await database.connect();
    const condition = await prepareStore(connection);
    connection.closeSync();
    if (condition.state !== "ready") {
      database.close();
      return { condition };
    }
    return { condition, database, store: await DuckDBFlowStore.open(database, onCatalogChanged) };
  } catch (error) {
    database.close();
    return { condition: conditionOf(error, options.folder) };
  }
}

/**
 * Renames the files of an index that nobody has open, so that a new one can begin. Gives the new path of the main file. What the
 * user made stays where only the layout of the flows is another one; else it may be what cannot be opened, and goes along.
 */
export async function setIndexAside(folder: string, condition: IndexState): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/[-:]/g, "").slice(0, 15);
  const ownToo = condition.state === "damaged" || (condition.state === "newer" && condition.version === 0);
  for (const name of ownToo ? [indexFileName, ownFileName] : [indexFileName]) {
    for (const ending of ["", ".wal"]) {
      const path = join(folder, name) + ending;
      if (await exists(path)) await rename(path, asideOf(folder, name, stamp) + ending);
    }
  }
  return asideOf(folder, indexFileName, stamp);
}

function asideOf(folder: string, name: string, stamp: string): string {
  return join(folder, name.replace(/\.duckdb$/, `.set-aside-${stamp}.duckdb`));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The condition of an index of which a statement or an index run has found that its file is damaged; `undefined` for other errors. */
export function damageIn(error: unknown, folder: string): DamagedIndex | undefined {
  const text = engineMessage(error);
  return /corrupt database file|database has been invalidated/i.test(text) ? damaged(text, folder) : undefined;
}

export type DamagedIndex = Extract<IndexState, { state: "damaged" }>;

/** Only what DuckDB says of the file itself is damage; a folder that cannot be written, or a full disk, is thrown. */
function conditionOf(error: unknown, folder: string): Exclude<IndexState, { state: "ready" }> {
  const text = engineMessage(error);
  // What the folder is called must not be taken for what is said of it.
  const said = text.replaceAll(folder, "");
  if (/could not set lock|conflicting lock|being used by another process/i.test(said)) throw new IndexLockedError(folder, { cause: error });
  if (/newer version|storage version/i.test(said)) {
    return {
      state: "newer",
      version: 0,
      sentence: `The index in ${folder} was written by a newer DuckDB than this version of Flow Log Explorer has. Update the extension, or set the index aside and build it again.`,
    };
  }
  if (/not a valid duckdb|corrupt|checksum|serialization|failure while replaying|wal file|invalid|could not read/i.test(said))
    return damaged(text, folder);
  throw openingError(error, text, folder);
}

function damaged(text: string, folder: string): DamagedIndex {
  return {
    state: "damaged",
    sentence: `The index in ${folder} is damaged. It can be set aside, nothing is deleted, and built again from the buckets. (${firstLine(text)})`,
  };
}

function openingError(cause: unknown, text: string, folder: string): FlowLogError {
  if (/no space left|disk quota|ENOSPC|EDQUOT/i.test(text)) {
    return new FlowLogError({ kind: "diskFull", detail: text }, `The disk of ${folder} is full. Free some space and try again.`, { cause });
  }
  const reason = /permission denied|EACCES|EPERM|read-only|EROFS/i.test(text)
    ? "the folder or its files cannot be written"
    : firstLine(text);
  const sentence = `The index in ${folder} cannot be opened: ${reason}. Make the folder writable, or choose another one for the index.`;
  return new FlowLogError({ kind: "invalidRequest", detail: text }, sentence, { cause });
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? text).slice(0, 300);
}
