import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { FlowLogServer } from "../client/flowLogServer";
import type { BucketsModel } from "./bucketsModel";
import { type BucketNode, type BucketsNode, isLevel, type ParentNode, type PrefixNode } from "./bucketsNodes";
import type { IndexDecorations } from "./indexDecorations";
import { treeItemOf } from "./bucketsItems";

/** The Buckets view: connection → bucket → prefixes → objects. */
export class BucketsTree implements vscode.TreeDataProvider<BucketsNode>, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<BucketsNode | undefined>());
  private readonly view: vscode.TreeView<BucketsNode>;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly model: BucketsModel,
    private readonly server: FlowLogServer,
    private readonly decorations: IndexDecorations,
  ) {
    this.view = this.owned.add(vscode.window.createTreeView("flowlog.buckets", { treeDataProvider: this, showCollapseAll: true }));
    this.owned.add(server.onDidChangeState(() => this.changed.fire(undefined)));
  }

  get selection(): BucketsNode | undefined {
    return this.view.selection[0];
  }

  async getChildren(node?: BucketsNode): Promise<BucketsNode[]> {
    // Without an engine there is nothing to list with; the welcome view says so in the tree's place.
    if (this.server.state === "engineMissing") return [];
    const children = node === undefined ? this.model.roots() : isParent(node) ? await this.model.children(node) : [];
    this.decorations.note(children);
    return [...children];
  }

  getTreeItem(node: BucketsNode): vscode.TreeItem {
    return treeItemOf(node);
  }

  getParent(node: BucketsNode): BucketsNode | undefined {
    switch (node.kind) {
      case "connection":
        return undefined;
      case "bucket":
        return this.model.roots().find(({ profile }) => profile.id === node.connectionId);
      default:
        return node.parent;
    }
  }

  /** Lists a node again; without one, everything. */
  refresh(node?: BucketsNode): void {
    const parent = node === undefined || isParent(node) ? node : node.parent;
    this.model.forget(parent);
    this.changed.fire(parent);
  }

  async loadMore(node: BucketNode | PrefixNode): Promise<void> {
    await this.model.loadMore(node);
    this.changed.fire(node);
  }

  /** Shows a prefix at the top of its bucket, opened and selected. */
  async jump(bucket: BucketNode, prefix: string): Promise<void> {
    const target = prefix === "" ? bucket : this.model.addJump(bucket, prefix);
    this.changed.fire(bucket);
    await this.view.reveal(target, { select: true, focus: true, expand: true });
  }

  removeJump(node: PrefixNode): void {
    this.model.removeJump(node);
    this.changed.fire(node.parent);
  }

  async revealConnection(connectionId: string): Promise<void> {
    const node = this.model.roots().find(({ profile }) => profile.id === connectionId);
    if (node !== undefined) await this.view.reveal(node, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function isParent(node: BucketsNode): node is ParentNode {
  return node.kind === "connection" || isLevel(node);
}
