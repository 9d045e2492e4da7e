import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorkspace } from "../../scripts/start/workspace.mjs";

describe("the workspace that npm start makes", () => {
  let folder: string;
  const settingsFile = (): string => join(folder, "workspace", ".vscode", "settings.json");
  const settings = async (): Promise<unknown> => JSON.parse(await readFile(settingsFile(), "utf8"));
  const sample = { id: "sample", name: "Sample Bucket", place: { kind: "folder", path: resolve("library/samples/bucket") } };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-start-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("names the index and the sample bucket, and holds every query of the library", async () => {
    const workspace = await makeWorkspace(folder, "/some/index");
    expect(await settings()).toEqual({ "flowlog.index.path": "/some/index", "flowlog.connections": [sample] });
    expect((await readdir(workspace.folder)).filter((name) => name.endsWith(".flowsql"))).toEqual(await readdir("library/queries"));
    expect(await readFile(workspace.firstFile, "utf8")).toBe(await readFile("library/queries/welcome.flowsql", "utf8"));
  });

  it("keeps what the user has changed in it", async () => {
    const workspace = await makeWorkspace(folder, "/old/index");
    const mine = { id: "mine", name: "Mine", place: { kind: "folder", path: "/logs" } };
    await writeFile(settingsFile(), JSON.stringify({ "flowlog.connections": [mine], "editor.fontSize": 20 }));
    await writeFile(workspace.firstFile, "SELECT 1");
    await makeWorkspace(folder, "/new/index");
    expect(await settings()).toEqual({ "editor.fontSize": 20, "flowlog.index.path": "/new/index", "flowlog.connections": [sample, mine] });
    expect(await readFile(workspace.firstFile, "utf8")).toBe("SELECT 1");
  });

  it("leaves settings alone that it cannot read", async () => {
    await makeWorkspace(folder, "/some/index");
    await writeFile(settingsFile(), "{ // mine\n}");
    await makeWorkspace(folder, "/some/index");
    expect(await readFile(settingsFile(), "utf8")).toBe("{ // mine\n}");
  });
});
