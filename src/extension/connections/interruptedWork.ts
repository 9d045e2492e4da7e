import type * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { ErrorMessages } from "../errorMessages";
import { concernsSignIn } from "../userErrors";
import type { ConnectionStore } from "./connectionStore";

type Work = () => Promise<void>;

/**
 * Work that ended because its connection was not signed in any more. That is told once, and whenever there are other credentials
 * it begins again by itself, until it comes to another end.
 */
export class InterruptedWork implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  /** One for each connection: what the user asks for later takes the place of what waits. */
  private readonly waiting = new Map<string, Work>();

  constructor(
    private readonly store: ConnectionStore,
    private readonly errors: ErrorMessages,
    onDidChangeCredentials: readonly ((listener: () => void) => vscode.Disposable)[],
  ) {
    for (const event of onDidChangeCredentials) this.owned.add(event(() => this.goOn()));
  }

  async run(connectionId: string, work: Work): Promise<void> {
    this.waiting.delete(connectionId);
    try {
      await work();
    } catch (error) {
      if (!concernsSignIn(error)) throw error;
      this.waiting.set(connectionId, work);
      // Not awaited: the message may stay open for long after the work has gone on.
      this.errors.report(error, { connectionId });
    }
  }

  dispose(): void {
    this.owned.dispose();
  }

  private goOn(): void {
    for (const [connectionId, work] of [...this.waiting]) {
      this.waiting.delete(connectionId);
      if (this.store.find(connectionId) === undefined) continue;
      work().catch((error: unknown) => {
        // Some other credentials changed, or not all of it has yet: no news, and the wait goes on.
        if (concernsSignIn(error)) this.waiting.set(connectionId, work);
        else this.errors.report(error, { connectionId });
      });
    }
  }
}
