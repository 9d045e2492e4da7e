import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { CloseConnection, type ConnectionProfile, OpenConnection } from "../../protocol/connection";
import type { Send } from "../client/flowLogServer";
import type { ConnectionStore } from "./connectionStore";

/** Keeps the server told of the connections: all of them when it starts, and each one that is added, changed or removed. */
export class OpenConnections implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly opened = this.owned.add(new vscode.EventEmitter<void>());
  /** What the server knows: profile as text, by id. */
  private readonly known = new Map<string, string>();
  private queue: Promise<void> = Promise.resolve();
  private send: Send | undefined;

  /** Connections or secrets changed, and the server, if it runs, knows of it. */
  readonly onDidUpdate = this.opened.event;

  constructor(
    private readonly store: ConnectionStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(store.onDidChange(() => void this.update().then(() => this.opened.fire())));
    this.owned.add(
      store.onDidChangeSecret((id) => {
        this.known.delete(id);
        void this.update().then(() => this.opened.fire());
      }),
    );
  }

  /** A fresh process knows nothing: opens every connection in it. */
  async openAll(send: Send): Promise<void> {
    this.send = send;
    this.known.clear();
    await this.update();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private update(): Promise<void> {
    this.queue = this.queue
      .then(() => this.bringUpToDate())
      .catch((error: unknown) => this.log.error("Telling the server of the connections failed.", error));
    return this.queue;
  }

  private async bringUpToDate(): Promise<void> {
    const send = this.send;
    if (send === undefined) return;
    const profiles = this.store.all();
    const wanted = new Set(profiles.map((profile) => profile.id));
    for (const id of [...this.known.keys()].filter((known) => !wanted.has(known))) {
      this.known.delete(id);
      await this.attempt(id, send(CloseConnection.method, { connectionId: id }));
    }
    for (const profile of profiles) await this.open(profile, send);
  }

  private async open(profile: ConnectionProfile, send: Send): Promise<void> {
    const text = JSON.stringify(profile);
    if (this.known.get(profile.id) === text) return;
    this.known.set(profile.id, text);
    const secret = await this.store.secret(profile.id);
    await this.attempt(profile.id, send(OpenConnection.method, { profile, ...(secret === undefined ? {} : { secret }) }));
  }

  /** A connection that cannot be opened must not keep the others from it; using it tells why. */
  private async attempt(connectionId: string, request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      this.log.error(`Telling the server of connection ${connectionId} failed.`, error);
    }
  }
}
