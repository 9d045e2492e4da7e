import type { Dirent } from "node:fs";
import { opendir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { folderError } from "./folderErrors";

/** A folder on the way down. `realPaths` are those of itself and of the folders above, by which a loop of links is known. */
export interface OpenFolder {
  readonly path: string;
  /** Empty, or a prefix with its closing `/`. */
  readonly prefix: string;
  readonly realPaths: readonly string[];
}

/** The folder that the keys of `prefix` lie in directly; undefined where there is none. */
export async function folderOf(root: string, prefix: string): Promise<OpenFolder | undefined> {
  const names = prefix.split("/").slice(0, -1);
  if (names.some((name) => !isName(name))) return undefined;
  let folder: OpenFolder | undefined = { path: root, prefix: "", realPaths: [await realpath(root)] };
  for (const name of names) {
    folder = await below(folder, name);
    if (folder === undefined) return undefined;
  }
  return folder;
}

/** The folder `name` in `folder`; undefined where it is none, or is one of those that it lies in. */
export async function below(folder: OpenFolder, name: string): Promise<OpenFolder | undefined> {
  const path = join(folder.path, name);
  const real = await realpath(path).catch(absent(path));
  if (real === undefined || folder.realPaths.includes(real) || (await stat(real).catch(absent(path)))?.isDirectory() !== true)
    return undefined;
  return { path, prefix: `${folder.prefix}${name}/`, realPaths: [...folder.realPaths, real] };
}

/**
 * The names in a folder, those of folders with a closing `/`, in the order in which S3 lists keys: a folder stands where its
 * first key would. Only those whose keys begin with `prefix` and come after `after`, or that may hold such. Hidden files
 * count; what is neither file nor folder does not.
 */
export async function namesIn(folder: OpenFolder, prefix: string, after: string, signal: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const found of await opendir(folder.path, { bufferSize: 256 })) {
      signal.throwIfAborted();
      const isFolder = await isFolderEntry(folder, found);
      if (isFolder === undefined) continue;
      const name = isFolder ? `${found.name}/` : found.name;
      if (isWanted(folder.prefix + name, prefix, after, isFolder)) names.push(name);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw folderError(error, folder.path);
  }
  return names.sort(compareKeys);
}

/** Whether there is an object anywhere under a folder: an empty folder is no prefix. One that cannot be read counts, so that it is seen. */
export async function holdsObjects(folder: OpenFolder, signal: AbortSignal): Promise<boolean> {
  const folders: string[] = [];
  try {
    for await (const found of await opendir(folder.path)) {
      signal.throwIfAborted();
      const isFolder = await isFolderEntry(folder, found);
      if (isFolder === false) return true;
      if (isFolder === true) folders.push(found.name);
    }
  } catch {
    signal.throwIfAborted();
    return true;
  }
  for (const name of folders) {
    const inner = await below(folder, name);
    if (inner !== undefined && (await holdsObjects(inner, signal))) return true;
  }
  return false;
}

/** The path of an object; undefined for what cannot be a key of a folder, and above all for one that would lead out of it. */
export function pathOfKey(root: string, key: string): string | undefined {
  const names = key.split("/");
  return names.every(isName) ? join(root, ...names) : undefined;
}

/** Keys in the order of their UTF-8 bytes, as S3 has it: UTF-16 units would put surrogate pairs before U+E000. */
function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return byteRank(x) - byteRank(y);
  }
  return a.length - b.length;
}

function byteRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** An object must begin with the prefix; a folder may also lie on the way to it, or hold `after` and so what follows it. */
function isWanted(key: string, prefix: string, after: string, isFolder: boolean): boolean {
  if (!isFolder) return key.startsWith(prefix) && compareKeys(key, after) > 0;
  return (key.startsWith(prefix) || prefix.startsWith(key)) && (compareKeys(key, after) > 0 || after.startsWith(key));
}

function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !name.includes("\0") && (sep === "/" || !/[\\:]/.test(name));
}

/** Undefined for what is neither file nor folder, and for a link that leads nowhere. */
async function isFolderEntry(folder: OpenFolder, found: Dirent): Promise<boolean | undefined> {
  const target = found.isSymbolicLink() ? await stat(join(folder.path, found.name)).catch(() => undefined) : found;
  return target?.isDirectory() === true ? true : target?.isFile() === true ? false : undefined;
}

/** What is not there, or not there any more, is no trouble; anything else is. */
function absent(path: string): (error: unknown) => undefined {
  return (error) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
    throw folderError(error, path);
  };
}
