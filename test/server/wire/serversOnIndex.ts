import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { ServerOptions } from "../../../src/protocol/serverOptions";
import { BuiltServer, type StartOptions } from "../../support/builtServer";
import { defaultObject } from "../../support/flowSamples";

/** A bucket of one object, a place for its index, and server processes on that. */
export class ServersOnIndex {
  private readonly servers: BuiltServer[] = [];

  private constructor(readonly folder: string) {}

  static async make(): Promise<ServersOnIndex> {
    const made = new ServersOnIndex(await mkdtemp(join(tmpdir(), "flowlog-owner-")));
    await mkdir(made.bucket);
    await writeFile(join(made.bucket, "first.log.gz"), defaultObject.bytes);
    return made;
  }

  get bucket(): string {
    return join(this.folder, "bucket");
  }

  get index(): string {
    return join(this.folder, "index");
  }

  async start(options: ServerOptions = {}, more: StartOptions = {}): Promise<BuiltServer> {
    const server = this.adopt(await BuiltServer.start({ indexPath: this.index, ...options }, more));
    if (more.initialize !== false) await server.openFolder(this.bucket);
    return server;
  }

  /** Ends a server with the others. */
  adopt(server: BuiltServer): BuiltServer {
    this.servers.push(server);
    return server;
  }

  /** An index with the one object in it, that nobody has open. */
  async makeIndex(): Promise<void> {
    const server = await this.start();
    await server.index(this.bucket);
    await server.stop();
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** New ones for each test of a file. */
export function withServers(): () => ServersOnIndex {
  let made: ServersOnIndex | undefined;
  beforeEach(async () => {
    made = await ServersOnIndex.make();
  });
  afterEach(() => made?.end());
  return () => {
    if (made === undefined) throw new Error("There is a bucket only while a test runs.");
    return made;
  };
}

/** How many flows a server has. */
export const flowCount = async (server: BuiltServer): Promise<unknown> => (await server.query("SELECT count(*) AS n FROM flows"))[0]?.n;
