import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { GetIndexStatus } from "../../../src/protocol/indexing";
import { RunQuery } from "../../../src/protocol/query";
import { runBuiltCli, startBuiltCli } from "../../support/builtCli";
import { BuiltServer } from "../../support/builtServer";
import { flowSamples } from "../../support/flowSamples";
import { refusal } from "../../support/refusal";
import { flowCount, withServers } from "./serversOnIndex";

const endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";

const here = withServers();

describe("A second server process on an index", () => {
  it("is served through the first: queries, index runs and their progress, cancelling, notifications to both", async () => {
    const owner = await here().start();
    const guest = await here().start();
    const phases = new Set<string>();
    expect(await guest.index(here().bucket, {}, ({ phase }) => phases.add(phase))).toMatchObject({ objects: 1, rows: 5, gaps: 2 });
    expect(phases).toContain("indexing");
    expect([await flowCount(owner), await flowCount(guest)]).toEqual(["5", "5"]);
    for (const server of [owner, guest]) {
      await expect.poll(() => server.told.indexChanged).toBeGreaterThanOrEqual(2);
      await expect.poll(() => server.told.catalogChanged).toBeGreaterThan(0);
    }
    // What is found out about the values is written behind everybody's back, so the size may be another one by now.
    const statusOf = async (server: BuiltServer) => ({ ...(await server.connection.sendRequest(GetIndexStatus)), sizeBytes: 0 });
    expect(await statusOf(guest)).toEqual(await statusOf(owner));
    await writeFile(join(here().bucket, "second.log.gz"), flowSamples.S2.bytes);
    expect(await owner.index(here().bucket)).toMatchObject({ objects: 1, skipped: 1 });
    expect(await flowCount(guest)).toBe("6");
  });

  it("keeps temporary tables and results of its own", async () => {
    const owner = await here().start();
    const guest = await here().start();
    await owner.query("CREATE TEMP TABLE mine_alone AS SELECT 1 AS n");
    const refused = await refusal(guest.query("FROM mine_alone"));
    expect(refused.data).toMatchObject({ kind: "statementFailed" });
  });

  it("indexes nothing twice when both index at once", async () => {
    const [owner, guest] = [await here().start(), await here().start()];
    const reports = await Promise.all([owner.index(here().bucket), guest.index(here().bucket)]);
    expect(reports.map(({ objects }) => objects).sort()).toEqual([0, 1]);
    expect(await flowCount(owner)).toBe("5");
  });

  it.each(["is killed", "ends in order"])("ends when the first one %s, and owns the index once it is started again", async (how) => {
    const owner = await here().start();
    const guest = await here().start();
    await guest.index(here().bucket);
    await (how === "is killed" ? owner.kill() : owner.stop());
    expect(await guest.ended).toMatchObject({ signal: null });
    const next = await here().start();
    expect(await flowCount(next)).toBe("5");
    const another = await here().start();
    expect(await flowCount(another)).toBe("5");
  });

  it("goes on when the guest is killed in the middle of its query and its run", async () => {
    const owner = await here().start();
    const guest = await here().start();
    const lost = Promise.allSettled([guest.query(endless), guest.index(here().bucket)]);
    await expect.poll(async () => (await owner.connection.sendRequest(GetIndexStatus)).sources.length).toBe(1);
    await guest.kill();
    expect((await lost).map(({ status }) => status)).toContain("rejected");
    expect(await flowCount(owner)).toBe("5");
    await owner.stop();
  });

  it("takes over from an owner whose socket was left behind", async () => {
    const killed = await here().start();
    await killed.index(here().bucket);
    await killed.kill();
    expect(existsSync(join(here().index, "owner.sock"))).toBe(true);
    const [owner, guest] = [await here().start(), await here().start()];
    expect([await flowCount(owner), await flowCount(guest)]).toEqual(["5", "5"]);
  });

  it("reaches the owner of an index deep down, where no socket's path fits", async () => {
    const indexPath = join(here().folder, "deep-".repeat(20), "index");
    const [owner, guest] = [await here().start({ indexPath }), await here().start({ indexPath })];
    await guest.index(here().bucket);
    expect(await flowCount(owner)).toBe("5");
    expect(existsSync(join(indexPath, "owner.sock"))).toBe(false);
  });

  it("lets nobody but this user in", async () => {
    await here().start();
    const { mode } = await stat(join(here().index, "owner.sock"));
    expect(mode & 0o077).toBe(0);
  });
});

describe("The command line on an index that a server has open", () => {
  it("asks it, tells its status and indexes into it", async () => {
    const owner = await here().start();
    const indexed = await runBuiltCli(["index", here().bucket, "--index", here().index, "--json"]);
    expect(JSON.parse(indexed.stdout)).toMatchObject({ objects: 1, rows: 5 });
    expect(await flowCount(owner)).toBe("5");
    const asked = await runBuiltCli(["query", "--index", here().index, "--format", "json", "-e", "SELECT count(*) AS n FROM flows"]);
    expect(JSON.parse(asked.stdout)).toEqual([{ n: 5 }]);
    const status = await runBuiltCli(["status", "--index", here().index, "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ rows: 5 });
    expect([indexed.code, asked.code, status.code]).toEqual([0, 0, 0]);
  });

  it("says so when that server ends meanwhile", async () => {
    const owner = await here().start();
    await owner.index(here().bucket);
    const cli = startBuiltCli(["query", "--index", here().index, "-e", `SELECT 'answered'; ${endless}`]);
    await once(cli.child.stdout as Readable, "data");
    await owner.kill();
    const { code, stderr } = await cli.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("The process that had this index open has ended") as string,
    });
  });
});

describe("A copy of an index", () => {
  it("is another index, also while the first one is open", async () => {
    await here().makeIndex();
    await mkdir(join(here().folder, "copy"));
    await copyFile(join(here().index, "flows.duckdb"), join(here().folder, "copy", "flows.duckdb"));
    const owner = await here().start();
    const other = await here().start({ indexPath: join(here().folder, "copy") });
    await rm(join(here().bucket, "first.log.gz"));
    await writeFile(join(here().bucket, "second.log.gz"), flowSamples.S2.bytes);
    await other.index(here().bucket);
    expect([await flowCount(owner), await flowCount(other)]).toEqual(["5", "6"]);
  });
});

describe("A server without an index", () => {
  it("answers what needs none, and says what is missing for the rest", async () => {
    const server = here().adopt(await BuiltServer.start({}));
    const refused = await refusal(server.connection.sendRequest(RunQuery, { ownerId: "a", sql: "SELECT 1" }));
    expect(refused.data).toMatchObject({ kind: "invalidRequest" });
    await server.openFolder(here().bucket);
  });
});
