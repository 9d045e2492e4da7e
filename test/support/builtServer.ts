import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  type ProgressType,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { InitializeResult, ServerCapabilities } from "vscode-languageserver-protocol";
import { CatalogChanged } from "../../src/protocol/catalog";
import { OpenConnection } from "../../src/protocol/connection";
import {
  type IndexProgress,
  indexProgress,
  type IndexReport,
  IndexChanged,
  type IndexScope,
  StartIndex,
} from "../../src/protocol/indexing";
import { type Cell, DisposeResult, GetRows, RunQuery } from "../../src/protocol/query";
import type { ServerOptions } from "../../src/protocol/serverOptions";

const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One of the bundles; told what to do where it is not built. */
export function bundle(name: "server.js" | "cli.js"): string {
  const path = join(projectFolder, "dist", name);
  if (!existsSync(path)) throw new Error(`${path} is not there: build it with "npm run build".`);
  return path;
}

export interface StartOptions extends Pick<SpawnOptions, "uid" | "gid"> {
  /** Waits until the server has answered; false leaves `initialize` to the test. The default is true. */
  readonly initialize?: boolean;
}

export type Row = Readonly<Record<string, Cell>>;

let tokens = 0;

/** The built server over standard input and output, as an editor drives it. */
export class BuiltServer {
  /** How often each of the server's own notifications came. */
  readonly told = { indexChanged: 0, catalogChanged: 0 };
  /** What the server said that it can do. */
  capabilities: ServerCapabilities = {};
  /** Resolves with exit code and signal, and everything on standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly stderr: string }>;

  private constructor(
    private readonly child: ChildProcess,
    readonly connection: MessageConnection,
  ) {
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    this.ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        connection.dispose();
        resolve({ code, signal, stderr });
      });
    });
    connection.onNotification(IndexChanged, () => {
      this.told.indexChanged++;
    });
    connection.onNotification(CatalogChanged, () => {
      this.told.catalogChanged++;
    });
  }

  static async start(options: ServerOptions, { initialize = true, ...spawning }: StartOptions = {}): Promise<BuiltServer> {
    const child = spawn(process.execPath, [bundle("server.js"), "--stdio"], { stdio: "pipe", ...spawning });
    child.stdin.on("error", () => undefined);
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.onError(() => undefined);
    connection.listen();
    const server = new BuiltServer(child, connection);
    if (initialize) await server.initialize(options);
    return server;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async initialize(options: ServerOptions): Promise<unknown> {
    const params = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: options };
    const result: InitializeResult = await this.connection.sendRequest("initialize", params);
    this.capabilities = result.capabilities;
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  /** Makes a folder known under its path as the connection's id. */
  async openFolder(path: string): Promise<void> {
    const profile = { id: path, name: path, place: { kind: "folder", path } } as const;
    await this.connection.sendRequest(OpenConnection, { profile });
  }

  /** Indexes a folder that was opened. `cancel` is asked at every progress whether to cancel. */
  async index(
    path: string,
    scope: Partial<IndexScope> = {},
    onProgress: (progress: IndexProgress, cancel: () => void) => void = () => undefined,
  ): Promise<IndexReport> {
    const progressToken = `index-${++tokens}`;
    const source = new CancellationTokenSource();
    const listening = this.onProgress(indexProgress, progressToken, (progress) => onProgress(progress, () => source.cancel()));
    const params = { scope: { connectionId: path, bucket: path, prefix: "", ...scope }, progressToken };
    return this.connection.sendRequest(StartIndex, params, source.token).finally(() => listening.dispose());
  }

  onProgress<P>(type: ProgressType<P>, token: string, handle: (value: P) => void): { dispose(): void } {
    return this.connection.onProgress(type, token, handle);
  }

  /** All rows of a statement, as wire cells by column name. */
  async query(sql: string): Promise<Row[]> {
    const { resultId, kind, columns, rowCount } = await this.connection.sendRequest(RunQuery, { ownerId: "test", sql });
    if (kind === "done") return [];
    const rows: Row[] = [];
    while (rows.length < rowCount) {
      const { cells } = await this.connection.sendRequest(GetRows, { resultId, start: rows.length, count: 2000 });
      const count = cells[0]?.length ?? 0;
      for (let row = 0; row < count; row++)
        rows.push(Object.fromEntries(columns.map(({ name }, column) => [name, cells[column]?.[row] ?? null])));
    }
    await this.connection.sendRequest(DisposeResult, { resultId });
    return rows;
  }

  /** SIGKILL: no chance to do anything more. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  /** As an editor ends a server. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    await exited;
    await this.ended;
  }
}
