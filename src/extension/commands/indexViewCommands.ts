import * as vscode from "vscode";
import { ForgetSource, GetIndexTrouble, type IndexScope, type SourceStatus } from "../../protocol/indexing";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ConnectionStore } from "../connections/connectionStore";
import type { ObjectFiles } from "../documents/objectFiles";
import type { ErrorMessages } from "../errorMessages";
import { askWhatToForget } from "../indexing/forgetQuestion";
import { nameOfKey } from "../../base/objectLabel";
import type { IndexCondition } from "../indexing/indexCondition";
import type { IndexRuns } from "../indexing/indexRuns";
import type { IndexStatusFeed } from "../indexing/indexStatusFeed";
import { count, rowsOfObjects } from "../indexing/indexTexts";
import { connectionOfSource } from "../indexing/sourceConnection";
import { t } from "../localize";
import type { FailureNode, RejectionNode, SourceNode, TroubleNode } from "../views/indexNodes";
import type { IndexTree } from "../views/indexTree";
import { registerCommand } from "./registerCommand";

export interface IndexViewCommandParts {
  readonly errors: ErrorMessages;
  readonly server: FlowLogServer;
  readonly store: ConnectionStore;
  readonly runs: IndexRuns;
  readonly status: IndexStatusFeed;
  readonly condition: IndexCondition;
  readonly tree: IndexTree;
  readonly files: ObjectFiles;
}

export function registerIndexViewCommands(parts: IndexViewCommandParts): vscode.Disposable {
  const { errors, status, condition, tree } = parts;
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.refreshIndex", () => status.refresh()),
    registerCommand(errors, "flowlog.showFailures", () => tree.revealTrouble()),
    registerCommand(errors, "flowlog.replaceIndex", () => condition.replace()),
    registerCommand(errors, "flowlog.forgetSource", ({ source }: SourceNode) => forget(parts, source, "all")),
    registerCommand(errors, "flowlog.forgetTimeRange", ({ source }: SourceNode) => forget(parts, source, "range")),
    registerCommand(errors, "flowlog.updateSource", ({ source }: SourceNode) => update(parts, source)),
    registerCommand(errors, "flowlog.retryFailed", (node: TroubleNode | FailureNode) => retry(parts, node)),
    registerCommand(errors, "flowlog.openIndexedObject", (node: FailureNode | RejectionNode) => open(parts, node)),
    registerCommand(errors, "flowlog.copyFailure", ({ failure }: FailureNode) =>
      vscode.env.clipboard.writeText(`${failure.uri}\n${failure.reason}`),
    ),
  );
}

async function forget({ server }: IndexViewCommandParts, source: SourceStatus, part: "all" | "range"): Promise<void> {
  const params = await askWhatToForget(source, part);
  if (params === undefined) return;
  const options = { location: vscode.ProgressLocation.Notification, title: t("Forgetting {0}", source.uri) };
  const gone = await vscode.window.withProgress(options, () => server.request(ForgetSource, params));
  void vscode.window.showInformationMessage(t("{0} left the index.", rowsOfObjects(gone, t)));
}

/** Looks at the source again and indexes what is new. */
async function update(parts: IndexViewCommandParts, source: SourceStatus): Promise<void> {
  const scope = scopeIn(parts.store, source, "");
  if (scope !== undefined) await parts.runs.planAndRun([scope], source.uri);
}

async function retry({ server, store, runs }: IndexViewCommandParts, node: TroubleNode | FailureNode): Promise<void> {
  const { source } = node.kind === "failure" ? node.parent.parent : node.parent;
  const keys = node.kind === "failure" ? [node.failure.key] : await failedKeys(server, source);
  const scopes = keys.map((key) => scopeIn(store, source, key)).filter((scope) => scope !== undefined);
  const [only] = scopes;
  if (only === undefined) return;
  await runs.run(scopes, scopes.length === 1 ? nameOfKey(only.prefix) : t("{0} failed objects", count(scopes.length)));
}

async function failedKeys(server: FlowLogServer, { sourceId, failed }: SourceStatus): Promise<readonly string[]> {
  const { failures } = await server.request(GetIndexTrouble, { sourceId, limit: failed });
  return failures.map(({ key }) => key);
}

async function open({ store, files }: IndexViewCommandParts, node: FailureNode | RejectionNode): Promise<void> {
  const { source } = node.parent.parent;
  const key = node.kind === "failure" ? node.failure.key : node.rejected.key;
  const scope = scopeIn(store, source, key);
  if (scope === undefined) return;
  await files.open(
    { connectionId: scope.connectionId, bucket: scope.bucket, key },
    node.kind === "rejection" ? node.rejected.line : undefined,
  );
}

/** Through which connection the source is reached now; says so where there is none. */
function scopeIn(store: ConnectionStore, source: SourceStatus, prefix: string): IndexScope | undefined {
  const connection = connectionOfSource(store.all(), source);
  if (connection === undefined) {
    void vscode.window.showWarningMessage(t("No connection leads to {0} any more. Add one to reach its objects.", source.uri));
    return undefined;
  }
  return { connectionId: connection.id, bucket: source.bucket, prefix };
}
