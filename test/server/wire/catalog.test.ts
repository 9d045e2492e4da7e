import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GetAddressFacts } from "../../../src/protocol/catalog";
import { BuiltServer } from "../../support/builtServer";
import { defaultHeader, defaultObject, defaultRecords } from "../../support/flowSamples";

describe("The catalog of the built server", () => {
  let folder: string;
  let bucket: string;
  let server: BuiltServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowlog-catalog-"));
    bucket = join(folder, "bucket");
    await mkdir(bucket);
    await writeFile(join(bucket, "first.log.gz"), defaultObject.bytes);
    server = await BuiltServer.start({ indexPath: join(folder, "index") });
    await server.openFolder(bucket);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const facts = (address: string) => server.connection.sendRequest(GetAddressFacts, { address });

  it("tells the facts of an address, however it is spelled", async () => {
    await server.index(bucket);
    const expected = { flows: 1, bytesOut: 6044, bytesIn: 0, accepts: 1, rejects: 0, sources: 0, destinations: 1 };
    expect(await facts("2001:db8:7:1::a5")).toMatchObject(expected);
    expect(await facts("2001:0DB8:0007:0001:0:0:0:00A5")).toMatchObject(expected);
    expect(await facts("203.0.113.254")).toMatchObject({ flows: 0 });
  });

  it("refuses what is no address", async () => {
    await expect(facts("10.0.0")).rejects.toMatchObject({ message: "“10.0.0” is no IP address.", data: { kind: "invalidRequest" } });
  });

  it("says each time that it has changed: for the functions, for a run's rows and then for their statistics, for a view", async () => {
    await told(3);
    await writeFile(join(bucket, "more.log"), `${defaultHeader}\n${defaultRecords.S17}\n`);
    await server.index(bucket);
    await told(5);
    await server.query("CREATE VIEW refusals AS FROM flows WHERE action = 'REJECT'");
    await told(6);
  });

  it("is told of without an index as well, once the functions are there", async () => {
    const other = await BuiltServer.start({});
    await vi.waitFor(() => expect(other.told.catalogChanged).toBe(1), { timeout: 30_000 });
    await other.stop();
    expect(await other.ended).toEqual({ code: 0, signal: null, stderr: "" });
  });

  it("is not kept for a client that has no use for it", async () => {
    const other = await BuiltServer.start({ indexPath: join(folder, "other-index"), language: false });
    await other.openFolder(bucket);
    await other.index(bucket);
    await other.query("CREATE VIEW mine AS FROM flows");
    await other.stop();
    expect([other.told.catalogChanged, (await other.ended).stderr]).toEqual([0, ""]);
  });

  function told(times: number): Promise<void> {
    return vi.waitFor(() => expect(server.told.catalogChanged).toBe(times), { timeout: 30_000 });
  }
});
