import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { FlowLogError } from "../../protocol/errors";
import { queryProgress, type ResultSummary, RunQuery } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ErrorMessages } from "../errorMessages";
import { t } from "../localize";
import { type PanelTab, runningNow } from "../panels/panelTabs";
import type { ResultsPanel } from "../panels/resultsPanel";
import { errorDataOf, isCancellation } from "../userErrors";
import { InsistentStop } from "./insistentStop";

export interface RunOptions {
  /** Told of a statement that failed; says at which line of its document, if it still is there. */
  readonly onFailure?: (tab: PanelTab, error: unknown, sentence: string) => number | undefined;
  /** Run the statements behind one that failed all the same: they were not run as one. */
  readonly goOn?: boolean;
}

interface Run {
  readonly panel: ResultsPanel;
  readonly source: vscode.CancellationTokenSource;
  /** Never rejects: what goes wrong is shown in the tabs. */
  readonly ended: Promise<void>;
}

/** Runs statements for panels, one after the other in each, and stops them. */
export class QueryRuns implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<string>());
  private readonly running: Run[] = [];

  /** Fires with the URI of the document for which running began or ended. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: FlowLogServer,
    private readonly errors: ErrorMessages,
  ) {}

  isRunning(documentUri: string): boolean {
    return this.running.some(({ panel }) => panel.documentUri === documentUri);
  }

  stop(panel: ResultsPanel): void {
    for (const run of this.running) if (run.panel === panel) run.source.cancel();
  }

  stopAll(documentUri: string): void {
    for (const { panel, source } of this.running) if (panel.documentUri === documentUri) source.cancel();
  }

  /** Runs tabs that the panel shows already, in order. One that fails keeps the rest from running, if not told otherwise. */
  async run(panel: ResultsPanel, tabs: readonly PanelTab[], options: RunOptions = {}): Promise<void> {
    this.requireTrust();
    for (const tab of tabs) panel.setOutcome(tab, runningNow());
    // A tab may be run again while another one of its panel still runs: it waits its turn.
    const before = this.running.findLast((run) => run.panel === panel)?.ended ?? Promise.resolve();
    const source = new vscode.CancellationTokenSource();
    const run: Run = { panel, source, ended: before.then(() => this.runInOrder(panel, tabs, source.token, options)) };
    this.running.push(run);
    this.changed.fire(panel.documentUri);
    await run.ended;
    this.running.splice(this.running.indexOf(run), 1);
    source.dispose();
    this.changed.fire(panel.documentUri);
  }

  /** Throws in Restricted Mode. The server refuses there as well. */
  requireTrust(): void {
    if (!vscode.workspace.isTrusted)
      throw new FlowLogError({ kind: "restricted" }, t("Statements run only in a workspace that you trust."));
  }

  dispose(): void {
    for (const { source } of this.running) source.cancel();
    this.owned.dispose();
  }

  private async runInOrder(
    panel: ResultsPanel,
    tabs: readonly PanelTab[],
    token: vscode.CancellationToken,
    options: RunOptions,
  ): Promise<void> {
    let failed: PanelTab | undefined;
    for (const tab of tabs) {
      if (token.isCancellationRequested) panel.setOutcome(tab, { state: "stopped" });
      else if (failed !== undefined && options.goOn !== true)
        panel.setOutcome(tab, { state: "stopped", sentence: t("Not run, because “{0}” failed.", failed.title) });
      else if (!(await this.runOne(panel, tab, token, options))) failed = tab;
    }
  }

  /** False where it failed. */
  private async runOne(panel: ResultsPanel, tab: PanelTab, token: vscode.CancellationToken, options: RunOptions): Promise<boolean> {
    const stop = new InsistentStop(token, this.server, () => panel.setOutcome(tab, { ...runningNow(), stopping: true }));
    try {
      const summary = await this.request(panel.documentUri, tab, token);
      panel.setOutcome(tab, { state: "finished", summary });
      return true;
    } catch (error) {
      if (token.isCancellationRequested || isCancellation(error)) {
        panel.setOutcome(tab, { state: "stopped", ...(stop.endedProcess ? { sentence: replacedSentence() } : {}) });
        return true;
      }
      const sentence = this.errors.sentence(error);
      const line = options.onFailure?.(tab, error, sentence);
      const candidates = errorDataOf(error)?.candidates ?? [];
      panel.setOutcome(tab, { state: "failed", sentence, candidates, ...(line === undefined ? {} : { line }) });
      return false;
    } finally {
      stop.dispose();
    }
  }

  private async request(ownerId: string, { sql, parameters, title }: PanelTab, token: vscode.CancellationToken): Promise<ResultSummary> {
    const options = { location: vscode.ProgressLocation.Window, title: t("Running {0}", title) };
    return vscode.window.withProgress(options, (progress) => {
      const report = ({ percent }: { percent?: number }): void => {
        if (percent !== undefined) progress.report({ message: `${Math.floor(percent)} %` });
      };
      return this.server.requestWithProgress(RunQuery, { ownerId, sql, parameters }, { type: queryProgress, report }, token);
    });
  }
}

function replacedSentence(): string {
  return t(
    "The statement did not stop within {0} seconds, so the engine was started again. Other results are made again when they are looked at.",
    InsistentStop.patienceSeconds,
  );
}
