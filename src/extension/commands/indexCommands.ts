import * as vscode from "vscode";
import type { IndexScope } from "../../protocol/indexing";
import type { ErrorMessages, ErrorSubject } from "../errorMessages";
import type { IndexRuns } from "../indexing/indexRuns";
import { askTimeRange } from "../indexing/timeRangeQuestion";
import { t } from "../localize";
import type { BucketsModel } from "../views/bucketsModel";
import {
  type BucketNode,
  type BucketsNode,
  type ConnectionNode,
  connectionIdOf,
  isLevel,
  type ObjectNode,
  type PrefixNode,
} from "../views/bucketsNodes";
import type { BucketsTree } from "../views/bucketsTree";
import { registerCommand } from "./registerCommand";

export interface IndexCommandParts {
  readonly errors: ErrorMessages;
  readonly runs: IndexRuns;
  readonly model: BucketsModel;
  readonly tree: BucketsTree;
}

type Indexable = ConnectionNode | BucketNode | PrefixNode | ObjectNode;

/** "Index…" on whatever can be indexed: what, then when, then the plan, then the run. */
export function registerIndexCommands(parts: IndexCommandParts): vscode.Disposable {
  const { errors } = parts;
  const subjectOf = (node?: BucketsNode): ErrorSubject => (node === undefined ? {} : { connectionId: connectionIdOf(node) });
  return registerCommand(errors, "flowlog.indexObjects", (node?: Indexable) => index(parts, node), subjectOf);
}

async function index(parts: IndexCommandParts, node: Indexable | undefined): Promise<void> {
  const subject = node ?? (await chooseWhat(parts));
  if (subject === undefined) return;
  const name = nameOf(subject);
  const scopes = await scopesOf(parts.model, subject);
  if (scopes.length === 0) {
    void vscode.window.showWarningMessage(t("“{0}” has no buckets that could be listed.", name));
    return;
  }
  if (subject.kind === "object") return parts.runs.planAndRun(scopes, name);
  const range = await askTimeRange(t("Index {0}", name));
  if (range === undefined) return;
  await parts.runs.planAndRun(
    scopes.map((scope) => ({ ...scope, ...range })),
    name,
  );
}

/** From the palette: what is selected in the tree, else one of the buckets. */
async function chooseWhat({ model, tree }: IndexCommandParts): Promise<Indexable | undefined> {
  const selected = tree.selection;
  if (selected !== undefined && selected.kind !== "more" && selected.kind !== "problem") return selected;
  const buckets = model.roots().map(async (connection) => {
    const nodes = await model.children(connection);
    return nodes
      .filter((node) => node.kind === "bucket")
      .map((bucket) => ({ label: bucket.name, description: connection.profile.name, bucket }));
  });
  const items = Promise.all(buckets).then((lists) => lists.flat());
  return (await vscode.window.showQuickPick(items, { placeHolder: t("Index which bucket?") }))?.bucket;
}

async function scopesOf(model: BucketsModel, node: Indexable): Promise<readonly IndexScope[]> {
  if (node.kind === "object") return [{ connectionId: node.connectionId, bucket: node.bucket, prefix: node.object.key }];
  if (isLevel(node)) return [{ connectionId: node.connectionId, bucket: node.bucket, prefix: node.prefix }];
  const children = await model.children(node);
  return children.filter((child) => child.kind === "bucket").map(({ connectionId, bucket }) => ({ connectionId, bucket, prefix: "" }));
}

function nameOf(node: Indexable): string {
  switch (node.kind) {
    case "connection":
      return node.profile.name;
    case "bucket":
      return node.name;
    case "prefix":
      return `${node.bucket}/${node.prefix}`;
    default:
      return node.object.key.slice(node.object.key.lastIndexOf("/") + 1);
  }
}
