import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ErrorKind } from "../../../src/protocol/errors";
import type { BucketStore, StoredObject } from "../../../src/server/buckets/bucketStore";
import { testConnection } from "../../../src/server/buckets/connectionTest";
import { openBucketStore } from "../../../src/server/buckets/openBucketStore";
import { failure } from "../../support/failure";
import { storedText } from "../../support/storedText";

const { signal } = new AbortController();

describe("A folder as a bucket", () => {
  let folder: string;
  let store: BucketStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-folder-"));
    store = await openFolder(folder);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const profileOf = (path: string) => ({ id: "f", name: "F", place: { kind: "folder", path } }) as const;
  const openFolder = (path: string): Promise<BucketStore> => openBucketStore(profileOf(path), undefined);

  async function put(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `body of ${key}`);
    }
  }

  async function keysUnder(prefix: string, startAfter?: string): Promise<string[]> {
    const pages: (readonly StoredObject[])[] = [];
    for await (const page of store.listAll(folder, prefix, startAfter, signal)) pages.push(page);
    return pages.flat().map((object) => object.key);
  }

  async function levelOf(prefix: string, size?: number): Promise<{ prefixes: string[]; objects: string[] }[]> {
    const pages: { prefixes: string[]; objects: string[] }[] = [];
    let continuation: string | undefined;
    do {
      const page = await store.listLevel(
        folder,
        prefix,
        { ...(size !== undefined && { size }), ...(continuation !== undefined && { continuation }) },
        signal,
      );
      pages.push({ prefixes: [...page.prefixes], objects: page.objects.map((object) => object.key) });
      continuation = page.continuation;
    } while (continuation !== undefined);
    return pages;
  }

  /** In the order of their bytes: `-` before `/` before `0`, and a surrogate pair after U+E000. */
  const ordered = [".hidden/x", "a b/%3A+.gz", "a-b", "a.gz", "a/b/c", "a/b0", "a0", "e\uE000", "e😀/x", "z/y/x/w"];

  it("lists everything in the order in which S3 lists keys", async () => {
    await put(...ordered.toReversed());
    expect(await keysUnder("")).toEqual(ordered);
    expect(ordered).toEqual(ordered.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it.each(["", "a", "a/", "a/b", "a/b/", "z/y", "z/y/x/w", "nothing/here/", "/a", "../", "a//b"])(
    "lists under the prefix '%s' what begins with it",
    async (prefix) => {
      await put(...ordered);
      expect(await keysUnder(prefix)).toEqual(ordered.filter((key) => key.startsWith(prefix)));
    },
  );

  it.each(["", "A", "a", "a/", "a/b", "a/b/c", "a/b/d", "e😀/x", "zz"])("goes on after '%s'", async (startAfter) => {
    await put(...ordered);
    const later = ordered.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(startAfter)) > 0);
    expect(await keysUnder("", startAfter)).toEqual(later);
  });

  it.each([
    { prefix: "", prefixes: [".hidden/", "a b/", "a/", "e😀/", "z/"], objects: ["a-b", "a.gz", "a0", "e\uE000"] },
    { prefix: "a", prefixes: ["a b/", "a/"], objects: ["a-b", "a.gz", "a0"] },
    { prefix: "a/", prefixes: ["a/b/"], objects: ["a/b0"] },
    { prefix: "a/b/", prefixes: [], objects: ["a/b/c"] },
    { prefix: "nothing/", prefixes: [], objects: [] },
    { prefix: "a0/", prefixes: [], objects: [] },
  ])("shows one level below '$prefix'", async ({ prefix, prefixes, objects }) => {
    await put(...ordered);
    expect(await levelOf(prefix)).toEqual([{ prefixes, objects }]);
  });

  it("gives a level in pages, in key order", async () => {
    await put("a/1", "b", "c/1", "c/2", "d", "e/1");
    expect(await levelOf("", 2)).toEqual([
      { prefixes: ["a/"], objects: ["b"] },
      { prefixes: ["c/"], objects: ["d"] },
      { prefixes: ["e/"], objects: [] },
    ]);
  });

  it("gives a large folder in pages of a thousand", async () => {
    const keys = Array.from({ length: 2300 }, (_, i) => `day/${String(i).padStart(5, "0")}.gz`);
    await put(...keys);
    const lengths: number[] = [];
    for await (const page of store.listAll(folder, "", undefined, signal)) lengths.push(page.length);
    expect(lengths).toEqual([1000, 1000, 300]);
    expect((await levelOf("day/")).map((page) => page.objects.length)).toEqual([1000, 1000, 300]);
    expect(await keysUnder("day/", "day/01499.gz")).toEqual(keys.slice(1500));
  });

  it("shows no folder that holds nothing, however deep", async () => {
    await put("full/x");
    await mkdir(join(folder, "empty", "in", "empty"), { recursive: true });
    expect(await levelOf("")).toEqual([{ prefixes: ["full/"], objects: [] }]);
  });

  it("follows links to files and folders, and not in circles", async () => {
    await put("real/x", "two/y");
    await symlink(join(folder, "real", "x"), join(folder, "file-link"));
    await symlink(join(folder, "real"), join(folder, "folder-link"));
    await symlink(folder, join(folder, "real", "up"));
    await symlink(join(folder, "two"), join(folder, "real", "across"));
    await symlink(join(folder, "real"), join(folder, "two", "back"));
    await symlink("nowhere", join(folder, "broken"));
    expect(await keysUnder("")).toEqual([
      "file-link",
      "folder-link/across/y",
      "folder-link/x",
      "real/across/y",
      "real/x",
      "two/back/x",
      "two/y",
    ]);
    expect(await levelOf("real/across/")).toEqual([{ prefixes: [], objects: ["real/across/y"] }]);
    expect(await keysUnder("real/up/")).toEqual([]);
  });

  it("reads an object by its key, whatever is in it", async () => {
    await put(...ordered);
    for (const key of ordered) expect(await storedText(store, folder, key)).toBe(`body of ${key}`);
    await writeFile(join(folder, "none"), "");
    expect(await storedText(store, folder, "none")).toBe("");
  });

  it("gives the same etag when listed and when read, and another one after a change", async () => {
    await put("x");
    const listed = async (): Promise<StoredObject | undefined> => (await store.listLevel(folder, "", {}, signal)).objects[0];
    const before = await listed();
    const read = await store.open(folder, "x", signal);
    read.stream.destroy();
    expect(read.etag).toBe(before?.etag);
    await utimes(join(folder, "x"), new Date(), new Date("2026-03-14T09:26:53Z"));
    const after = await listed();
    expect(after?.etag).not.toBe(before?.etag);
    expect(after).toMatchObject({ key: "x", sizeBytes: 9, lastModified: new Date("2026-03-14T09:26:53Z") });
  });

  it("names the file whose end goes missing while it is read", async () => {
    const path = join(folder, "shrinks");
    await writeFile(path, Buffer.alloc(4_000_000));
    const body = await store.open(folder, "shrinks", signal);
    await truncate(path, 1000);
    const error = await failure(body.stream.toArray());
    expect(error.message).toMatch(/shrinks broke off after \d+ of 4000000 bytes/);
  });

  it("names a small file that holds less than its size says", async () => {
    // What the kernel tells of itself has the size of a page.
    const kernel = await openFolder("/sys/devices/system/cpu");
    const body = await kernel.open("/sys/devices/system/cpu", "online", signal);
    const error = await failure(body.stream.toArray());
    expect(error.message).toMatch(/online broke off after \d+ of 4096 bytes/);
  });

  it.each<{ what: string; key: string; kind: ErrorKind; sentence: RegExp }>([
    { what: "that is not there", key: "none", kind: "noSuchObject", sentence: /none is not there/ },
    { what: "outside of the folder", key: "../secret", kind: "noSuchObject", sentence: /no object "\.\.\/secret"/ },
    { what: "outside, by a detour", key: "a/../../secret", kind: "noSuchObject", sentence: /no object/ },
    { what: "that begins with a slash", key: "/etc/passwd", kind: "noSuchObject", sentence: /no object/ },
    { what: "that is a folder", key: "a", kind: "noSuchObject", sentence: /is not a file/ },
    { what: "below a file", key: "a/b0/c", kind: "noSuchObject", sentence: /c/ },
  ])("reads no object $what", async ({ key, kind, sentence }) => {
    await put("a/b0");
    const error = await failure(store.open(folder, key, signal));
    expect(error.message).toMatch(sentence);
    expect(error.data.kind).toBe(kind);
  });

  it("does not wait for the writer of a pipe", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect((await failure(store.open(folder, "pipe", signal))).message).toMatch(/pipe is not a file/);
  });

  it("tells of a folder that is gone, of one that is a file, and of another bucket", async () => {
    await put("file");
    const gone = await openFolder(join(folder, "gone"));
    const file = await openFolder(join(folder, "file"));
    expect((await failure(gone.listBuckets(signal))).message).toMatch(/gone is not there\. Choose another one/);
    expect((await failure(file.listBuckets(signal))).message).toMatch(/file is not a folder/);
    expect((await failure(store.listLevel("/elsewhere", "", {}, signal))).data.kind).toBe("noSuchBucket");
  });

  it("tells which folder or file may not be read, instead of leaving it out", async () => {
    await put("locked/x", "open/y");
    await chmod(folder, 0o755);
    await chmod(join(folder, "locked", "x"), 0o000);
    await asOrdinaryUser(async () => {
      const error = await failure(store.open(folder, "locked/x", signal));
      expect([error.data.kind, error.message]).toEqual(["accessDenied", expect.stringContaining("locked/x may not be read")]);
    });
    await chmod(join(folder, "locked"), 0o000);
    await asOrdinaryUser(async () => {
      const attempts = [keysUnder(""), keysUnder("locked/"), levelOf("locked/")];
      for (const error of await Promise.all(attempts.map(failure)))
        expect([error.data.kind, error.message]).toEqual(["accessDenied", expect.stringContaining("locked may not be read")]);
      expect(await levelOf("")).toEqual([{ prefixes: ["locked/", "open/"], objects: [] }]);
    });
    await chmod(join(folder, "locked"), 0o755);
  });

  it("ends with the reason of the signal", async () => {
    await put("a/b");
    const aborted = AbortSignal.abort(new Error("stopped"));
    const walk = async (): Promise<void> => {
      for await (const page of store.listAll(folder, "", undefined, aborted)) expect(page).toBeUndefined();
    };
    for (const work of [store.listBuckets(aborted), store.listLevel(folder, "", {}, aborted), store.open(folder, "a/b", aborted), walk()])
      await expect(work).rejects.toThrow("stopped");
    const cancel = new AbortController();
    const body = await store.open(folder, "a/b", cancel.signal);
    cancel.abort(new Error("stopped"));
    await expect(body.stream.toArray()).rejects.toThrow("stopped");
  });

  it("has file URIs that lead to the files", async () => {
    await put(...ordered);
    expect(store.endpoint).toBe("file");
    expect(fileURLToPath(store.uri(folder, ""))).toBe(folder);
    expect(store.uri(folder, "a b/%3A+.gz")).toMatch(/^file:\/\/\/.*\/a%20b\/%253A\+\.gz$/);
    for (const key of ordered) expect(fileURLToPath(store.uri(folder, key))).toBe(join(folder, key));
  });

  it("passes the connection test, and fails it without its folder", async () => {
    await put("a/b");
    const works = await testConnection({ profile: profileOf(folder) }, signal);
    expect(Object.values(works).map((check: { outcome: string }) => check.outcome)).toEqual(["works", "works", "works"]);
    const gone = await testConnection({ profile: profileOf(join(folder, "gone")) }, signal);
    expect(gone.listBuckets).toMatchObject({ outcome: "fails", sentence: expect.stringContaining("is not there") as string });
    expect([gone.listObjects.outcome, gone.readObject.outcome]).toEqual(["notTried", "notTried"]);
  });
});

/** Nothing is forbidden to root, as which tests run in a container: so be somebody else for a while. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
