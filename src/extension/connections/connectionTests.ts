import * as vscode from "vscode";
import { type ConnectionCheck, type ConnectionProfile, type ConnectionTestReport, TestConnection } from "../../protocol/connection";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import type { ConnectionStore } from "./connectionStore";
import { describeTest, troubleOf } from "./testReport";

/** Tries what a connection is for, and tells what came of it. */
export class ConnectionTests {
  constructor(
    private readonly server: FlowLogServer,
    private readonly store: ConnectionStore,
  ) {}

  /** Because the user wants to know: the whole report, whatever it says. */
  async run(profile: ConnectionProfile): Promise<void> {
    await showReport(profile, await this.test(profile, vscode.ProgressLocation.Notification));
  }

  /** Because the connection is new or another one than before: a line that says whether it works, and if not, what to do. */
  async runAfterChange(profile: ConnectionProfile): Promise<void> {
    const report = await this.test(profile, vscode.ProgressLocation.Window);
    const trouble = troubleOf(report, hasNamedBuckets(profile));
    const showAll = { title: t("Show Report"), act: () => showReport(profile, report) };
    const chosen =
      trouble === undefined
        ? await vscode.window.showInformationMessage(headline(profile, report), showAll)
        : await vscode.window.showWarningMessage(
            `${headline(profile, report)} ${trouble.sentence}`,
            mendingAction(profile, report, trouble),
            showAll,
          );
    await chosen?.act();
  }

  private async test(profile: ConnectionProfile, location: vscode.ProgressLocation): Promise<ConnectionTestReport> {
    const secret = await this.store.secret(profile.id);
    const options = { location, title: t("Testing {0}", profile.name), cancellable: location === vscode.ProgressLocation.Notification };
    return vscode.window.withProgress(options, (_progress, token) =>
      this.server.request(TestConnection, { profile, ...(secret === undefined ? {} : { secret }) }, token),
    );
  }
}

async function showReport(profile: ConnectionProfile, report: ConnectionTestReport): Promise<void> {
  const detail = describeTest(report, t);
  const title = headline(profile, report);
  const copy = { title: t("Copy Report"), act: () => vscode.env.clipboard.writeText(`${title}\n\n${detail}`) };
  const actions = wantsBucketName(profile, report) ? [addBucketAction(profile), copy] : [copy];
  const chosen = await vscode.window.showInformationMessage(title, { modal: true, detail }, ...actions);
  await chosen?.act();
}

interface Action extends vscode.MessageItem {
  readonly act: () => Thenable<unknown>;
}

function addBucketAction({ id }: ConnectionProfile): Action {
  return { title: t("Add Bucket by Name…"), act: () => vscode.commands.executeCommand("flowlog.addBucket", id) };
}

function mendingAction(profile: ConnectionProfile, report: ConnectionTestReport, trouble: ConnectionCheck): Action {
  const { id } = profile;
  if (wantsBucketName(profile, report)) return addBucketAction(profile);
  return trouble.kind === "credentialsExpired"
    ? { title: t("Sign In Again…"), act: () => vscode.commands.executeCommand("flowlog.signInAgain", id) }
    : { title: t("Edit Connection…"), act: () => vscode.commands.executeCommand("flowlog.editConnection", id) };
}

/** Signed in, but not allowed to list buckets: then a name is all that is missing. */
function wantsBucketName(profile: ConnectionProfile, { listBuckets }: ConnectionTestReport): boolean {
  return listBuckets.permission !== undefined && !hasNamedBuckets(profile);
}

function headline(profile: ConnectionProfile, report: ConnectionTestReport): string {
  const checks = [report.listBuckets, report.listObjects, report.readObject];
  if (checks.every(({ outcome }) => outcome !== "works")) return t("“{0}” does not work.", profile.name);
  if (troubleOf(report, hasNamedBuckets(profile)) !== undefined) return t("“{0}” does not work completely.", profile.name);
  return report.readObject.outcome === "works"
    ? t("“{0}” can be browsed and indexed.", profile.name)
    : t("“{0}” can be reached, but there is nothing in it to read yet.", profile.name);
}

function hasNamedBuckets({ place }: ConnectionProfile): boolean {
  return place.kind === "s3" && place.buckets.length > 0;
}
