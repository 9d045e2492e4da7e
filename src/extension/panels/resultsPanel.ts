import * as vscode from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { DisposableStore } from "../../base/disposable";
import type { ChartSpec } from "../../protocol/chart";
import { DisposeResult } from "../../protocol/query";
import {
  CloseTab,
  CopyText,
  OpenStatement,
  PanelCommand,
  type PanelCommandName,
  PanelReady,
  type PanelState,
  RevealStatement,
  RunAgain,
  RunAsWritten,
  SaveResult,
  SetPinned,
  ShowContents,
  ShowLog,
  StopQuery,
} from "../../protocol/resultsPanel";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { answerCharts, type ChartActions } from "./chartRequests";
import { panelTypes } from "./panelColumn";
import { answerPivots, type PivotActions } from "./pivotRequests";
import { readPinned, readSaveRequest, readTabId, readText, type SaveRequest } from "./panelMessages";
import { loadPage, preparePanel } from "./panelPage";
import { type PanelTab, PanelTabs, resultIdsOf, type TabOutcome } from "./panelTabs";
import { relayedMethods } from "./relayedMethods";
import { toResponseError } from "./relayedErrors";
import { connectWebview } from "./webviewConnection";

/** What the user can ask for in a panel and others do. */
export interface PanelActions {
  stop(panel: ResultsPanel): void;
  runAgain(panel: ResultsPanel, tab: PanelTab): void;
  /** Runs what stands now where the statement of a tab stood. */
  runAsWritten(panel: ResultsPanel, tab: PanelTab): void;
  save(tab: PanelTab, request: SaveRequest): Promise<void>;
  reveal(panel: ResultsPanel, tab: PanelTab): void;
  openStatement(tab: PanelTab): void;
  readonly charts: ChartActions<ResultsPanel>;
  readonly pivots: PivotActions<ResultsPanel>;
}

export interface PanelParts {
  readonly server: FlowLogServer;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  readonly actions: PanelActions;
}

/** One results panel: the tabs of one document, shown by a webview that fetches its rows through here. */
export class ResultsPanel implements vscode.Disposable {
  static readonly viewType = panelTypes.results;

  readonly tabs = new PanelTabs();
  private readonly owned = new DisposableStore();
  private readonly pinChanged = this.owned.add(new vscode.EventEmitter<void>());
  private readonly connection: MessageConnection;
  private showScheduled = false;
  private pinnedNow = false;
  private disposed = false;
  /** The page is there and listens. One that is hidden goes, and is made anew when it is looked at. */
  private loaded = false;
  private commandsForLater: PanelCommandName[] = [];

  readonly onDidChangePinned = this.pinChanged.event;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly documentUri: string,
    readonly documentName: string,
    private readonly parts: PanelParts,
  ) {
    preparePanel(panel, parts.extensionUri);
    this.connection = connectWebview(panel.webview, parts.log);
    this.owned.add(this.connection);
    this.relayQueries();
    this.answerPanel();
    answerCharts(this.connection, this, parts.actions.charts);
    answerPivots(this.connection, this, parts.actions.pivots);
    this.owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.loaded = false;
      }),
    );
    this.connection.listen();
    loadPage(panel, parts.extensionUri, { page: "results", title: t("Results: {0}", documentName) });
    this.changed();
  }

  get pinned(): boolean {
    return this.pinnedNow;
  }

  setPinned(pinned: boolean): void {
    this.pinnedNow = pinned;
    this.pinChanged.fire();
    this.changed();
  }

  /** Shows other tabs than before; the results that they no longer show are let go. */
  replaceTabs(tabs: readonly PanelTab[], active?: string | null): void {
    this.release(this.tabs.replaceAll(tabs, active));
    this.changed();
  }

  putTabs(tabs: readonly PanelTab[]): void {
    this.release(this.tabs.put(tabs));
    this.changed();
  }

  setOutcome(tab: PanelTab, outcome: TabOutcome): void {
    // The tab may have been closed, or replaced by a later run, while its statement ran.
    if (this.tabs.find(tab.tabId) !== tab) {
      this.release([{ outcome }]);
      return;
    }
    this.release([tab]);
    tab.outcome = outcome;
    delete tab.earlier;
    this.changed();
  }

  /** The page does it at once, or as soon as it is there. */
  command(command: PanelCommandName): void {
    if (this.loaded) void this.connection.sendNotification(PanelCommand, { command });
    else this.commandsForLater.push(command);
  }

  /** The file keeps another chart with a statement than when it was run. */
  setChart(tab: PanelTab, chart: ChartSpec): void {
    tab.chart = chart;
    this.changed();
  }

  /** What became of statements in their file since they were run. */
  setStale(stale: ReadonlyMap<PanelTab, PanelTab["stale"]>): void {
    if (this.tabs.setStale(stale)) this.changed();
  }

  /** Shows the statements of before, which have not been run yet. */
  restore(state: PanelState): void {
    this.pinnedNow = state.pinned;
    const sentence = t("Not run: statements run only in a workspace that you trust.");
    this.replaceTabs(
      state.tabs.map((tab) => ({ ...tab, outcome: { state: "stopped", sentence } })),
      state.activeTabId,
    );
  }

  dispose(): void {
    this.release(this.tabs.replaceAll([]));
    this.disposed = true;
    this.owned.dispose();
  }

  private relayQueries(): void {
    for (const method of relayedMethods) {
      this.connection.onRequest(method, (params: unknown, token: vscode.CancellationToken) =>
        this.parts.server.send(method, params, token).catch((error: unknown) => Promise.reject(toResponseError(error, t))),
      );
    }
  }

  private answerPanel(): void {
    const { connection, parts } = this;
    connection.onNotification(PanelReady, () => {
      this.loaded = true;
      this.show();
      for (const command of this.commandsForLater.splice(0)) this.command(command);
    });
    connection.onNotification(ShowLog, () => parts.log.show());
    connection.onNotification(SetPinned, (params: unknown) => this.setPinned(readPinned(params) ?? this.pinnedNow));
    connection.onNotification(StopQuery, () => parts.actions.stop(this));
    this.onTab(RunAgain.method, (tab) => parts.actions.runAgain(this, tab));
    this.onTab(RunAsWritten.method, (tab) => parts.actions.runAsWritten(this, tab));
    this.onTab(OpenStatement.method, (tab) => parts.actions.openStatement(tab));
    this.onTab(RevealStatement.method, (tab) => parts.actions.reveal(this, tab));
    this.onTab(CloseTab.method, (tab) => this.closeTab(tab));
    connection.onRequest(CopyText, async (params: unknown) => {
      await vscode.env.clipboard.writeText(readText(params) ?? "");
      return null;
    });
    connection.onRequest(SaveResult, async (params: unknown) => {
      const request = readSaveRequest(params);
      const tab = request === undefined ? undefined : this.tabs.find(request.tabId);
      if (request !== undefined && tab !== undefined) await parts.actions.save(tab, request);
      return null;
    });
  }

  private onTab(method: string, act: (tab: PanelTab) => void): void {
    this.connection.onNotification(method, (params: unknown) => {
      const tab = this.tabs.find(readTabId(params) ?? "");
      if (tab !== undefined) act(tab);
    });
  }

  private closeTab(tab: PanelTab): void {
    this.release([this.tabs.remove(tab.tabId) ?? tab]);
    if (this.tabs.all().length === 0) this.panel.dispose();
    else this.changed();
  }

  private release(tabs: readonly Pick<PanelTab, "outcome" | "earlier">[]): void {
    for (const resultId of tabs.flatMap(resultIdsOf)) {
      this.parts.server.request(DisposeResult, { resultId }).catch((error: unknown) => this.parts.log.debug(`Result ${resultId}`, error));
    }
  }

  /** Several changes of one moment are shown once. */
  private changed(): void {
    if (this.showScheduled) return;
    this.showScheduled = true;
    queueMicrotask(() => {
      this.showScheduled = false;
      this.show();
    });
  }

  private show(): void {
    if (this.disposed) return;
    const { documentUri, documentName, pinned } = this;
    this.panel.title = pinned ? t("Results: {0} (pinned)", documentName) : t("Results: {0}", documentName);
    const contents = { ...this.tabs.contents(documentName, pinned), state: this.tabs.state(documentUri, documentName, pinned) };
    void this.connection.sendNotification(ShowContents, contents);
    if (this.loaded) this.tabs.told();
  }
}
