import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { FlowLogError } from "../../protocol/errors";
import type { BucketStore, LevelPage, ObjectBody, StoredObject } from "./bucketStore";
import { etagOf, fileBody } from "./fileBody";
import { folderError } from "./folderErrors";
import { below, folderOf, holdsObjects, namesIn, pathOfKey, type OpenFolder } from "./folderWalk";

/**
 * A folder as one bucket, whose name is its absolute path; a key is the path inside it, with `/` on every system. Lists in the
 * order and with the prefixes that S3 would have. Links are followed, except one into a folder that it lies in itself.
 */
export class FolderStore implements BucketStore {
  readonly endpoint = "file";
  private readonly root: string;

  constructor(path: string) {
    this.root = resolve(path);
  }

  uri(bucket: string, key: string): string {
    const folder = pathToFileURL(bucket).href.replace(/\/$/, "");
    return key === "" ? folder : `${folder}/${key.split("/").map(encodeName).join("/")}`;
  }

  async listBuckets(signal: AbortSignal): Promise<{ readonly names: readonly string[] }> {
    signal.throwIfAborted();
    await this.checkRoot(this.root);
    return { names: [this.root] };
  }

  async listLevel(
    bucket: string,
    prefix: string,
    page: { readonly continuation?: string; readonly size?: number },
    signal: AbortSignal,
  ): Promise<LevelPage> {
    signal.throwIfAborted();
    await this.checkRoot(bucket);
    const folder = await folderOf(this.root, prefix);
    const size = Math.min(page.size ?? pageSize, pageSize);
    const prefixes: string[] = [];
    const objects: StoredObject[] = [];
    // A page ends with the whole of a folder or an object, so the next one begins after it.
    const after = page.continuation ?? "";
    const names = folder === undefined ? [] : await namesIn(folder, prefix, after, signal);
    for (const [i, name] of names.entries()) {
      signal.throwIfAborted();
      const key = (folder?.prefix ?? "") + name;
      if (key.endsWith("/")) {
        if (key !== after && key.startsWith(prefix) && (await isPrefix(folder, name, signal))) prefixes.push(key);
      } else {
        const object = await this.describe(key);
        if (object !== undefined) objects.push(object);
      }
      if (prefixes.length + objects.length === size && i + 1 < names.length) return { prefixes, objects, continuation: key };
    }
    return { prefixes, objects };
  }

  async *listAll(
    bucket: string,
    prefix: string,
    startAfter: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly StoredObject[]> {
    signal.throwIfAborted();
    await this.checkRoot(bucket);
    const folder = await folderOf(this.root, prefix);
    if (folder === undefined) return;
    let keys: string[] = [];
    for await (const key of walk(folder, prefix, startAfter ?? "", signal)) {
      if (keys.push(key) < pageSize) continue;
      yield await this.describeAll(keys, signal);
      keys = [];
    }
    if (keys.length > 0) yield await this.describeAll(keys, signal);
  }

  async open(bucket: string, key: string, signal: AbortSignal): Promise<ObjectBody> {
    signal.throwIfAborted();
    this.checkBucket(bucket);
    const path = pathOfKey(this.root, key);
    if (path === undefined) throw new FlowLogError({ kind: "noSuchObject" }, `There is no object "${key}" in ${this.root}.`);
    try {
      return await fileBody(path, () => this.uri(bucket, key), signal);
    } catch (error) {
      signal.throwIfAborted();
      // Only now: with many small objects each look at the file system counts.
      await this.checkRoot(bucket);
      throw folderError(error, path);
    }
  }

  refreshCredentials(): void {
    // A folder needs none.
  }

  dispose(): void {
    // Holds nothing between calls.
  }

  private checkBucket(bucket: string): void {
    if (bucket !== this.root)
      throw new FlowLogError({ kind: "noSuchBucket" }, `This connection has the folder ${this.root}, not ${bucket}.`);
  }

  private async checkRoot(bucket: string): Promise<void> {
    this.checkBucket(bucket);
    const found = await stat(this.root).catch((error: unknown) => Promise.reject(rootError(error, this.root)));
    if (!found.isDirectory())
      throw new FlowLogError({ kind: "noSuchBucket" }, `${this.root} is not a folder. Choose a folder for this connection.`);
  }

  private async describeAll(keys: readonly string[], signal: AbortSignal): Promise<StoredObject[]> {
    signal.throwIfAborted();
    const described = await Promise.all(keys.map((key) => this.describe(key)));
    signal.throwIfAborted();
    return described.filter((object) => object !== undefined);
  }

  /** Undefined for a file that went away since it was listed. */
  private async describe(key: string): Promise<StoredObject | undefined> {
    const path = pathOfKey(this.root, key);
    const found = path === undefined ? undefined : await stat(path, { bigint: true }).catch(() => undefined);
    if (found?.isFile() !== true) return undefined;
    return { key, sizeBytes: Number(found.size), etag: etagOf(found), lastModified: new Date(Number(found.mtimeMs)) };
  }
}

const pageSize = 1000;

async function* walk(folder: OpenFolder, prefix: string, after: string, signal: AbortSignal): AsyncGenerator<string> {
  for (const name of await namesIn(folder, prefix, after, signal)) {
    signal.throwIfAborted();
    if (!name.endsWith("/")) {
      yield folder.prefix + name;
      continue;
    }
    const inner = await below(folder, name.slice(0, -1));
    if (inner !== undefined) yield* walk(inner, prefix, after, signal);
  }
}

async function isPrefix(folder: OpenFolder | undefined, name: string, signal: AbortSignal): Promise<boolean> {
  const inner = folder === undefined ? undefined : await below(folder, name.slice(0, -1));
  return inner !== undefined && holdsObjects(inner, signal);
}

function encodeName(name: string): string {
  return pathToFileURL(`${sep}${name}`).href.replace(/^file:\/\/\/(?:[A-Za-z]:\/)?/, "");
}

function rootError(error: unknown, root: string): FlowLogError {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") return folderError(error, root);
  return new FlowLogError({ kind: "noSuchBucket" }, `The folder ${root} is not there. Choose another one for this connection.`, {
    cause: error,
  });
}
