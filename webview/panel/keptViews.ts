import type { WrittenChart } from "../../src/protocol/chart";
import type { ResultColumn } from "../../src/protocol/query";
import type { GridViewState, PanelContents, PanelState, ResultTab } from "../../src/protocol/resultsPanel";
import { changedView, fitsColumns, initialView, layoutOnly, narrowedView } from "../grid/gridView";

interface KeptView {
  /** The statement whose result was looked at that way. */
  readonly sql: string;
  readonly view: GridViewState;
  /** Unknown for views from before a reload. */
  readonly columns?: readonly ResultColumn[];
  readonly rowCount?: number;
  /** What the file said of the chart when it was looked at that way. */
  readonly fromFile?: WrittenChart;
  /** How the statement before this one was looked at: a click may have written this one, and may be taken back. */
  readonly before?: Omit<KeptView, "before">;
}

/** How each tab is looked at, over runs, hiding and reloading. */
export class KeptViews {
  private readonly views = new Map<string, KeptView>();
  private readonly chartsAskedFor = new Set<string>();

  /** Takes views that are not known yet: this page's own state first, then what the host kept. */
  adopt(...states: readonly (PanelState | undefined)[]): void {
    for (const state of states) {
      for (const { tabId, sql, view } of state?.tabs ?? []) {
        if (view !== undefined && !this.views.has(tabId)) this.views.set(tabId, { sql, view });
      }
    }
  }

  /** Notes whose results were made to see their charts. */
  follow(tabs: readonly ResultTab[]): void {
    for (const { tabId, front, outcome } of tabs) {
      if (front === "chart" && outcome.state === "finished") this.chartsAskedFor.add(tabId);
    }
  }

  /**
   * The view for a result. The same statement is looked at as before, also when it comes back. One that a click wrote keeps what was
   * looked for. One that somebody wrote with the same columns keeps their layout alone: who writes ORDER BY wants to see that.
   * Anything else begins anew.
   */
  viewFor(tab: ResultTab, columns: readonly ResultColumn[]): GridViewState {
    const view = this.viewOf(tab, columns);
    const kept = this.views.get(tab.tabId);
    // From before a reload: now it is known of which columns it is, for statements to come.
    if (kept?.sql === tab.sql && kept.columns === undefined) this.keep(tab, columns, view);
    if (tab.outcome.state !== "finished" || !this.chartsAskedFor.delete(tab.tabId)) return view;
    const turned: GridViewState = { ...view, shows: "chart" };
    this.keep(tab, columns, turned);
    return turned;
  }

  keep(tab: ResultTab, columns: readonly ResultColumn[], view: GridViewState): void {
    const last = this.views.get(tab.tabId);
    const before = last?.sql === tab.sql ? last.before : last && withoutBefore(last);
    this.views.set(tab.tabId, {
      ...{ sql: tab.sql, view, columns },
      ...(tab.outcome.state === "finished" ? { rowCount: tab.outcome.summary.rowCount } : {}),
      ...(tab.chart === undefined ? {} : { fromFile: tab.chart }),
      ...(before === undefined ? {} : { before }),
    });
  }

  /** What to save: the host's state with the views and the tab that is in front now. */
  stateOf(contents: PanelContents & { readonly state: PanelState }, activeTabId: string | null): PanelState {
    const tabs = contents.state.tabs.map(({ view: _, ...tab }) => {
      const kept = this.views.get(tab.tabId);
      const view = kept?.sql === tab.sql ? kept.view : this.inherited(contents.tabs.find(({ tabId }) => tabId === tab.tabId));
      return view === undefined ? tab : { ...tab, view };
    });
    return { ...contents.state, pinned: contents.pinned, activeTabId, tabs };
  }

  /** How the result of a changed statement is looked at before anybody has changed that. */
  private inherited(tab: ResultTab | undefined): GridViewState | undefined {
    if (tab?.outcome.state !== "finished") return undefined;
    const { columns } = tab.outcome.summary;
    const before = this.views.get(tab.tabId)?.columns;
    return before !== undefined && sameColumns(before, columns) ? this.viewOf(tab, columns) : undefined;
  }

  private viewOf(tab: ResultTab, columns: readonly ResultColumn[]): GridViewState {
    const last = this.views.get(tab.tabId);
    const kept = last?.before?.sql === tab.sql ? last.before : last;
    if (kept === undefined || !fitsColumns(kept.view, columns.length)) return initialView(columns.length);
    const same = kept.columns === undefined ? kept.sql === tab.sql : sameColumns(kept.columns, columns);
    if (!same) return initialView(columns.length);
    const view =
      kept.sql === tab.sql
        ? kept.view
        : tab.written === undefined
          ? layoutOnly(kept.view)
          : narrowedView(kept.view, mostRowsStay(tab, kept));
    return namesAnotherChart(tab, kept) ? changedView(view, { chart: undefined }) : view;
  }
}

/** One step back is remembered, and no more. */
function withoutBefore({ before: _, ...kept }: KeptView): Omit<KeptView, "before"> {
  return kept;
}

function mostRowsStay({ outcome }: ResultTab, { rowCount }: Pick<KeptView, "rowCount">): boolean {
  return outcome.state === "finished" && rowCount !== undefined && outcome.summary.rowCount * 2 > rowCount;
}

/** A line that was changed since is what somebody wants to see now. */
function namesAnotherChart({ chart }: ResultTab, { columns, fromFile }: KeptView): boolean {
  return chart !== undefined && columns !== undefined && JSON.stringify(chart) !== JSON.stringify(fromFile);
}

function sameColumns(some: readonly ResultColumn[], others: readonly ResultColumn[]): boolean {
  return (
    some.length === others.length && some.every(({ name, type }, index) => name === others[index]?.name && type === others[index].type)
  );
}

export function isPanelState(state: unknown): state is PanelState {
  return typeof state === "object" && state !== null && "documentUri" in state && "tabs" in state && Array.isArray(state.tabs);
}
