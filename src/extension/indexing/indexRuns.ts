import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import {
  type IndexPlan,
  type IndexProgress,
  indexProgress,
  type IndexReport,
  type IndexScope,
  PlanIndex,
  planProgress,
  StartIndex,
} from "../../protocol/indexing";
import type { FlowLogServer } from "../client/flowLogServer";
import type { InterruptedWork } from "../connections/interruptedWork";
import { t } from "../localize";
import { describeEmptyPlan, describePlan, describeProgress, describeReport, objectCount, percentOf } from "./indexTexts";
import { addPlans, addReports } from "./totals";
import { describeRange } from "./timeRange";

/** The index runs of this window, from the question to the report. */
export class IndexRuns implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly progressed = this.owned.add(new vscode.EventEmitter<IndexProgress | undefined>());
  private readonly ended = this.owned.add(new vscode.EventEmitter<void>());
  private going = 0;

  /** Where a run stands; `undefined`: none goes on any more. */
  readonly onDidProgress = this.progressed.event;
  readonly onDidEnd = this.ended.event;

  constructor(
    private readonly server: FlowLogServer,
    private readonly interrupted: InterruptedWork,
  ) {}

  get isRunning(): boolean {
    return this.going > 0;
  }

  /** Shows what a run would read, asks, runs, and reports. `name` is how the scope is called in messages. */
  async planAndRun(scopes: readonly IndexScope[], name: string): Promise<void> {
    await this.interrupted.run(connectionOf(scopes), () => this.planAskAndRun(scopes, name));
  }

  /** Runs over the scopes one after the other, with progress that can be stopped, and reports on all of them together. */
  async run(scopes: readonly IndexScope[], name: string): Promise<void> {
    await this.interrupted.run(connectionOf(scopes), () => this.runAndReport(scopes, name));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async planAskAndRun(scopes: readonly IndexScope[], name: string): Promise<void> {
    const plan = await this.plan(scopes, name);
    if (plan === undefined) return;
    if (plan.toRead.objects === 0) {
      void vscode.window.showInformationMessage(describeEmptyPlan(plan, t));
      return;
    }
    const range = describeRange(scopes[0] ?? {}, t);
    const start = { title: t("Index") };
    const detail = describePlan(plan, t);
    const chosen = await vscode.window.showInformationMessage(t("Index {0}, {1}?", name, range), { modal: true, detail }, start);
    if (chosen === start) await this.run(scopes, name);
  }

  private async runAndReport(scopes: readonly IndexScope[], name: string): Promise<void> {
    const report = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t("Indexing {0}", name), cancellable: true },
      (progress, token) => this.runAll(scopes, progress, token),
    );
    this.report(report);
  }

  /** Nothing where the user stopped it. */
  private plan(scopes: readonly IndexScope[], name: string): Thenable<IndexPlan | undefined> {
    const options = { location: vscode.ProgressLocation.Notification, title: t("Looking through {0}", name), cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const plans: IndexPlan[] = [];
      for (const scope of scopes) {
        const listed = {
          type: planProgress,
          report: (value: { listed: number }) => progress.report({ message: objectCount(value.listed, t) }),
        };
        plans.push(await this.server.requestWithProgress(PlanIndex, { scope }, listed, token));
      }
      return addPlans(plans);
    });
  }

  private async runAll(
    scopes: readonly IndexScope[],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<IndexReport> {
    const reports: IndexReport[] = [];
    let shownPercent = 0;
    const report = (value: IndexProgress): void => {
      const percent = (100 * reports.length + percentOf(value)) / scopes.length;
      progress.report({ message: describeProgress(value, t), increment: Math.max(0, percent - shownPercent) });
      shownPercent = Math.max(shownPercent, percent);
      this.progressed.fire(value);
    };
    this.going++;
    try {
      for (const scope of scopes) {
        if (token.isCancellationRequested) break;
        reports.push(await this.server.requestWithProgress(StartIndex, { scope }, { type: indexProgress, report }, token));
      }
      return addReports(reports);
    } finally {
      this.going--;
      this.progressed.fire(undefined);
      this.ended.fire();
    }
  }

  private report(report: IndexReport): void {
    const showFailures = t("Show Failures");
    const ask = t("Example Queries…");
    const troubled = report.failed > 0 || report.rejected > 0;
    const shown = troubled
      ? vscode.window.showWarningMessage(describeReport(report, t), showFailures)
      : vscode.window.showInformationMessage(describeReport(report, t), ...(report.rows > 0 && !report.cancelled ? [ask] : []));
    void shown.then((chosen) => {
      if (chosen === showFailures) void vscode.commands.executeCommand("flowlog.showFailures");
      if (chosen === ask) void vscode.commands.executeCommand("flowlog.openExampleQuery");
    });
  }
}

/** All scopes of a run are of one connection. */
function connectionOf(scopes: readonly IndexScope[]): string {
  return scopes[0]?.connectionId ?? "";
}
