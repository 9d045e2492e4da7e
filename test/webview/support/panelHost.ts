import type { Page } from "playwright-core";
import type { Message, MessageConnection, RequestType } from "vscode-jsonrpc/node";
import * as charts from "../../../src/protocol/chart";
import type { ErrorData } from "../../../src/protocol/errors";
import * as queries from "../../../src/protocol/query";
import * as panel from "../../../src/protocol/resultsPanel";
import { onRequest } from "../../../src/server/handlers/requestBridge";
import type { QueryFixture } from "../../server/engines/results/queryFixture";
import { connectPage, type PageReader } from "./pageConnection";

type Outcome = panel.ResultTab["outcome"];

export interface HeldTab {
  readonly tabId: string;
  readonly title: string;
  readonly sql: string;
  readonly chart?: charts.WrittenChart;
  readonly written?: string;
  readonly stale?: NonNullable<panel.ResultTab["stale"]>;
  readonly parameters?: readonly { readonly name: string; readonly text: string | null }[];
  outcome: Outcome;
}

/** What the extension host does for a panel, over real queries. It notes all that the panel asks of the editor. */
export class PanelHost {
  /** Methods of notifications and of `panel/…` requests, in the order in which they came. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  readonly copied: string[] = [];
  /** `flowlog/query/…` requests by method, and how many of each were cancelled. */
  readonly requests = new Map<string, number>();
  readonly cancelled = new Map<string, number>();
  tabs: HeldTab[] = [];
  activeTabId: string | null = null;
  /** Whether that was put in front while the page was away. */
  broughtToFront = false;
  pinned = false;
  /** Resolved before each page of rows is answered; tests put something slow here. */
  beforeRows: (start: number, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  /** The same before a profile. */
  beforeProfile: () => Promise<void> = () => Promise.resolve();
  /** Run in the place of a statement over an earlier period. */
  earlierSql: string | undefined;
  /** Resolved before groups for a chart are answered; tests put something slow here, or something that fails. */
  beforeGroups: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  /** In the place of running the statement once more. */
  runAgain: (() => void) | undefined;
  private readonly reader: PageReader;
  private readonly connection: MessageConnection;
  private ready = false;

  constructor(
    page: Page,
    private readonly fixture: QueryFixture,
  ) {
    ({ reader: this.reader, connection: this.connection } = connectPage(page));
    this.answerQueries();
    this.answerPanel();
    this.connection.listen();
  }

  /** From the page. */
  receive(message: Message): void {
    this.reader.receive(message);
  }

  /** Runs a statement and shows its tab, in the place of one with the same id. */
  async run(sql: string, tab: Partial<HeldTab> = {}): Promise<HeldTab> {
    const tabId = tab.tabId ?? "one";
    const summary = await this.fixture.run(sql);
    const held: HeldTab = { tabId, title: "Statement", sql, ...tab, outcome: { state: "finished", summary } };
    this.put(held);
    return held;
  }

  put(tab: HeldTab): void {
    const at = this.tabs.findIndex(({ tabId }) => tabId === tab.tabId);
    if (at < 0) this.tabs.push(tab);
    else this.tabs[at] = tab;
    this.activeTabId = tab.tabId;
    this.show();
  }

  show(): void {
    if (!this.ready) return;
    const tabs = this.tabs.map(({ parameters, ...tab }) => ({ ...tab, parameters: parameters ?? [] }));
    const contents = {
      documentName: "demo.flowsql",
      pinned: this.pinned,
      activeTabId: this.activeTabId,
      tabs,
      ...(this.broughtToFront ? { broughtToFront: true as const } : {}),
    };
    const kept = this.tabs.map(({ tabId, title, sql }) => ({ tabId, title, sql, parameters: {} }));
    const state = { documentUri: "file:///demo.flowsql", documentName: "demo.flowsql", pinned: this.pinned, activeTabId: this.activeTabId };
    void this.connection.sendNotification(panel.ShowContents, { ...contents, state: { ...state, tabs: kept } });
  }

  command(command: panel.PanelCommandName): void {
    void this.connection.sendNotification(panel.PanelCommand, { command });
  }

  /** As when the server was started anew: the panel's ids name nothing. */
  async forgetResults(): Promise<void> {
    for (const { outcome } of this.tabs) {
      if (outcome.state === "finished") await this.fixture.queries.disposeResult(outcome.summary.resultId);
    }
  }

  /** The page is loaded anew; it will say when it is ready. */
  pageGone(): void {
    this.ready = false;
  }

  dispose(): void {
    this.connection.dispose();
  }

  private answerQueries(): void {
    const { fixture } = this;
    const answer = <P, R>(type: RequestType<P, R, ErrorData>, work: (params: P, signal: AbortSignal) => Promise<R>): void => {
      onRequest(this.connection, type, async (params, signal) => {
        count(this.requests, type.method);
        signal.addEventListener("abort", () => count(this.cancelled, type.method));
        return work(params, signal);
      });
    };
    answer(queries.ArrangeResult, (params, signal) => fixture.queries.arrange(params, signal));
    answer(queries.GetRows, async (params, signal) => {
      await this.beforeRows(params.start, signal);
      signal.throwIfAborted();
      return fixture.queries.rows(params, signal);
    });
    answer(queries.GetCell, (params, signal) => fixture.queries.cell(params, signal));
    answer(queries.CopySelection, (params, signal) => fixture.queries.copy(params, signal));
    answer(queries.SumSelection, (params, signal) => fixture.queries.sums(params, signal));
    answer(charts.AggregateResult, async (params, signal) => {
      await this.beforeGroups(signal);
      signal.throwIfAborted();
      return fixture.queries.aggregate(params, signal);
    });
    answer(charts.GetPoints, (params, signal) => fixture.queries.points(params, signal));
    answer(charts.ProfileColumn, async (params, signal) => {
      await this.beforeProfile();
      return fixture.queries.profile(params, signal);
    });
    answer(queries.FindInResult, (params, signal) => fixture.queries.find(params, signal));
  }

  private answerPanel(): void {
    const { connection } = this;
    const note = (method: string, params: unknown): void => void this.asked.push({ method, params });
    connection.onNotification((method, params) => note(method, params));
    connection.onNotification(panel.PanelReady, () => {
      this.ready = true;
      this.show();
    });
    connection.onNotification(panel.SetPinned, (params) => {
      this.pinned = params.pinned;
      this.show();
    });
    connection.onNotification(panel.RunAgain, (params) => {
      note(panel.RunAgain.method, params);
      const tab = this.tabs.find(({ tabId }) => tabId === params.tabId);
      if (this.runAgain !== undefined) this.runAgain();
      else if (tab !== undefined) void this.run(tab.sql, tab);
    });
    connection.onNotification(panel.CloseTab, (params) => {
      this.tabs = this.tabs.filter(({ tabId }) => tabId !== params.tabId);
      this.activeTabId = this.tabs[0]?.tabId ?? null;
      this.show();
    });
    connection.onRequest(panel.CopyText, ({ text }) => {
      this.copied.push(text);
      return null;
    });
    for (const { method } of [panel.SaveResult, panel.SaveChartAs]) {
      connection.onRequest(method, (params: unknown) => {
        note(method, params);
        return null;
      });
    }
    onRequest(connection, panel.RunEarlier, ({ tabId, shiftSeconds }) => {
      const sql = this.tabs.find((tab) => tab.tabId === tabId)?.sql ?? "";
      return this.earlierSql === undefined ? this.fixture.run(sql, { shiftSeconds }) : this.fixture.run(this.earlierSql);
    });
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
