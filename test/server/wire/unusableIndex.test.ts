import { chmod, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { GetIndexStatus, ReplaceIndex } from "../../../src/protocol/indexing";
import { runBuiltCli } from "../../support/builtCli";
import type { BuiltServer } from "../../support/builtServer";
import { storeVersion } from "../../../src/server/engines/duckdb/storeSchema";
import { defaultHeader, defaultRecords, flowSamples } from "../../support/flowSamples";
import { refusal } from "../../support/refusal";
import { flowCount, withServers } from "./serversOnIndex";

const here = withServers();

describe("An index that cannot be used", () => {
  it.each([
    ["garbage", (path: string) => writeFile(path, Buffer.alloc(100_000, "garbage"))],
    ["cut off", (path: string) => truncate(path, 5000)],
    ["cut in its middle", (path: string) => truncate(path, 300_000)],
    ["empty pages", (path: string) => writeFile(path, Buffer.alloc(20_000))],
  ])("because its file is damaged (%s) is told, set aside whole, and built again", async (_how, damage) => {
    await here().makeIndex();
    const file = join(here().index, "flows.duckdb");
    await damage(file);
    const damagedBytes = await readFile(file);
    const server = await here().start();
    const { condition, rows } = await server.connection.sendRequest(GetIndexStatus);
    expect({ condition, rows }).toMatchObject({ condition: { state: "damaged" }, rows: 0 });
    expect((await refusal(server.query("FROM flows"))).data).toMatchObject({ kind: "indexDamaged" });
    expect((await refusal(server.index(here().bucket))).data).toMatchObject({ kind: "indexDamaged" });
    expect(await readFile(file)).toEqual(damagedBytes);
    const { setAside } = await server.connection.sendRequest(ReplaceIndex);
    expect(await readFile(setAside)).toEqual(damagedBytes);
    expect(await server.connection.sendRequest(GetIndexStatus)).toMatchObject({ condition: { state: "ready" }, setAside });
    await server.index(here().bucket);
    expect(await flowCount(server)).toBe("5");
    expect((await refusal(server.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "invalidRequest" });
  });

  it.each<[what: string, ask: (server: BuiltServer) => Promise<unknown>]>([
    ["a statement", (server) => server.query("SELECT max(srcaddr), max(bytes), max(start_time) FROM flow_records")],
    [
      "an index run",
      async (server) => {
        await writeFile(join(here().bucket, "many.log"), flowSamples.S28.bytes);
        await server.index(here().bucket);
      },
    ],
  ])("because %s finds its rows damaged says so from then on, and can be replaced", async (_what, ask) => {
    const many = [defaultHeader, ...Array.from({ length: 30_000 }, (_, n) => defaultRecords.S1.replace("5210", String(n * 7919)))];
    await writeFile(join(here().bucket, "many.log"), `${many.join("\n")}\n`);
    await here().makeIndex();
    await damageRows(join(here().index, "flows.duckdb"), "bytes");
    const server = await here().start();
    expect((await server.connection.sendRequest(GetIndexStatus)).condition.state).toBe("ready");
    await refusal(ask(server));
    expect((await server.connection.sendRequest(GetIndexStatus)).condition.state).toBe("damaged");
    expect((await refusal(server.query("FROM flows"))).data).toMatchObject({ kind: "indexDamaged" });
    await server.connection.sendRequest(ReplaceIndex);
    await server.index(here().bucket);
    expect(await flowCount(server)).not.toBe("0");
  });

  it("because it is damaged is replaced by one of two processes, and the other one leaves the new one alone", async () => {
    await here().makeIndex();
    await writeFile(join(here().index, "flows.duckdb"), "garbage");
    const [one, other] = [await here().start(), await here().start()];
    await one.connection.sendRequest(ReplaceIndex);
    await one.index(here().bucket);
    expect((await refusal(other.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "indexBusy" });
    expect([await flowCount(one), await flowCount(await here().start())]).toEqual(["5", "5"]);
    await one.stop();
    expect((await refusal(other.connection.sendRequest(ReplaceIndex))).data).toMatchObject({ kind: "invalidRequest" });
    expect([await flowCount(other), await flowCount(await here().start())]).toEqual(["5", "5"]);
  });

  it.each([
    ["older", 0, "indexOlder"],
    ["newer", 999, "indexNewer"],
  ] as const)(
    "because its layout is %s than this program knows is told, and left as it is until the user decides",
    async (state, version, kind) => {
      await here().makeIndex();
      const file = join(here().index, "flows.duckdb");
      await stampVersion(file, version);
      const server = await here().start();
      expect((await server.connection.sendRequest(GetIndexStatus)).condition).toMatchObject({ state, version });
      const refused = await refusal(server.query("FROM flows"));
      expect(refused.data).toMatchObject({ kind });
      await server.stop();
      await stampVersion(file, storeVersion);
      expect(await flowCount(await here().start())).toBe("5");
    },
  );

  it("because its layout is another one is set aside without the views that the user made", async () => {
    await here().makeIndex();
    const before = await here().start();
    await before.query("CREATE VIEW busy AS SELECT count(*) AS n FROM flows");
    await before.stop();
    await stampVersion(join(here().index, "flows.duckdb"), 0);
    const server = await here().start();
    await server.connection.sendRequest(ReplaceIndex);
    expect(await server.query("FROM busy")).toEqual([{ n: "0" }]);
  });

  it("is told by the command line, with exit code 1", async () => {
    await here().makeIndex();
    await writeFile(join(here().index, "flows.duckdb"), "garbage");
    for (const command of [
      ["status", "--index", here().index],
      ["query", "--index", here().index, "-e", "FROM flows"],
      ["index", here().bucket, "--index", here().index],
    ]) {
      const { code, stdout, stderr } = await runBuiltCli(command);
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining("is damaged") as string });
    }
    expect(await readFile(join(here().index, "flows.duckdb"), "utf8")).toBe("garbage");
  });

  it("because its folder cannot be written is refused with the folder's name", async () => {
    await here().makeIndex();
    await chmod(here().folder, 0o755);
    await chmod(here().index, 0o555);
    // Root may write everywhere: the server then runs as a user who may not.
    const asOther = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const server = await here().start({}, { initialize: false, ...asOther });
    const refused = await refusal(server.initialize({ indexPath: here().index }));
    await chmod(here().index, 0o755);
    expect(refused.message).toContain(here().index);
    expect(refused.message).toMatch(/cannot be written|may not be (read|written)/);
  });

  it("because a file lies where its folder should be is refused with the path", async () => {
    await writeFile(join(here().folder, "file"), "");
    const server = await here().start({}, { initialize: false });
    const refused = await refusal(server.initialize({ indexPath: join(here().folder, "file", "index") }));
    expect(refused.message).toContain(join(here().folder, "file"));
  });
});

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
