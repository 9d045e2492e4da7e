import * as vscode from "vscode";
import { assertNever } from "../../base/assertNever";
import { formatBytes } from "../../base/bytes";
import { describeObjectName, nameOfKey } from "../../base/objectLabel";
import type { SourceStatus } from "../../protocol/indexing";
import { folderName } from "../connections/bucketUri";
import { count, objectCount, rowCount, rowsOfObjects } from "../indexing/indexTexts";
import { describeMoment } from "../indexing/timeRange";
import { t } from "../localize";
import type { FactNode, FailureNode, IndexNode, RejectionNode, SourceNode, TroubleNode } from "./indexNodes";

/** How a node of the Index view looks. */
export function indexItemOf(node: IndexNode): vscode.TreeItem {
  switch (node.kind) {
    case "source":
      return sourceItem(node);
    case "fact":
      return item(node.label, {
        description: node.value,
        tooltip: `${node.label}: ${node.value}`,
        iconPath: new vscode.ThemeIcon(node.icon),
        contextValue: "fact",
      });
    case "failures":
    case "rejections":
      return troubleItem(node);
    case "failure":
      return failureItem(node);
    case "rejection":
      return rejectionItem(node);
    case "rest":
      return item(t("The first {0} are shown.", count(node.shown)), { iconPath: new vscode.ThemeIcon("ellipsis"), contextValue: "rest" });
    default:
      return assertNever(node);
  }
}

/** What is known of a source, a line each. */
export function factsOf(parent: SourceNode): readonly (FactNode | TroubleNode)[] {
  const { source } = parent;
  const fact = (icon: string, label: string, value: string): FactNode => ({ kind: "fact", parent, icon, label, value });
  const facts: (FactNode | TroubleNode)[] = [
    fact("list-ordered", t("Rows"), count(source.rows)),
    fact("files", t("Objects"), t("{0}, {1} in the bucket", count(source.objects), formatBytes(source.sourceBytes))),
  ];
  if (source.firstRecord !== undefined) facts.push(fact("history", t("From"), `${describeMoment(source.firstRecord)} UTC`));
  if (source.lastRecord !== undefined) facts.push(fact("history", t("To"), `${describeMoment(source.lastRecord)} UTC`));
  if (source.gaps > 0) facts.push(fact("dash", t("Windows without data"), count(source.gaps)));
  for (const { format, objects } of source.formats) facts.push(fact("symbol-structure", format, objectCount(objects, t)));
  if (source.failed > 0) facts.push({ kind: "failures", parent, count: source.failed });
  if (source.rejected > 0) facts.push({ kind: "rejections", parent, count: source.rejected });
  return facts;
}

function sourceItem({ source }: SourceNode): vscode.TreeItem {
  const troubled = source.failed > 0 || source.rejected > 0;
  return item(folderName(source.uri) ?? source.uri, {
    id: `source ${source.sourceId}`,
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    description: rowCount(source.rows, t),
    tooltip: describeSource(source),
    iconPath: new vscode.ThemeIcon(source.uri.startsWith("file:") ? "folder-library" : "archive"),
    contextValue: troubled ? "sourceTroubled" : "source",
  });
}

function describeSource(source: SourceStatus): string {
  const where = source.endpoint === "" || source.endpoint === "file" ? source.uri : `${source.uri} · ${source.endpoint}`;
  const span =
    source.firstRecord === undefined || source.lastRecord === undefined
      ? t("no records")
      : t("{0} to {1} UTC", describeMoment(source.firstRecord), describeMoment(source.lastRecord));
  return `${where}\n\n${rowsOfObjects(source, t)}\n\n${span}`;
}

function troubleItem(node: TroubleNode): vscode.TreeItem {
  const failures = node.kind === "failures";
  return item(failures ? t("Failed objects") : t("Rejected lines"), {
    id: `${node.kind} ${node.parent.source.sourceId}`,
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    description: count(node.count),
    tooltip: failures
      ? t("Objects that could not be read. The next run tries them again.")
      : t("Lines that are no flow records, with a sample of each kind. All other lines of their objects are in the index."),
    iconPath: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
    contextValue: node.kind,
  });
}

function failureItem(node: FailureNode): vscode.TreeItem {
  const { key, uri, reason } = node.failure;
  return item(shortName(key), {
    description: reason,
    tooltip: `${uri}\n\n${reason}`,
    iconPath: new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground")),
    contextValue: "failure",
    command: { command: "flowlog.openIndexedObject", title: t("Open Object"), arguments: [node] },
  });
}

function rejectionItem(node: RejectionNode): vscode.TreeItem {
  const { key, line, reason, sample } = node.rejected;
  return item(t("line {0}", count(line)), {
    description: `${reason} · ${shortName(key)}`,
    tooltip: new vscode.MarkdownString().appendText(`${key}, ${t("line {0}", count(line))}\n\n${reason}`).appendCodeblock(sample, "text"),
    iconPath: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
    contextValue: "rejection",
    command: { command: "flowlog.openIndexedObject", title: t("Open Object"), arguments: [node] },
  });
}

/** In a narrow view the reason has to find room beside it. */
function shortName(key: string): string {
  return describeObjectName("", nameOfKey(key)).label;
}

function item(label: string, parts: Partial<vscode.TreeItem> & { readonly description?: string }): vscode.TreeItem {
  // Without it a screen reader would read the tooltip in place of the label.
  const accessibilityInformation = { label: parts.description === undefined ? label : `${label}, ${parts.description}` };
  const made = new vscode.TreeItem(label, parts.collapsibleState ?? vscode.TreeItemCollapsibleState.None);
  return Object.assign(made, { accessibilityInformation }, parts);
}
