import * as vscode from "vscode";
import type { ConnectionProfile } from "../../protocol/connection";
import type { FlowLogServer } from "../client/flowLogServer";
import { splitBucketNames } from "../connections/connectionDraft";
import type { ConnectionStore } from "../connections/connectionStore";
import type { ConnectionTests } from "../connections/connectionTests";
import type { ConnectionWizard, WizardAnswer } from "../connections/connectionWizard";
import { describeBucketNames } from "../connections/placeSteps";
import { extensionFolderVariable } from "../connections/profileSchema";
import { signInAgain } from "../connections/signInAgain";
import type { ErrorMessages, ErrorSubject } from "../errorMessages";
import { t } from "../localize";
import { type BucketsNode, connectionIdOf } from "../views/bucketsNodes";
import type { BucketsTree } from "../views/bucketsTree";
import { registerCommand } from "./registerCommand";

export interface ConnectionCommandParts {
  readonly errors: ErrorMessages;
  readonly store: ConnectionStore;
  readonly wizard: ConnectionWizard;
  readonly tests: ConnectionTests;
  readonly server: FlowLogServer;
  readonly tree: BucketsTree;
}

/** What a command is about: a node of the tree, an id from a message, or nothing yet. */
type Subject = BucketsNode | string | undefined;

export function registerConnectionCommands(parts: ConnectionCommandParts): vscode.Disposable {
  const { errors, store, wizard, server, tree } = parts;
  const connectionCommand = (id: `flowlog.${string}`, act: (profile: ConnectionProfile) => unknown): vscode.Disposable =>
    registerCommand(
      errors,
      id,
      async (subject: Subject) => {
        const profile = await chooseConnection(store, subject);
        if (profile !== undefined) await act(profile);
      },
      subjectOf,
    );
  return vscode.Disposable.from(
    registerCommand(errors, "flowlog.addConnection", async () => keepAndTest(parts, await wizard.create())),
    registerCommand(errors, "flowlog.addSampleBucket", () => addSampleBucket(parts)),
    connectionCommand("flowlog.editConnection", async (profile) => keepAndTest(parts, await wizard.edit(profile))),
    connectionCommand("flowlog.renameConnection", (profile) => rename(store, profile)),
    connectionCommand("flowlog.removeConnection", (profile) => remove(store, profile)),
    connectionCommand("flowlog.testConnection", (profile) => parts.tests.run(profile)),
    connectionCommand("flowlog.addBucket", (profile) => addBucket(parts, profile)),
    connectionCommand("flowlog.signInAgain", async (profile) => {
      await signInAgain(profile, store, server);
      tree.refresh();
    }),
    registerCommand(errors, "flowlog.refreshBuckets", () => tree.refresh()),
  );
}

/** The connection of the subject; without one, the only one there is, or the one that the user picks. */
async function chooseConnection(store: ConnectionStore, subject: Subject): Promise<ConnectionProfile | undefined> {
  const id = typeof subject === "string" ? subject : subject === undefined ? undefined : connectionIdOf(subject);
  if (id !== undefined) return store.find(id);
  const profiles = store.all();
  if (profiles.length < 2) return profiles[0];
  const items = profiles.map((profile) => ({ label: profile.name, profile }));
  return (await vscode.window.showQuickPick(items, { placeHolder: t("Which connection?") }))?.profile;
}

function subjectOf(subject: Subject): ErrorSubject {
  if (subject === undefined) return {};
  return { connectionId: typeof subject === "string" ? subject : connectionIdOf(subject) };
}

async function keep({ store, tree }: ConnectionCommandParts, { profile, secret }: WizardAnswer): Promise<void> {
  await store.save(profile, secret);
  tree.refresh();
  await tree.revealConnection(profile.id);
}

/** What was typed may be wrong in many ways: it is tried at once, while the user remembers it. */
async function keepAndTest(parts: ConnectionCommandParts, answer: WizardAnswer | undefined): Promise<void> {
  if (answer === undefined) return;
  await keep(parts, answer);
  await parts.tests.runAfterChange(answer.profile);
}

async function addSampleBucket(parts: ConnectionCommandParts): Promise<void> {
  const path = `${extensionFolderVariable}/library/samples/bucket`;
  await keep(parts, { profile: { id: "sample", name: t("Sample Bucket"), place: { kind: "folder", path } } });
}

async function rename(store: ConnectionStore, profile: ConnectionProfile): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: t("Rename Connection"),
    value: profile.name,
    validateInput: (text) => (text.trim() === "" ? t("A connection needs a name.") : undefined),
  });
  if (name !== undefined) await store.rename(profile.id, name.trim());
}

async function remove(store: ConnectionStore, profile: ConnectionProfile): Promise<void> {
  const confirm = { title: t("Remove") };
  const detail = t("Its stored secret goes as well. What was indexed stays in the index, and nothing in the buckets changes.");
  const question = t("Remove the connection “{0}”?", profile.name);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, confirm);
  if (chosen === confirm) await store.remove(profile.id);
}

async function addBucket({ store, tree }: ConnectionCommandParts, profile: ConnectionProfile): Promise<void> {
  const { place } = profile;
  if (place.kind === "folder") return;
  const text = await vscode.window.showInputBox({
    title: t("Add Bucket to {0}", profile.name),
    prompt: t("Names of buckets, also where the sign-in may not list them."),
    placeHolder: t("my-flow-logs, another-bucket"),
    validateInput: describeBucketNames,
  });
  const names = splitBucketNames(text ?? "");
  if (names.length === 0) return;
  await store.save({ ...profile, place: { ...place, buckets: [...new Set([...place.buckets, ...names])] } });
  tree.refresh();
}
