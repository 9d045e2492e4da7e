import * as vscode from "vscode";
import { assertNever } from "../../base/assertNever";
import { formatBytes } from "../../base/bytes";
import { describeObjectName } from "../../base/objectLabel";
import { describePrefixSegment, type PrefixKind } from "../../base/prefixLabel";
import type { IndexState } from "../../protocol/bucket";
import type { ConnectionProfile, SignIn } from "../../protocol/connection";
import { addressToUri, nodeScheme, type ObjectAddress } from "../documents/objectAddress";
import { t } from "../localize";
import type { BucketNode, BucketsNode, ConnectionNode, MoreNode, ObjectNode, PrefixNode, ProblemNode } from "./bucketsNodes";

/** How a node of the Buckets view looks, and by its `contextValue` what can be done with it. */
export function treeItemOf(node: BucketsNode): vscode.TreeItem {
  switch (node.kind) {
    case "connection":
      return connectionItem(node);
    case "bucket":
      return bucketItem(node);
    case "prefix":
      return prefixItem(node);
    case "object":
      return objectItem(node);
    case "more":
      return moreItem(node);
    case "problem":
      return problemItem(node);
    default:
      return assertNever(node);
  }
}

/** What a node is about, for its icon and its mark. */
export function nodeUri(address: ObjectAddress): vscode.Uri {
  return vscode.Uri.from(addressToUri(address, nodeScheme));
}

export function describeIndexState(state: IndexState, of: "object" | "level"): string {
  const sentences: Record<IndexState, string> = {
    none: t("Not in the index."),
    partly: t("Partly in the index."),
    indexed: t("In the index."),
    changed: t("In the index, but changed since."),
    failed:
      of === "object"
        ? t("Could not be indexed; the Index view has the reason.")
        : t("Holds objects that could not be indexed; the Index view lists them."),
  };
  return sentences[state];
}

function connectionItem({ id, profile }: ConnectionNode): vscode.TreeItem {
  const isFolder = profile.place.kind === "folder";
  return item(profile.name, vscode.TreeItemCollapsibleState.Expanded, {
    id,
    description: describePlace(profile),
    tooltip: profile.place.kind === "folder" ? profile.place.path : describeSignIn(profile.place.signIn),
    iconPath: new vscode.ThemeIcon(isFolder ? "folder-library" : "cloud"),
    contextValue: isFolder ? "connectionFolder" : "connectionBuckets",
  });
}

/** For a tooltip: of all other states the decoration tells, and VS Code puts what it says behind the tooltip. */
function stateBehind(state: IndexState, of: "object" | "level"): string {
  return state === "none" ? `\n\n${describeIndexState(state, of)}` : "";
}

function bucketItem(node: BucketNode): vscode.TreeItem {
  const state = node.only ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  return item(node.name, state, {
    id: node.id,
    resourceUri: nodeUri({ connectionId: node.connectionId, bucket: node.bucket, key: "" }),
    tooltip: node.uri + stateBehind(node.indexState, "level"),
    accessibilityInformation: { label: `${node.name}, ${describeIndexState(node.indexState, "level")}` },
    iconPath: new vscode.ThemeIcon("archive"),
    contextValue: "bucket",
  });
}

function prefixItem(node: PrefixNode): vscode.TreeItem {
  const label = node.jumped ? jumpLabel(node) : labelOfPrefix(node);
  const state = node.jumped ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  return item(label.text, state, {
    id: node.id,
    ...(label.description === undefined ? {} : { description: label.description }),
    resourceUri: nodeUri({ connectionId: node.connectionId, bucket: node.bucket, key: node.prefix }),
    tooltip: node.jumped ? node.uri : node.uri + stateBehind(node.indexState, "level"),
    accessibilityInformation: {
      label: node.jumped ? `${label.text}, ${node.prefix}` : `${label.text}, ${describeIndexState(node.indexState, "level")}`,
    },
    iconPath: new vscode.ThemeIcon(label.icon),
    contextValue: node.jumped ? "prefixJumped" : "prefix",
  });
}

function objectItem(node: ObjectNode): vscode.TreeItem {
  const { key, sizeBytes, lastModified, indexState } = node.object;
  const uri = nodeUri({ connectionId: node.connectionId, bucket: node.bucket, key });
  const written = new Date(lastModified).toISOString().replace("T", " ").slice(0, 19);
  const { label, detail } = describeObjectName(node.parent.prefix, key.slice(node.parent.prefix.length) || key);
  const inIndex = describeIndexState(indexState, "object");
  return item(label, vscode.TreeItemCollapsibleState.None, {
    id: node.id,
    description: [formatBytes(sizeBytes), ...(detail === undefined ? [] : [detail])].join(" · "),
    resourceUri: uri,
    tooltip: `${node.uri}\n\n${formatBytes(sizeBytes)} · ${t("written {0} UTC", written)}${stateBehind(indexState, "object")}`,
    accessibilityInformation: { label: `${label}, ${formatBytes(sizeBytes)}, ${inIndex}` },
    iconPath: new vscode.ThemeIcon("file"),
    contextValue: "object",
    command: { command: "flowlog.openObject", title: t("Open Object"), arguments: [node] },
  });
}

function moreItem(node: MoreNode): vscode.TreeItem {
  return item(t("Load more…"), vscode.TreeItemCollapsibleState.None, {
    id: node.id,
    description: t("{0} shown", node.shown.toLocaleString("en")),
    tooltip: t("This level holds more than was listed. Go to Prefix… reaches any of it without listing all."),
    iconPath: new vscode.ThemeIcon("ellipsis"),
    contextValue: "more",
    command: { command: "flowlog.loadMore", title: t("Load More"), arguments: [node] },
  });
}

function problemItem(node: ProblemNode): vscode.TreeItem {
  return item(node.sentence, vscode.TreeItemCollapsibleState.None, {
    id: node.id,
    tooltip: node.sentence,
    iconPath: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
    contextValue: node.signIn ? "problemSignIn" : "problem",
    ...(node.signIn ? { command: { command: "flowlog.signInAgain", title: t("Sign In Again…"), arguments: [node] } } : {}),
  });
}

type ItemParts = Partial<vscode.TreeItem> & { readonly description?: string };

function item(label: string, state: vscode.TreeItemCollapsibleState, parts: ItemParts): vscode.TreeItem {
  // Without it a screen reader would read the tooltip in place of the label.
  const accessibilityInformation = { label: [label, parts.description].filter(Boolean).join(", ") };
  return Object.assign(new vscode.TreeItem(label, state), { accessibilityInformation }, parts);
}

function describePlace({ place }: ConnectionProfile): string {
  if (place.kind === "folder") return "";
  return place.endpoint === undefined ? (place.region ?? "AWS") : new URL(place.endpoint).host;
}

function describeSignIn(signIn: SignIn): string {
  switch (signIn.method) {
    case "profile":
      return t("Signs in with AWS profile “{0}”", signIn.profile);
    case "environment":
      return t("Signs in with the standard AWS chain of the environment");
    case "keys":
      return t("Signs in with access key {0}", signIn.accessKeyId);
    case "anonymous":
      return t("Does not sign in");
    default:
      return assertNever(signIn);
  }
}

interface Label {
  readonly text: string;
  readonly description?: string;
  readonly icon: string;
}

/** What the prefix ends with comes first: of the whole, a narrow view shows the beginning only. */
function jumpLabel({ prefix }: PrefixNode): Label {
  return { text: describePrefixSegment(prefix).label, description: prefix, icon: "filter" };
}

function labelOfPrefix({ prefix, parent }: PrefixNode): Label {
  const segment = prefix.slice(parent.prefix.length).replace(/\/$/, "");
  const { kind, label, detail } = describePrefixSegment(prefix);
  const description = detail ?? (label === segment ? undefined : segment);
  return { text: label, icon: prefixIcons[kind], ...(description === undefined ? {} : { description }) };
}

const prefixIcons: Record<PrefixKind, string> = {
  year: "calendar",
  month: "calendar",
  day: "calendar",
  hour: "clock",
  time: "clock",
  account: "account",
  organization: "organization",
  region: "globe",
  service: "pulse",
  resource: "symbol-interface",
  // Not "folder": that one is drawn by the theme of file icons, and the usual one has none.
  name: "symbol-folder",
};
