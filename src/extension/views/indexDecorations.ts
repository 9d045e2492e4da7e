import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { IndexState } from "../../protocol/bucket";
import { nodeScheme } from "../documents/objectAddress";
import { describeIndexState, nodeUri } from "./bucketsItems";
import { type BucketsNode, isLevel } from "./bucketsNodes";

/** Marks buckets, prefixes and objects by how much of them is in the index. */
export class IndexDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<vscode.Uri[]>());
  private readonly states = new Map<string, Seen>();

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor() {
    this.owned.add(vscode.window.registerFileDecorationProvider(this));
  }

  /** Remembers what a listing said. A level that a jump shows says nothing of itself. */
  note(nodes: readonly BucketsNode[]): void {
    const changed = nodes.flatMap((node) => {
      const seen = stateOf(node);
      if (seen === undefined || this.states.get(seen.uri.toString())?.state === seen.state) return [];
      this.states.set(seen.uri.toString(), seen);
      return [seen.uri];
    });
    if (changed.length > 0) this.changed.fire(changed);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== nodeScheme) return undefined;
    const seen = this.states.get(uri.toString());
    const look = seen === undefined ? undefined : looks[seen.state];
    if (seen === undefined || look === undefined) return undefined;
    return new vscode.FileDecoration(look.badge, describeIndexState(seen.state, seen.of), new vscode.ThemeColor(look.color));
  }

  dispose(): void {
    this.owned.dispose();
  }
}

const looks: Record<IndexState, { readonly badge: string; readonly color: string } | undefined> = {
  none: undefined,
  partly: { badge: "◐", color: "flowlog.partlyIndexedForeground" },
  indexed: { badge: "✓", color: "flowlog.indexedForeground" },
  changed: { badge: "~", color: "flowlog.changedForeground" },
  failed: { badge: "!", color: "flowlog.failedForeground" },
};

interface Seen {
  readonly uri: vscode.Uri;
  readonly state: IndexState;
  readonly of: "object" | "level";
}

function stateOf(node: BucketsNode): Seen | undefined {
  if (isLevel(node) && !(node.kind === "prefix" && node.jumped)) {
    const uri = nodeUri({ connectionId: node.connectionId, bucket: node.bucket, key: node.prefix });
    return { uri, state: node.indexState, of: "level" };
  }
  if (node.kind !== "object") return undefined;
  const uri = nodeUri({ connectionId: node.connectionId, bucket: node.bucket, key: node.object.key });
  return { uri, state: node.object.indexState, of: "object" };
}
