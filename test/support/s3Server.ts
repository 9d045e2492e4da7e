import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

export interface S3User {
  readonly uid: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a test needs to know of the server; made of plain data, so that it can cross processes. */
export interface S3ServerAddress {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface S3Server extends S3ServerAddress {
  /** Another user with keys of its own and nothing else. */
  createUser(uid: string): Promise<S3User>;
  /** Ends every process of the server and removes its folder; calling it twice does nothing more. */
  stop(): Promise<void>;
}

const programs = ["ceph-mon", "ceph-osd", "radosgw", "monmaptool", "ceph", "radosgw-admin"] as const;

/** Why there can be no S3 server here, in words for a test report; undefined where there can be one. */
export function s3ServerMissing(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length === 0) return undefined;
  return `${missing.join(", ")} not found; on Debian: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd`;
}

/**
 * Starts Ceph's object gateway with one monitor and one storage daemon that keeps everything in memory, in a temporary
 * folder and on free ports of 127.0.0.1. Takes some ten seconds. Everything goes away with `stop`, and with this process.
 */
export async function startS3Server(): Promise<S3Server> {
  const missing = s3ServerMissing();
  if (missing !== undefined) throw new Error(missing);
  const cluster = new Cluster(await mkdtemp(join(tmpdir(), "flowlog-s3-")), await freePort(), await freePort());
  try {
    await cluster.start();
    const owner = await cluster.createUser("owner", ["--caps=user-policy=*"]);
    return {
      endpoint: cluster.endpoint,
      accessKeyId: owner.accessKeyId,
      secretAccessKey: owner.secretAccessKey,
      createUser: (uid) => cluster.createUser(uid),
      stop: () => cluster.stop(),
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

const run = promisify(execFile);

class Cluster {
  readonly endpoint: string;
  private readonly children: ChildProcess[] = [];
  private readonly endChildren = (): void => {
    for (const child of this.children.splice(0)) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  };

  constructor(
    private readonly folder: string,
    private readonly monitorPort: number,
    private readonly gatewayPort: number,
  ) {
    this.endpoint = `http://127.0.0.1:${gatewayPort}`;
    process.once("exit", this.endChildren);
  }

  async start(): Promise<void> {
    const fsid = randomUUID();
    for (const part of ["mon", "osd", "rgw", "run", "log"]) await mkdir(join(this.folder, part));
    await writeFile(join(this.folder, "ceph.conf"), this.configuration(fsid));
    const monmap = join(this.folder, "monmap");
    await this.run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", `[v1:127.0.0.1:${this.monitorPort}]`, monmap);
    await Promise.all([
      this.run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap),
      // The storage daemon chooses an id of its own here, under which it is made known below.
      this.run("ceph-osd", "-i", "0", "--mkfs", "--no-mon-config"),
    ]);
    this.spawn("ceph-mon", "-f", "-i", "a");
    const osdId = (await readFile(join(this.folder, "osd", "fsid"), "utf8")).trim();
    await this.run("ceph", "--connect-timeout", "60", "osd", "new", osdId);
    this.spawnStorage(5);
    this.spawn("radosgw", "-f", "-n", "client.rgw");
    await this.untilAnswering();
  }

  async createUser(uid: string, more: readonly string[] = []): Promise<S3User> {
    const accessKeyId = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`;
    const secretAccessKey = randomBytes(20).toString("hex");
    const names = [`--uid=${uid}`, `--display-name=${uid}`, `--access-key=${accessKeyId}`, `--secret=${secretAccessKey}`];
    await this.run("radosgw-admin", "-n", "client.rgw", "user", "create", ...names, ...more);
    return { uid, accessKeyId, secretAccessKey };
  }

  async stop(): Promise<void> {
    const running = this.children.splice(0).filter((child) => child.exitCode === null && child.signalCode === null);
    // Nothing in it is to be kept, so nobody waits for an orderly end.
    await Promise.all(running.map((child) => ended(child)));
    await rm(this.folder, { recursive: true, force: true });
    process.removeListener("exit", this.endChildren);
  }

  /** The storage daemon gives up when it speaks before the monitor has told it which cluster it is in: so it gets more chances. */
  private spawnStorage(chances: number): void {
    const child = this.spawn("ceph-osd", "-f", "-i", "0");
    child.once("exit", () => {
      const at = this.children.indexOf(child);
      if (at < 0 || chances <= 1) return;
      this.children.splice(at, 1);
      this.spawnStorage(chances - 1);
    });
  }

  private spawn(program: string, ...args: readonly string[]): ChildProcess {
    const log = openSync(join(this.folder, "log", `${program}.out`), "a");
    const [command, all] = dyingWithUs(program, args);
    const child = spawn(command, all, { stdio: ["ignore", log, log], env: this.environment() });
    closeSync(log);
    this.children.push(child);
    return child;
  }

  private async run(program: string, ...args: readonly string[]): Promise<void> {
    await run(program, args, { env: this.environment(), timeout: 120_000 });
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, CEPH_CONF: join(this.folder, "ceph.conf") };
  }

  private async untilAnswering(): Promise<void> {
    for (const deadline = Date.now() + 120_000; ;) {
      const dead = this.children.find((child) => child.exitCode !== null || child.signalCode !== null);
      if (dead !== undefined) throw new Error(`${dead.spawnargs.join(" ")} ended: ${await this.logs()}`);
      const answer = await fetch(this.endpoint).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok === true) return;
      if (Date.now() > deadline) throw new Error(`The S3 server did not answer: ${await this.logs()}`);
      await delay(50);
    }
  }

  private async logs(): Promise<string> {
    const texts = ["ceph-mon", "ceph-osd", "radosgw"].map((name) =>
      readFile(join(this.folder, "log", `${name}.out`), "utf8").catch(() => ""),
    );
    return (await Promise.all(texts)).join("\n").slice(-4000);
  }

  private configuration(fsid: string): string {
    const { folder } = this;
    return `[global]
fsid = ${fsid}
mon host = v1:127.0.0.1:${this.monitorPort}
mon initial members = a
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 4294967296
mon data = ${folder}/mon
osd data = ${folder}/osd
rgw data = ${folder}/rgw
run dir = ${folder}/run
admin socket = ${folder}/run/$name.asok
pid file = ${folder}/run/$name.pid
log file = ${folder}/log/$name.log
mon cluster log file = ${folder}/log/cluster.log
crash dir = ${folder}/run

[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${this.gatewayPort}
`;
  }
}

/** Where Linux offers it, the kernel ends a child when this process is killed and can run no exit handler. */
function dyingWithUs(program: string, args: readonly string[]): [string, string[]] {
  return existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", ["--pdeathsig", "KILL", program, ...args]] : [program, [...args]];
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
