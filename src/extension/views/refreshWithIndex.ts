import * as vscode from "vscode";
import type { IndexStatus } from "../../protocol/indexing";
import type { IndexRuns } from "../indexing/indexRuns";
import type { IndexStatusFeed } from "../indexing/indexStatusFeed";
import type { BucketsTree } from "./bucketsTree";

/**
 * What is in the index shows in the Buckets view: its open levels are listed again when that changed, here or in another window on
 * the same index. While a run goes on it changes all the time, and its end counts.
 */
export function refreshWithIndex(status: IndexStatusFeed, runs: IndexRuns, tree: BucketsTree): vscode.Disposable {
  let shown: string | undefined;
  // A run may leave every number as it was: what it read again is in the index as it is now.
  let ranHere = false;
  return vscode.Disposable.from(
    runs.onDidEnd(() => {
      ranHere = true;
      void status.refresh();
    }),
    status.onDidChange((latest) => {
      if (latest === undefined || latest.running.length > 0 || runs.isRunning) return;
      const before = shown;
      shown = contentsOf(latest);
      if (before === undefined || (shown === before && !ranHere)) return;
      ranHere = false;
      tree.refresh();
    }),
  );
}

function contentsOf({ path, condition, sources }: IndexStatus): string {
  return JSON.stringify([path, condition.state, sources]);
}
