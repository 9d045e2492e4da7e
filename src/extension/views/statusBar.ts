import * as vscode from "vscode";
import { formatBytes } from "../../base/bytes";
import { DisposableStore } from "../../base/disposable";
import type { IndexProgress } from "../../protocol/indexing";
import type { IndexRuns } from "../indexing/indexRuns";
import type { IndexStatusFeed } from "../indexing/indexStatusFeed";
import { count, describeProgress, percentOf } from "../indexing/indexTexts";
import { t } from "../localize";

/** The one item in the status bar: how much is indexed, and where a run stands. */
export class StatusBar implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly item: vscode.StatusBarItem;
  private progress: IndexProgress | undefined;

  constructor(
    private readonly status: IndexStatusFeed,
    runs: IndexRuns,
  ) {
    this.item = this.owned.add(vscode.window.createStatusBarItem("flowlog.status", vscode.StatusBarAlignment.Left));
    this.item.name = t("Flow Logs");
    this.item.command = "flowlog.showStatus";
    this.owned.add(status.onDidChange(() => this.show()));
    this.owned.add(
      runs.onDidProgress((progress) => {
        this.progress = progress;
        this.show();
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(): void {
    const { latest } = this.status;
    if (latest === undefined) {
      this.item.hide();
      return;
    }
    // A run of another window on the same index is told by the status, at the pace at which the index changes.
    const progress = this.progress ?? latest.running[0]?.progress;
    if (latest.condition.state !== "ready") {
      this.showTrouble(latest.condition.sentence);
      return;
    }
    const rows = latest.rows === 1 ? t("1 flow record") : t("{0} flow records", count(latest.rows));
    this.item.text =
      progress === undefined ? `$(database) ${rows}` : `$(sync~spin) ${t("Indexing {0} %", Math.floor(percentOf(progress)))}`;
    this.item.tooltip = [
      `${rows} · ${t("{0} on disk", formatBytes(latest.sizeBytes))}`,
      ...(progress === undefined ? [] : [describeProgress(progress, t)]),
    ].join("\n");
    this.item.accessibilityInformation = { label: progress === undefined ? rows : describeProgress(progress, t) };
    this.item.show();
  }

  /** Nothing is known of what is in an index that cannot be used: zero rows would be a lie. */
  private showTrouble(sentence: string): void {
    this.item.text = `$(warning) ${t("No usable index")}`;
    this.item.tooltip = sentence;
    this.item.accessibilityInformation = { label: sentence };
    this.item.show();
  }
}
