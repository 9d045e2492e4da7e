import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { type IndexStatus, ReplaceIndex } from "../../protocol/indexing";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ErrorMessages } from "../errorMessages";
import { t } from "../localize";
import type { IndexStatusFeed } from "./indexStatusFeed";

/** Tells once of an index that cannot be used as it is, and asks what shall become of it. Nothing is ever deleted. */
export class IndexCondition implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  /** What was said already: a status that comes again is no news. */
  private readonly said = new Set<string>();
  private replacing = false;

  constructor(
    private readonly server: FlowLogServer,
    private readonly status: IndexStatusFeed,
    private readonly errors: ErrorMessages,
  ) {
    this.owned.add(status.onDidChange((latest) => this.look(latest)));
  }

  /** Asks, and sets the index aside. */
  async replace(): Promise<void> {
    const latest = this.status.latest;
    const sentence = latest !== undefined && latest.condition.state !== "ready" ? latest.condition.sentence : "";
    const confirm = { title: t("Set Aside and Start Anew") };
    const detail = t("{0} The index is kept under another name next to where it is, and an empty one takes its place.", sentence).trim();
    const chosen = await vscode.window.showWarningMessage(t("Start a new index?"), { modal: true, detail }, confirm);
    if (chosen !== confirm) return;
    this.replacing = true;
    const { setAside } = await this.server.request(ReplaceIndex).finally(() => (this.replacing = false));
    this.said.add(setAside);
    void vscode.window.showInformationMessage(t("The index was set aside as {0}. A new one is ready; index your buckets again.", setAside));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private look(status: IndexStatus | undefined): void {
    if (status === undefined) return;
    if (status.setAside !== undefined && this.isNews(status.setAside) && !this.replacing) {
      void vscode.window.showWarningMessage(
        t("Another window has set the index aside as {0}. An empty one took its place.", status.setAside),
      );
    }
    if (status.condition.state !== "ready" && this.isNews(`${status.path} ${status.condition.state}`)) {
      this.ask(status.condition.sentence).catch((error: unknown) => this.errors.report(error));
    }
  }

  private async ask(sentence: string): Promise<void> {
    const anew = t("Set Aside and Start Anew…");
    const chosen = await vscode.window.showWarningMessage(sentence, anew, t("Not Now"));
    if (chosen === anew) await this.replace();
  }

  private isNews(text: string): boolean {
    if (this.said.has(text)) return false;
    this.said.add(text);
    return true;
  }
}
