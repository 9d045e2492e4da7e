import * as vscode from "vscode";
import type { LinkedEdit } from "../../protocol/language";
import type { ConnectionProfile } from "../../protocol/connection";
import type { ConnectionStore } from "../connections/connectionStore";
import { linkedObject } from "../documents/linkedObject";
import type { ObjectFiles } from "../documents/objectFiles";
import type { ErrorMessages } from "../errorMessages";
import type { IndexStatusFeed } from "../indexing/indexStatusFeed";
import { connectionOfSource } from "../indexing/sourceConnection";
import { t } from "../localize";
import { registerCommand } from "./registerCommand";

export interface LanguageCommandParts {
  readonly errors: ErrorMessages;
  readonly store: ConnectionStore;
  readonly status: IndexStatusFeed;
  readonly files: ObjectFiles;
}

/** What links in `.flowsql` documents lead to. They can be written by anybody, so they only open and never run anything. */
export function registerLanguageCommands(parts: LanguageCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(parts.errors, "flowlog.openLinkedObject", (address: unknown) => {
      return typeof address === "string" ? openLinkedObject(parts, address) : undefined;
    }),
    registerCommand(parts.errors, "flowlog.applyLinkedEdit", (uri: unknown, version: unknown, edits: unknown) => {
      return typeof uri === "string" && areEdits(edits) ? applyEdits(uri, version, edits) : undefined;
    }),
  );
}

async function openLinkedObject({ store, status, files }: LanguageCommandParts, address: string): Promise<void> {
  const found = linkedObject(address, status.latest?.sources ?? []);
  const indexed = found?.sources.flatMap((source) => {
    const connection = connectionOfSource(store.all(), source);
    return connection === undefined ? [] : [{ connection, bucket: found.bucket ?? source.bucket }];
  });
  const bucket = found?.bucket;
  const others = bucket === undefined ? [] : store.all().flatMap((connection) => throughStore(connection, bucket));
  const places = indexed === undefined || indexed.length === 0 ? others : indexed;
  const place = places.length > 1 ? await choosePlace(address, places) : places[0];
  if (found !== undefined && place !== undefined) {
    await files.open({ connectionId: place.connection.id, bucket: place.bucket, key: found.key });
  } else if (places.length === 0) {
    void vscode.window.showWarningMessage(t("No connection leads to {0}. Add one to reach its objects.", address));
  }
}

/** A link in a hover is about the text as it was when the hover came. */
async function applyEdits(uri: string, version: unknown, edits: readonly LinkedEdit[]): Promise<void> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === vscode.Uri.parse(uri).toString());
  if (document?.languageId !== "flowsql") return;
  if (document.version !== version) {
    void vscode.window.showInformationMessage(t("The text has changed since. Point at the value once more."));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const { start, end } = range;
    edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
  }
  await vscode.workspace.applyEdit(edit);
}

function areEdits(edits: unknown): edits is readonly LinkedEdit[] {
  return (
    Array.isArray(edits) &&
    edits.every(
      (each: Partial<LinkedEdit> | null) =>
        typeof each?.newText === "string" && isPosition(each.range?.start) && isPosition(each.range?.end),
    )
  );
}

function isPosition(position: Partial<LinkedEdit["range"]["start"]> | undefined): boolean {
  return Number.isInteger(position?.line) && Number.isInteger(position?.character);
}

interface Place {
  readonly connection: ConnectionProfile;
  readonly bucket: string;
}

/** A bucket that is not in the index may be reached through any connection to a store. */
function throughStore(connection: ConnectionProfile, bucket: string): readonly Place[] {
  return connection.place.kind === "s3" ? [{ connection, bucket }] : [];
}

async function choosePlace(address: string, places: readonly Place[]): Promise<Place | undefined> {
  const items = places.map((place) => ({ label: place.bucket, description: place.connection.name, place }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: t("Where does {0} lie?", address) });
  return chosen?.place;
}
