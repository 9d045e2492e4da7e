import type { WrittenChart } from "../../protocol/chart";
import type { TextSpan } from "../../protocol/errors";
import type { ResultSummary } from "../../protocol/query";
import type { PanelContents, PanelState, ResultTab } from "../../protocol/resultsPanel";
import type { BoundParameters } from "../runs/parameterValues";

/** `startedAt`: by `performance.now()`. */
interface Running {
  readonly state: "running";
  readonly startedAt: number;
  readonly stopping?: boolean;
}
export type TabOutcome = Exclude<ResultTab["outcome"], { state: "running" }> | Running;

export function runningNow(): Running {
  return { state: "running", startedAt: performance.now() };
}

/** What a statement gave for flows of so many seconds before. */
export interface EarlierResult {
  readonly shiftSeconds: number;
  readonly summary: ResultSummary;
}

/** A tab as the host knows it: what was run and what came of it, without a cell. */
export interface PanelTab {
  readonly tabId: string;
  readonly title: string;
  readonly sql: string;
  /** See `StatementOutline`; not known of a tab of before a reload of the window until somebody asks. */
  fingerprint?: string;
  readonly parameters: BoundParameters;
  /** From the `-- @chart` line above the statement. */
  chart?: WrittenChart;
  /** This run was asked for to see its chart, and the page does not have it yet. */
  front?: "chart";
  /** What a click wrote into the statement, in a sentence, and how the statement was before. */
  written?: { readonly sentence: string; readonly before: string };
  /** What became of the statement in its file since it was run. */
  stale?: ResultTab["stale"];
  /** How it was looked at before the window was reloaded. */
  readonly view?: PanelState["tabs"][number]["view"];
  outcome: TabOutcome;
  /** Where in the document the error lies, or the statement. */
  place?: TextSpan;
  /** The result of an earlier period, which lives as long as the one that it is compared with. */
  earlier?: EarlierResult;
}

/** The results that live as long as a tab shows them. */
export function resultIdsOf({ outcome, earlier }: Pick<PanelTab, "outcome" | "earlier">): readonly string[] {
  const shown = outcome.state === "finished" ? [outcome.summary.resultId] : [];
  return earlier === undefined ? shown : [...shown, earlier.summary.resultId];
}

/** The tabs of one panel in their order. */
export class PanelTabs {
  private tabs: PanelTab[] = [];
  private active: string | null = null;
  /** A run put another tab in front, and the page does not know it yet. */
  private brought = false;

  all(): readonly PanelTab[] {
    return this.tabs;
  }

  find(tabId: string): PanelTab | undefined {
    return this.tabs.find((tab) => tab.tabId === tabId);
  }

  /** The one that the page shows. */
  inFront(): PanelTab | undefined {
    return this.active === null ? undefined : this.find(this.active);
  }

  /** All tabs are other ones. Gives back those that went. */
  replaceAll(tabs: readonly PanelTab[], active: string | null = tabs[0]?.tabId ?? null): readonly PanelTab[] {
    const gone = this.tabs;
    this.tabs = [...tabs];
    this.active = active;
    this.brought = true;
    return gone;
  }

  /** Puts tabs in the place of those with their ids, or at the end, and the first of them in front. Gives back those that went. */
  put(tabs: readonly PanelTab[]): readonly PanelTab[] {
    this.active = tabs[0]?.tabId ?? this.active;
    this.brought = true;
    return tabs.flatMap((tab) => {
      const index = this.tabs.findIndex(({ tabId }) => tabId === tab.tabId);
      return index === -1 ? (this.tabs.push(tab), []) : this.tabs.splice(index, 1, tab);
    });
  }

  /** Notes what became of statements in their file. True where that is something else than before. */
  setStale(stale: ReadonlyMap<PanelTab, PanelTab["stale"]>): boolean {
    const other = this.tabs.filter((tab) => stale.has(tab) && stale.get(tab) !== tab.stale);
    for (const tab of other) {
      const now = stale.get(tab);
      if (now === undefined) delete tab.stale;
      else tab.stale = now;
    }
    return other.length > 0;
  }

  remove(tabId: string): PanelTab | undefined {
    const index = this.tabs.findIndex((tab) => tab.tabId === tabId);
    if (index === -1) return undefined;
    const [removed] = this.tabs.splice(index, 1);
    if (this.active === tabId) this.active = (this.tabs[index] ?? this.tabs[index - 1])?.tabId ?? null;
    return removed;
  }

  /** What the webview shows. */
  contents(documentName: string, pinned: boolean): PanelContents {
    const front = this.brought ? { broughtToFront: true as const } : {};
    return { documentName, pinned, tabs: this.tabs.map((tab) => shownTab(tab, pinned)), activeTabId: this.active, ...front };
  }

  /** The page has the results that there are, and knows what they were made for: from now on they are looked at as the user likes. */
  told(): void {
    this.brought = false;
    for (const tab of this.tabs) if (tab.outcome.state === "finished") delete tab.front;
  }

  /** What the webview keeps for the time after a reload. */
  state(documentUri: string, documentName: string, pinned: boolean): PanelState {
    const tabs = this.tabs.map(({ tabId, title, sql, parameters, chart, view }) => ({
      tabId,
      title,
      sql,
      parameters,
      ...(chart === undefined ? {} : { chart }),
      ...(view === undefined ? {} : { view }),
    }));
    return { documentUri, documentName, pinned, activeTabId: this.active, tabs };
  }
}

/** What is pinned is kept as it was, whatever becomes of its statement. */
function shownTab({ tabId, title, sql, parameters, chart, front, written, stale, outcome }: PanelTab, pinned: boolean): ResultTab {
  return {
    tabId,
    title,
    sql,
    parameters: Object.entries(parameters).map(([name, { text }]) => ({ name, text })),
    ...(chart === undefined ? {} : { chart }),
    ...(front === undefined ? {} : { front }),
    ...(written === undefined ? {} : { written: written.sentence }),
    ...(stale === undefined || pinned ? {} : { stale }),
    outcome: shown(outcome),
  };
}

function shown(outcome: TabOutcome): ResultTab["outcome"] {
  if (outcome.state !== "running") return outcome;
  const { startedAt, ...rest } = outcome;
  return { ...rest, elapsedMs: Math.round(performance.now() - startedAt) };
}
