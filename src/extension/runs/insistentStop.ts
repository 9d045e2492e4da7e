import type * as vscode from "vscode";
import type { FlowLogServer } from "../client/flowLogServer";

/** Sees to it that a statement ends when it is told to: one that does not, ends with the engine's process. */
export class InsistentStop implements vscode.Disposable {
  static readonly patienceSeconds = 5;

  private readonly listener: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(token: vscode.CancellationToken, server: FlowLogServer, onStopping: () => void) {
    this.listener = token.onCancellationRequested(() => {
      onStopping();
      this.timer = setTimeout(() => {
        this.ended = true;
        server.replaceProcess();
      }, InsistentStop.patienceSeconds * 1000);
    });
  }

  /** Whether the process had to go. */
  get endedProcess(): boolean {
    return this.ended;
  }

  dispose(): void {
    this.listener.dispose();
    clearTimeout(this.timer);
  }
}
