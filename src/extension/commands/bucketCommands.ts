import * as vscode from "vscode";
import { looksLikeUri, normalizePrefix, parseBucketUri } from "../connections/bucketUri";
import type { ConnectionStore } from "../connections/connectionStore";
import type { ObjectFiles } from "../documents/objectFiles";
import type { ErrorMessages, ErrorSubject } from "../errorMessages";
import { t } from "../localize";
import type { BucketsModel } from "../views/bucketsModel";
import {
  type BucketNode,
  type BucketsNode,
  connectionIdOf,
  isLevel,
  type MoreNode,
  type ObjectNode,
  type PrefixNode,
} from "../views/bucketsNodes";
import type { BucketsTree } from "../views/bucketsTree";
import { registerCommand } from "./registerCommand";

export interface BucketCommandParts {
  readonly errors: ErrorMessages;
  readonly store: ConnectionStore;
  readonly model: BucketsModel;
  readonly tree: BucketsTree;
  readonly files: ObjectFiles;
}

export function registerBucketCommands(parts: BucketCommandParts): vscode.Disposable {
  const { errors, tree } = parts;
  const subjectOf = (node?: BucketsNode): ErrorSubject => (node === undefined ? {} : { connectionId: connectionIdOf(node) });
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.refreshNode", (node: BucketsNode) => tree.refresh(node), subjectOf),
    registerCommand(errors, "flowlog.loadMore", (node: MoreNode) => tree.loadMore(node.parent), subjectOf),
    registerCommand(errors, "flowlog.goToPrefix", (node?: BucketsNode) => goToPrefix(parts, node ?? tree.selection), subjectOf),
    registerCommand(errors, "flowlog.closePrefix", (node: PrefixNode) => tree.removeJump(node), subjectOf),
    registerCommand(
      errors,
      "flowlog.openObject",
      ({ connectionId, bucket, object }: ObjectNode) => parts.files.open({ connectionId, bucket, key: object.key }),
      subjectOf,
    ),
    registerCommand(
      errors,
      "flowlog.copyUri",
      (node: BucketNode | PrefixNode | ObjectNode) => vscode.env.clipboard.writeText(node.uri),
      subjectOf,
    ),
    registerCommand(errors, "flowlog.copyKey", (node: ObjectNode) => vscode.env.clipboard.writeText(node.object.key), subjectOf),
  );
}

/** Goes to any place by its address, or by a prefix in a bucket: however deep, and without listing what lies before it. */
async function goToPrefix(parts: BucketCommandParts, node: BucketsNode | undefined): Promise<void> {
  const around = node === undefined || node.kind === "connection" || node.kind === "problem" ? undefined : bucketOf(node);
  const text = await vscode.window.showInputBox({
    title: t("Go to Prefix"),
    prompt: around === undefined ? t("Address of a bucket or prefix, or a prefix alone") : t("Address, or a prefix in {0}", around.name),
    placeHolder: "s3://bucket/AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/03/14/",
    value: node !== undefined && isLevel(node) ? node.uri : "",
    validateInput: (typed) => describeProblem(typed, around),
  });
  if (text === undefined) return;
  const underBucket = around !== undefined && text.trim().startsWith(around.uri) ? text.trim().slice(around.uri.length) : undefined;
  const place = underBucket === undefined ? parseBucketUri(text) : undefined;
  const bucket = place === undefined ? (around ?? (await chooseBucket(parts, node))) : await findBucket(parts, place.bucket);
  if (bucket === undefined) return;
  await parts.tree.jump(bucket, place?.prefix ?? normalizePrefix(decodeFolder(bucket, underBucket ?? text)));
}

function describeProblem(typed: string, around: BucketNode | undefined): string | undefined {
  const isPrefix = !looksLikeUri(typed) || (around !== undefined && typed.trim().startsWith(around.uri));
  return isPrefix || parseBucketUri(typed) !== undefined ? undefined : t("Write an address like s3://bucket/prefix.");
}

/** A prefix was typed and no bucket is selected: the only one there is, or the one that the user picks. */
async function chooseBucket({ model }: BucketCommandParts, node: BucketsNode | undefined): Promise<BucketNode | undefined> {
  const connections = model.roots().filter(({ profile }) => node === undefined || profile.id === connectionIdOf(node));
  const levels = await Promise.all(connections.map((connection) => model.children(connection)));
  const buckets = levels.flat().filter((child) => child.kind === "bucket");
  if (buckets.length < 2) return buckets[0];
  const items = buckets.map((bucket) => ({ label: bucket.name, description: bucket.uri, bucket }));
  return (await vscode.window.showQuickPick(items, { placeHolder: t("In which bucket?") }))?.bucket;
}

/** Addresses of files are escaped, prefixes are not. */
function decodeFolder(bucket: BucketNode, prefix: string): string {
  return bucket.uri.startsWith("file:") && prefix.startsWith("/") ? decodeURIComponent(prefix) : prefix;
}

/** The bucket in one of the connections; where no connection lists it, the user says in which one it is. */
async function findBucket({ store, model }: BucketCommandParts, name: string): Promise<BucketNode | undefined> {
  const candidates = store.all().filter(({ place }) => place.kind === "s3");
  for (const profile of candidates) {
    const bucket = await model.bucket(profile.id, name);
    if (bucket !== undefined) return bucket;
  }
  const items = candidates.map((profile) => ({ label: profile.name, profile }));
  if (items.length === 0) {
    void vscode.window.showWarningMessage(t("There is no connection to buckets yet. Add one first."));
    return undefined;
  }
  const placeHolder = t("No connection lists the bucket “{0}”. Add it to which one?", name);
  const profile = (await vscode.window.showQuickPick(items, { placeHolder }))?.profile;
  if (profile?.place.kind !== "s3") return undefined;
  await store.save({ ...profile, place: { ...profile.place, buckets: [...profile.place.buckets, name] } });
  model.forget();
  return model.bucket(profile.id, name);
}

function bucketOf(node: Exclude<BucketsNode, { kind: "connection" | "problem" }>): BucketNode {
  return node.kind === "bucket" ? node : bucketOf(node.parent);
}
