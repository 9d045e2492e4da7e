import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GetIndexStatus, ReplaceIndex } from "../../../src/protocol/indexing";
import { RunQuery } from "../../../src/protocol/query";
import type { ServerOptions } from "../../../src/protocol/serverOptions";
import { runBuiltCli, startBuiltCli } from "../../support/builtCli";
import { BuiltServer, type StartOptions } from "../../support/builtServer";
import { storeVersion } from "../../../src/server/engines/duckdb/storeSchema";
import { defaultHeader, defaultObject, defaultRecords, flowSamples } from "../../support/flowSamples";
import { refusal } from "../../support/refusal";

const endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";

let folder: string;
let bucket: string;
let index: string;
let servers: BuiltServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowlog-owner-"));
  bucket = join(folder, "bucket");
  index = join(folder, "index");
  servers = [];
  await mkdir(bucket);
  await writeFile(join(bucket, "first.log.gz"), defaultObject.bytes);
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: ServerOptions = {}, more: StartOptions = {}): Promise<BuiltServer> {
  const server = await BuiltServer.start({ indexPath: index, ...options }, more);
  servers.push(server);
  if (more.initialize !== false) await server.openFolder(bucket);
  return server;
}

/** An index with the one object in it, that nobody has open. */
async function makeIndex(): Promise<void> {
  const server = await start();
  await server.index(bucket);
  await server.stop();
}

const flows = async (server: BuiltServer) => (await server.query("SELECT count(*) AS n FROM flows"))[0]?.n;

describe("A second server process on an index", () => {
  it("is served through the first: queries, index runs and their progress, cancelling, notifications to both", async () => {
    const owner = await start();
    const guest = await start();
    const phases = new Set<string>();
    expect(await guest.index(bucket, {}, ({ phase }) => phases.add(phase))).toMatchObject({ objects: 1, rows: 5, gaps: 2 });
    expect(phases).toContain("indexing");
    expect([await flows(owner), await flows(guest)]).toEqual(["5", "5"]);
    for (const server of [owner, guest]) {
      await expect.poll(() => server.told.indexChanged, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
      await expect.poll(() => server.told.catalogChanged, { timeout: 10_000 }).toBeGreaterThan(0);
    }
    // What is found out about the values is written behind everybody's back, so the size may be another one by now.
    const statusOf = async (server: BuiltServer) => ({ ...(await server.connection.sendRequest(GetIndexStatus)), sizeBytes: 0 });
    expect(await statusOf(guest)).toEqual(await statusOf(owner));
    await writeFile(join(bucket, "second.log.gz"), flowSamples.S2.bytes);
    expect(await owner.index(bucket)).toMatchObject({ objects: 1, skipped: 1 });
    expect(await flows(guest)).toBe("6");
  });

  it("keeps temporary tables and results of its own", async () => {
    const owner = await start();
    const guest = await start();
    await owner.query("CREATE TEMP TABLE mine_alone AS SELECT 1 AS n");
    const refused = await refusal(guest.query("FROM mine_alone"));
    expect(refused.data).toMatchObject({ kind: "statementFailed" });
  });

  it("indexes nothing twice when both index at once", async () => {
    const [owner, guest] = [await start(), await start()];
    const reports = await Promise.all([owner.index(bucket), guest.index(bucket)]);
    expect(reports.map(({ objects }) => objects).sort()).toEqual([0, 1]);
    expect(await flows(owner)).toBe("5");
  });

  it.each(["is killed", "ends in order"])("ends when the first one %s, and owns the index once it is started again", async (how) => {
    const owner = await start();
    const guest = await start();
    await guest.index(bucket);
    await (how === "is killed" ? owner.kill() : owner.stop());
    expect(await guest.ended).toMatchObject({ signal: null });
    const next = await start();
    expect(await flows(next)).toBe("5");
    const another = await start();
    expect(await flows(another)).toBe("5");
  });

  it("goes on when the guest is killed in the middle of its query and its run", async () => {
    const owner = await start();
    const guest = await start();
    const lost = Promise.allSettled([guest.query(endless), guest.index(bucket)]);
    await expect.poll(async () => (await owner.connection.sendRequest(GetIndexStatus)).sources.length, { timeout: 10_000 }).toBe(1);
    await guest.kill();
    expect((await lost).map(({ status }) => status)).toContain("rejected");
    expect(await flows(owner)).toBe("5");
    await owner.stop();
  });

  it("takes over from an owner whose socket was left behind", async () => {
    const killed = await start();
    await killed.index(bucket);
    await killed.kill();
    expect(existsSync(join(index, "owner.sock"))).toBe(true);
    const [owner, guest] = [await start(), await start()];
    expect([await flows(owner), await flows(guest)]).toEqual(["5", "5"]);
  });

  it("reaches the owner of an index deep down, where no socket's path fits", async () => {
    const indexPath = join(folder, "deep-".repeat(20), "index");
    const [owner, guest] = [await start({ indexPath }), await start({ indexPath })];
    await guest.index(bucket);
    expect(await flows(owner)).toBe("5");
    expect(existsSync(join(indexPath, "owner.sock"))).toBe(false);
  });

  it("lets nobody but this user in", async () => {
    await start();
    const { mode } = await stat(join(index, "owner.sock"));
    expect(mode & 0o077).toBe(0);
  });
});

describe("The command line on an index that a server has open", () => {
  it("asks it, tells its status and indexes into it", async () => {
    const owner = await start();
    const indexed = await runBuiltCli(["index", bucket, "--index", index, "--json"]);
    expect(JSON.parse(indexed.stdout)).toMatchObject({ objects: 1, rows: 5 });
    expect(await flows(owner)).toBe("5");
    const asked = await runBuiltCli(["query", "--index", index, "--format", "json", "-e", "SELECT count(*) AS n FROM flows"]);
    expect(JSON.parse(asked.stdout)).toEqual([{ n: 5 }]);
    const status = await runBuiltCli(["status", "--index", index, "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ rows: 5 });
    expect([indexed.code, asked.code, status.code]).toEqual([0, 0, 0]);
  });

  it("says so when that server ends meanwhile", async () => {
    const owner = await start();
    await owner.index(bucket);
    const cli = startBuiltCli(["query", "--index", index, "-e", `SELECT 'answered'; ${endless}`]);
    await once(cli.child.stdout as Readable, "data");
    await owner.kill();
    const { code, stderr } = await cli.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("The process that had this index open has ended") as string,
    });
  });
});

describe("An index that cannot be used", () => {
  it.each([
    ["garbage", (path: string) => writeFile(path, Buffer.alloc(100_000, "garbage"))],
    ["cut off", (path: string) => truncate(path, 5000)],
    ["cut in its middle", (path: string) => truncate(path, 300_000)],
    ["empty pages", (path: string) => writeFile(path, Buffer.alloc(20_000))],
  ])("because its file is damaged (%s) is told, set aside whole, and built again", async (_how, damage) => {
    await makeIndex();
    const file = join(index, "flows.duckdb");
    await damage(file);
    const damagedBytes = await readFile(file);
    const server = await start();
    const { condition, rows } = await server.connection.sendRequest(GetIndexStatus);
    expect({ condition, rows }).toMatchObject({ condition: { state: "damaged" }, rows: 0 });
    expect((await refusal(server.query("FROM flows"))).data).toMatchObject({ kind: "indexDamaged" });
    expect((await refusal(server.index(bucket))).data).toMatchObject({ kind: "indexDamaged" });
    expect(await readFile(file)).toEqual(damagedBytes);
    const { setAside } = await server.connection.sendRequest(ReplaceIndex);
    expect(await readFile(setAside)).toEqual(damagedBytes);
    expect(await server.connection.sendRequest(GetIndexStatus)).toMatchObject({ condition: { state: "ready" }, setAside });
    await server.index(bucket);
    expect(await flows(server)).toBe("5");
    expect((await refusal(server.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "invalidRequest" });
  });

  it.each<[what: string, ask: (server: BuiltServer) => Promise<unknown>]>([
    ["a statement", (server) => server.query("SELECT max(srcaddr), max(bytes), max(start_time) FROM flow_records")],
    [
      "an index run",
      async (server) => {
        await writeFile(join(bucket, "many.log"), flowSamples.S28.bytes);
        await server.index(bucket);
      },
    ],
  ])("because %s finds its rows damaged says so from then on, and can be replaced", async (_what, ask) => {
    const many = [defaultHeader, ...Array.from({ length: 30_000 }, (_, n) => defaultRecords.S1.replace("5210", String(n * 7919)))];
    await writeFile(join(bucket, "many.log"), `${many.join("\n")}\n`);
    await makeIndex();
    await damageRows(join(index, "flows.duckdb"), "bytes");
    const server = await start();
    expect((await server.connection.sendRequest(GetIndexStatus)).condition.state).toBe("ready");
    await refusal(ask(server));
    expect((await server.connection.sendRequest(GetIndexStatus)).condition.state).toBe("damaged");
    expect((await refusal(server.query("FROM flows"))).data).toMatchObject({ kind: "indexDamaged" });
    await server.connection.sendRequest(ReplaceIndex);
    await server.index(bucket);
    expect(await flows(server)).not.toBe("0");
  });

  it("because it is damaged is replaced by one of two processes, and the other one leaves the new one alone", async () => {
    await makeIndex();
    await writeFile(join(index, "flows.duckdb"), "garbage");
    const [one, other] = [await start(), await start()];
    await one.connection.sendRequest(ReplaceIndex);
    await one.index(bucket);
    expect((await refusal(other.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "indexBusy" });
    expect([await flows(one), await flows(await start())]).toEqual(["5", "5"]);
    await one.stop();
    expect((await refusal(other.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "invalidRequest" });
    expect([await flows(other), await flows(await start())]).toEqual(["5", "5"]);
  });

  it.each([
    ["older", 0, "indexOlder"],
    ["newer", 999, "indexNewer"],
  ] as const)(
    "because its layout is %s than this program knows is told, and left as it is until the user decides",
    async (state, version, kind) => {
      await makeIndex();
      const file = join(index, "flows.duckdb");
      await stampVersion(file, version);
      const server = await start();
      expect((await server.connection.sendRequest(GetIndexStatus)).condition).toMatchObject({ state, version });
      const refused = await refusal(server.query("FROM flows"));
      expect(refused.data).toMatchObject({ kind });
      await server.stop();
      await stampVersion(file, storeVersion);
      expect(await flows(await start())).toBe("5");
    },
  );

  it("because its layout is another one is set aside without the views that the user made", async () => {
    await makeIndex();
    const before = await start();
    await before.query("CREATE VIEW busy AS SELECT count(*) AS n FROM flows");
    await before.stop();
    await stampVersion(join(index, "flows.duckdb"), 0);
    const server = await start();
    await server.connection.sendRequest(ReplaceIndex);
    expect(await server.query("FROM busy")).toEqual([{ n: "0" }]);
  });

  it("is told by the command line, with exit code 1", async () => {
    await makeIndex();
    await writeFile(join(index, "flows.duckdb"), "garbage");
    for (const command of [
      ["status", "--index", index],
      ["query", "--index", index, "-e", "FROM flows"],
      ["index", bucket, "--index", index],
    ]) {
      const { code, stdout, stderr } = await runBuiltCli(command);
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining("is damaged") as string });
    }
    expect(await readFile(join(index, "flows.duckdb"), "utf8")).toBe("garbage");
  });

  it("because its folder cannot be written is refused with the folder's name", async () => {
    await makeIndex();
    await chmod(folder, 0o755);
    await chmod(index, 0o555);
    // Root may write everywhere: the server then runs as a user who may not.
    const asOther = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const server = await start({}, { initialize: false, ...asOther });
    const refused = await refusal(server.initialize({ indexPath: index }));
    await chmod(index, 0o755);
    expect(refused.message).toContain(index);
    expect(refused.message).toMatch(/cannot be written|may not be (read|written)/);
  });

  it("because a file lies where its folder should be is refused with the path", async () => {
    await writeFile(join(folder, "file"), "");
    const server = await start({}, { initialize: false });
    const refused = await refusal(server.initialize({ indexPath: join(folder, "file", "index") }));
    expect(refused.message).toContain(join(folder, "file"));
  });
});

describe("A copy of an index", () => {
  it("is another index, also while the first one is open", async () => {
    await makeIndex();
    await mkdir(join(folder, "copy"));
    await copyFile(join(index, "flows.duckdb"), join(folder, "copy", "flows.duckdb"));
    const owner = await start();
    const other = await start({ indexPath: join(folder, "copy") });
    await rm(join(bucket, "first.log.gz"));
    await writeFile(join(bucket, "second.log.gz"), flowSamples.S2.bytes);
    await other.index(bucket);
    expect([await flows(owner), await flows(other)]).toEqual(["5", "6"]);
  });
});

describe("A server without an index", () => {
  it("answers what needs none, and says what is missing for the rest", async () => {
    const server = await BuiltServer.start({});
    servers.push(server);
    const refused = await refusal(server.connection.sendRequest(RunQuery, { ownerId: "a", sql: "SELECT 1" }));
    expect(refused.data).toMatchObject({ kind: "invalidRequest" });
    await server.openFolder(bucket);
  });
});

/** Writes over the blocks that hold a column of the records: DuckDB checks a block when it reads it, and not when it opens the file. */
async function damageRows(file: string, column: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(
    `SELECT DISTINCT block_id FROM pragma_storage_info('store.layout_1') WHERE column_name = '${column}' AND persistent AND block_id >= 0`,
  );
  connection.closeSync();
  instance.closeSync();
  const bytes = await readFile(file);
  const [headBytes, blockBytes] = [12_288, 262_144];
  for (const [block] of found.getRows())
    bytes.fill(0xab, headBytes + Number(block) * blockBytes + 100, headBytes + Number(block) * blockBytes + 200);
  expect(found.currentRowCount).toBeGreaterThan(0);
  await writeFile(file, bytes);
}

async function stampVersion(file: string, version: number): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`UPDATE store.meta SET version = ${version}`);
  connection.closeSync();
  instance.closeSync();
}
