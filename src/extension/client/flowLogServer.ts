import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { NotificationType, ProgressType, RequestType, RequestType0 } from "vscode-jsonrpc";
import { DisposableStore } from "../../base/disposable";
import { CatalogChanged } from "../../protocol/catalog";
import { CredentialsChanged } from "../../protocol/connection";
import { FlowLogError } from "../../protocol/errors";
import { IndexChanged } from "../../protocol/indexing";
import { t } from "../localize";
import { isConnectionLost, ServerGaveUpError, ServerLostError } from "../userErrors";
import { type QuietClient, createQuietClient } from "./quietClient";
import { repeatableMethods } from "./repeatableMethods";
import { RestartPolicy } from "./restartPolicy";
import { type ServerExit, type ServerProcess, startServerProcess } from "./serverProcess";
import { ShownDiagnostics } from "./shownDiagnostics";

export type ServerState = "stopped" | "starting" | "running" | "engineMissing" | "gaveUp";

/** Sends one request to the process at hand; what a preparation gets, before anybody else may ask. */
export type Send = (method: string, params: unknown, token?: vscode.CancellationToken) => Promise<unknown>;

interface Session {
  readonly client: QuietClient;
  readonly process: ServerProcess;
  stopping: boolean;
}

export interface ServerSetup {
  readonly modulePath: string;
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => unknown;
  /** Makes a fresh process what the last one was: opens the connections. */
  readonly prepare: (send: Send) => Promise<void>;
}

/**
 * The one server of this window, started when first asked and started again when it ends. Requests that only read, and index
 * runs, which go on where they stopped, are sent once more after a restart; all others fail with a `ServerLostError`.
 */
export class FlowLogServer implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly stateChanged = this.owned.add(new vscode.EventEmitter<ServerState>());
  private readonly handlers = new Map<string, Set<(params: unknown) => void>>();
  private readonly diagnostics = this.owned.add(new ShownDiagnostics());
  private readonly policy = new RestartPolicy(() => Date.now());
  private session: Promise<Session> | undefined;
  /** Settles when the process before is gone, so that two never want the index at once. */
  private goodbye: Promise<void> = Promise.resolve();
  private current: ServerState = "stopped";
  private missing = "";

  readonly onDidChangeState = this.stateChanged.event;

  constructor(private readonly setup: ServerSetup) {}

  get state(): ServerState {
    return this.current;
  }

  /** Which part of the engine is missing, in state `engineMissing`. */
  get missingEngine(): string {
    return this.missing;
  }

  request<R, E>(type: RequestType0<R, E>, token?: vscode.CancellationToken): Promise<R>;
  request<P, R, E>(type: RequestType<P, R, E>, params: P, token?: vscode.CancellationToken): Promise<R>;
  request(type: { readonly method: string; readonly numberOfParams: number }, ...rest: unknown[]): Promise<unknown> {
    const params = type.numberOfParams === 0 ? undefined : rest[0];
    return this.send(type.method, params, rest[type.numberOfParams] as vscode.CancellationToken | undefined);
  }

  /** A request whose parameters carry a progress token of ours. */
  async requestWithProgress<P extends { readonly progressToken?: string }, R, E, V>(
    type: RequestType<P, R, E>,
    params: P,
    progress: { readonly type: ProgressType<V>; readonly report: (value: V) => void },
    token: vscode.CancellationToken,
  ): Promise<R> {
    const progressToken = randomUUID();
    const listen = (client: QuietClient): vscode.Disposable => client.onProgress(progress.type, progressToken, progress.report);
    return (await this.send(type.method, { ...params, progressToken }, token, listen)) as R;
  }

  async send(method: string, params: unknown, token?: vscode.CancellationToken, listen?: Listen): Promise<unknown> {
    const session = await this.ready();
    try {
      return await sendListening(session.client, { method, params, token, listen });
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      if (token?.isCancellationRequested === true) throw new vscode.CancellationError();
      if (!repeatableMethods.has(method)) throw new ServerLostError();
    }
    // The connection breaks before the process has ended, and only then another one may begin.
    if (!session.stopping) session.process.kill();
    await session.process.exited;
    return sendListening((await this.ready()).client, { method, params, token, listen });
  }

  /** Handlers of `serverNotifications`. They outlive the process: they hear every later one as well. */
  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): vscode.Disposable {
    const handlers = this.handlers.get(type.method) ?? new Set();
    this.handlers.set(type.method, handlers);
    const entry = handler as (params: unknown) => void;
    handlers.add(entry);
    return new vscode.Disposable(() => handlers.delete(entry));
  }

  start(): void {
    this.ready().catch((error: unknown) => this.setup.log.error("The server did not start.", error));
  }

  /** Ends the process in good order and starts a new one, with the options of now. */
  async restart(): Promise<void> {
    await this.stop();
    this.policy.forget();
    await this.ready();
  }

  /** Ends a process that no longer listens; a new one is started as after a crash. */
  replaceProcess(): void {
    this.session?.then(
      ({ process }) => process.kill(),
      () => undefined,
    );
  }

  stop(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    this.goodbye = this.endSession(session);
    return this.goodbye;
  }

  dispose(): void {
    void this.stop().finally(() => this.owned.dispose());
  }

  private async endSession(starting: Promise<Session> | undefined): Promise<void> {
    const session = await starting?.catch(() => undefined);
    if (session === undefined) {
      this.setState("stopped");
      return;
    }
    session.stopping = true;
    try {
      await session.client.stop(stopTimeoutMs);
    } catch (error) {
      this.setup.log.warn("The server did not stop in good order.", error);
    }
    const timer = setTimeout(() => session.process.kill(), stopTimeoutMs);
    await session.process.exited;
    clearTimeout(timer);
    this.setState("stopped");
  }

  private ready(): Promise<Session> {
    if (this.current === "engineMissing") return Promise.reject(engineMissingError(this.missing));
    if (this.current === "gaveUp") return Promise.reject(new ServerGaveUpError());
    if (this.session !== undefined) return this.session;
    const starting = this.goodbye.then(() => this.startSession());
    starting.catch(() => {
      if (this.session !== starting) return;
      this.session = undefined;
      if (this.current === "stopped") this.start();
    });
    this.session = starting;
    return starting;
  }

  private async startSession(): Promise<Session> {
    const { log } = this.setup;
    this.setState("starting");
    const process = startServerProcess(this.setup.modulePath, (line) => log.info(`server: ${line}`));
    const { initializationOptions } = this.setup;
    const client = createQuietClient(process, { log, initializationOptions, diagnostics: this.diagnostics });
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("flowlog.editor.inlayHints")) client.refreshInlayHints();
    });
    void process.exited.then(() => void settings.dispose());
    for (const { method } of serverNotifications) client.onNotification(method, (params: unknown) => this.notify(method, params));
    const session: Session = { client, process, stopping: false };
    try {
      await client.start();
    } catch (error) {
      process.kill();
      const exit = await process.exited;
      throw this.startFailure(exit, error);
    }
    void process.exited.then((exit) => this.sessionEnded(session, exit));
    await this.setup.prepare((method, params, token) => sendTo(client, method, params, token));
    this.setState("running");
    return session;
  }

  /** A start that failed counts as an end: it is tried again as long as the policy allows. */
  private startFailure(exit: ServerExit, error: unknown): Error {
    if (exit.missingEngine !== undefined) {
      this.missing = exit.missingEngine;
      this.setState("engineMissing");
      return engineMissingError(exit.missingEngine);
    }
    const giveUp = this.policy.noteExit() === "giveUp";
    this.setState(giveUp ? "gaveUp" : "stopped");
    return giveUp
      ? new ServerGaveUpError()
      : new Error(t("The engine did not start (exit code {0}).", String(exit.code)), { cause: error });
  }

  private sessionEnded(session: Session, exit: ServerExit): void {
    if (session.stopping) return;
    this.session = undefined;
    this.setup.log.warn(`The server ended with exit code ${String(exit.code)}.`);
    if (this.policy.noteExit() === "giveUp") {
      this.setState("gaveUp");
      return;
    }
    this.start();
  }

  private notify(method: string, params: unknown): void {
    for (const handler of this.handlers.get(method) ?? []) handler(params);
  }

  private setState(state: ServerState): void {
    if (this.current === state) return;
    this.current = state;
    this.stateChanged.fire(state);
  }
}

type Listen = (client: QuietClient) => vscode.Disposable;

const stopTimeoutMs = 2000;
const serverNotifications = [IndexChanged, CatalogChanged, CredentialsChanged];

async function sendListening(
  client: QuietClient,
  {
    method,
    params,
    token,
    listen,
  }: { method: string; params: unknown; token: vscode.CancellationToken | undefined; listen: Listen | undefined },
): Promise<unknown> {
  const listener = listen?.(client);
  try {
    return await sendTo(client, method, params, token);
  } finally {
    listener?.dispose();
  }
}

function sendTo(client: QuietClient, method: string, params: unknown, token?: vscode.CancellationToken): Promise<unknown> {
  const values = [...(params === undefined ? [] : [params]), ...(token === undefined ? [] : [token])];
  return client.sendRequest(method, ...(values as [unknown]));
}

export function engineMissingSentence(missing: string): string {
  return t(
    "The DuckDB engine for this platform is missing ({0}). Install the package of this extension that is made for your platform.",
    missing,
  );
}

function engineMissingError(missing: string): FlowLogError {
  return new FlowLogError({ kind: "engineMissing" }, engineMissingSentence(missing));
}
