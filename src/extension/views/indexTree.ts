import * as vscode from "vscode";
import { assertNever } from "../../base/assertNever";
import { formatBytes } from "../../base/bytes";
import { DisposableStore } from "../../base/disposable";
import { GetIndexTrouble, type IndexProgress } from "../../protocol/indexing";
import type { FlowLogServer } from "../client/flowLogServer";
import type { IndexStatusFeed } from "../indexing/indexStatusFeed";
import { describeProgress } from "../indexing/indexTexts";
import type { IndexRuns } from "../indexing/indexRuns";
import { t } from "../localize";
import { factsOf, indexItemOf } from "./indexItems";
import { type IndexNode, type SourceNode, type TroubleNode, troubleNodes } from "./indexNodes";

/** The Index view: what is in, from where, and what did not go in. */
export class IndexTree implements vscode.TreeDataProvider<IndexNode>, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<IndexNode | undefined>());
  private readonly view: vscode.TreeView<IndexNode>;
  private sources: readonly SourceNode[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly server: FlowLogServer,
    private readonly status: IndexStatusFeed,
    runs: IndexRuns,
  ) {
    this.view = this.owned.add(vscode.window.createTreeView("flowlog.index", { treeDataProvider: this, showCollapseAll: true }));
    this.owned.add(status.onDidChange(() => this.show()));
    this.owned.add(runs.onDidProgress((progress) => this.showRun(progress)));
    this.show();
  }

  async getChildren(node?: IndexNode): Promise<IndexNode[]> {
    if (node === undefined) return [...this.sources];
    switch (node.kind) {
      case "source":
        return [...factsOf(node)];
      case "failures":
      case "rejections":
        return this.trouble(node);
      case "fact":
      case "failure":
      case "rejection":
      case "rest":
        return [];
      default:
        return assertNever(node);
    }
  }

  getTreeItem(node: IndexNode): vscode.TreeItem {
    return indexItemOf(node);
  }

  getParent(node: IndexNode): IndexNode | undefined {
    return node.kind === "source" ? undefined : node.parent;
  }

  /** Opens the first list of failed objects, or of rejected lines. */
  async revealTrouble(): Promise<void> {
    await this.status.refresh();
    const source =
      this.sources.find(({ source: { failed } }) => failed > 0) ?? this.sources.find(({ source: { rejected } }) => rejected > 0);
    const trouble = source === undefined ? undefined : factsOf(source).find((fact) => fact.kind !== "fact");
    if (trouble !== undefined) await this.view.reveal(trouble, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(): void {
    const { latest } = this.status;
    this.sources = (latest?.sources ?? []).map((source) => ({ kind: "source", source }));
    this.view.description = latest === undefined || latest.sources.length === 0 ? "" : t("{0} on disk", formatBytes(latest.sizeBytes));
    this.changed.fire(undefined);
  }

  private showRun(progress: IndexProgress | undefined): void {
    this.view.badge = progress === undefined ? undefined : { value: 1, tooltip: t("Indexing: {0}", describeProgress(progress, t)) };
  }

  private async trouble(node: TroubleNode): Promise<IndexNode[]> {
    const found = await this.server.request(GetIndexTrouble, { sourceId: node.parent.source.sourceId });
    return [...troubleNodes(node, found)];
  }
}
