import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { GetIndexStatus, IndexChanged, type IndexStatus } from "../../protocol/indexing";
import { setContextKey } from "../contextKeys";
import type { FlowLogServer } from "../client/flowLogServer";

/** The status of the index as the server told it last. It is asked for again whenever the index changes, once at a time. */
export class IndexStatusFeed implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<IndexStatus | undefined>());
  private asking: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;
  private status: IndexStatus | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: FlowLogServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(server.onNotification(IndexChanged, () => void this.refresh()));
    this.owned.add(
      server.onDidChangeState((state) => {
        if (state === "running") void this.refresh();
        else if (state !== "starting") this.set(undefined);
      }),
    );
  }

  get latest(): IndexStatus | undefined {
    return this.status;
  }

  /** Settles when a status has come that is not older than this call: one under way may have been answered before it. */
  refresh(): Promise<void> {
    this.waiting ??= (this.asking ?? Promise.resolve()).then(() => {
      this.waiting = undefined;
      this.asking = this.ask();
      return this.asking;
    });
    return this.waiting;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async ask(): Promise<void> {
    try {
      this.set(await this.server.request(GetIndexStatus));
    } catch (error) {
      this.log.error("The status of the index could not be read.", error);
    }
  }

  private set(status: IndexStatus | undefined): void {
    this.status = status;
    setContextKey("flowlog.indexEmpty", status === undefined || status.sources.length === 0);
    setContextKey("flowlog.indexBlocked", status !== undefined && status.condition.state !== "ready");
    this.changed.fire(status);
  }
}
