import { NotificationType, RequestType } from "vscode-jsonrpc";
import type { ChartSpec, WrittenChart } from "./chart";
import type { ErrorData } from "./errors";
import type { NarrowTerm, PivotQuestion, PivotSubject } from "./pivot";
import type { Cell, ColumnFilter, ResultSummary, SortKey } from "./query";

/**
 * Between the results webview and the host, on the JSON-RPC connection that also carries `flowlog/query/…`: the host answers
 * `panel/…` itself and passes `flowlog/query/…` on to the server as it is.
 */

export interface ResultTab {
  /** Stays the same when the statement is run again. */
  readonly tabId: string;
  /** `-- @name`, else the beginning of the statement. */
  readonly title: string;
  readonly sql: string;
  /** Shown above the grid: name and value of each parameter. */
  readonly parameters: readonly { readonly name: string; readonly text: string | null }[];
  /** From `-- @chart …` above the statement: how it is drawn unless the user chose something else in the panel. */
  readonly chart?: WrittenChart;
  /** This run was asked for to see its chart: it comes to the front, whatever was there before. Said once of a result. */
  readonly front?: "chart";
  /** What a click wrote into the statement before this run, in a sentence; it can be taken back. */
  readonly written?: string;
  /** In its file the statement is another one now (`changed`), or stands there no more (`gone`): this is what it gave before. */
  readonly stale?: "changed" | "gone";
  readonly outcome:
    /**
     * `elapsedMs`: since it began, at the time of this message; the clocks of the two sides may differ. `stopping`: it was told to
     * end and has not done so yet.
     */
    | { readonly state: "running"; readonly elapsedMs: number; readonly stopping?: boolean }
    | { readonly state: "finished"; readonly summary: ResultSummary }
    | { readonly state: "failed"; readonly sentence: string; readonly candidates: readonly string[]; readonly line?: number }
    /** `sentence`: what came of it, where that is more than that somebody stopped it. */
    | { readonly state: "stopped"; readonly sentence?: string };
}

export interface PanelContents {
  readonly documentName: string;
  readonly pinned: boolean;
  readonly tabs: readonly ResultTab[];
  readonly activeTabId: string | null;
  /** That tab has come to the front since the page last heard, which may have been hidden then: it goes before what was chosen there. */
  readonly broughtToFront?: true;
}

/** How a tab is looked at; kept by the webview's state, so that it survives hiding and reloading. */
export interface GridViewState {
  readonly sort: readonly SortKey[];
  readonly filters: readonly ColumnFilter[];
  /** Column indices in their order on the screen. */
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  /** Pixels by column index. */
  readonly widths: Readonly<Record<number, number>>;
  /** How many columns at the left stay while scrolling. */
  readonly frozenColumns: number;
  readonly topRow: number;
  readonly leftPx: number;
  readonly selection?: { readonly startRow: number; readonly endRow: number; readonly startColumn: number; readonly endColumn: number };
  /** Columns (by index) whose numbers are shown as bytes with a unit. */
  readonly humanized: readonly number[];
  /** What is in front: the rows or the chart. */
  readonly shows?: "table" | "chart";
  /** What the user chose for the chart in the panel. */
  readonly chart?: ChartSpec;
  /** Whether the form beside the chart is open; absent: where there is room. */
  readonly chartForm?: boolean;
}

/** What the webview keeps by `setState`, and what comes back to the host after a reload. */
export interface PanelState {
  /** The document whose panel this is. */
  readonly documentUri: string;
  readonly documentName: string;
  readonly pinned: boolean;
  readonly activeTabId: string | null;
  readonly tabs: readonly {
    readonly tabId: string;
    readonly title: string;
    readonly sql: string;
    readonly parameters: Readonly<Record<string, { readonly type: string; readonly text: string | null }>>;
    readonly chart?: WrittenChart;
    readonly view?: GridViewState;
  }[];
}

export type PanelCommandName = "find" | "copy" | "copyWithHeaders" | "selectAll" | "focusGrid" | "toggleChart";

/** Host → webview: this is what the panel holds now. */
export const ShowContents = new NotificationType<PanelContents & { readonly state: PanelState }>("panel/show");
/** Webview → host: loaded; send the contents. */
export const PanelReady = new NotificationType<Record<string, never>>("panel/ready");
export const CopyText = new RequestType<{ readonly text: string }, null, void>("panel/copyText");
/** Asks for a place and saves there, with progress. */
export const SaveResult = new RequestType<
  { readonly tabId: string; readonly viewId?: string; readonly columns: readonly number[] },
  null,
  void
>("panel/saveResult");
export const SetPinned = new NotificationType<{ readonly pinned: boolean }>("panel/setPinned");
export const StopQuery = new NotificationType<{ readonly tabId: string }>("panel/stop");
export const RunAgain = new NotificationType<{ readonly tabId: string }>("panel/runAgain");
/** Runs what stands now in the file where the statement of a tab stood, in the same tab. */
export const RunAsWritten = new NotificationType<{ readonly tabId: string }>("panel/runAsWritten");
/** Opens the statement of a tab as an untitled `.flowsql`. */
export const OpenStatement = new NotificationType<{ readonly tabId: string }>("panel/openStatement");
/** Goes to the statement in its file, at the place of its error if it has one. */
export const RevealStatement = new NotificationType<{ readonly tabId: string }>("panel/revealStatement");
export const CloseTab = new NotificationType<{ readonly tabId: string }>("panel/closeTab");
export const ShowLog = new NotificationType<Record<string, never>>("panel/showLog");
/** Keeps a chart in the file of the statement, as its `-- @chart` line. */
export const SaveChartToFile = new NotificationType<{ readonly tabId: string; readonly chart: ChartSpec }>("panel/saveChartToFile");
/** Asks for a place and writes a picture or the rows of a chart there. */
export const SaveChartAs = new RequestType<
  {
    readonly tabId: string;
    readonly content: { readonly kind: "png"; readonly base64: string } | { readonly kind: "csv"; readonly text: string };
  },
  null,
  void
>("panel/saveChartAs");
/** Runs the statement of a tab for an earlier period (`RunQueryParams.shiftSeconds`). The result belongs to the tab. */
export const RunEarlier = new RequestType<{ readonly tabId: string; readonly shiftSeconds: number }, ResultSummary, ErrorData>(
  "panel/runEarlier",
);
/** Puts conditions into the statement of a tab, in its file as far as it still stands there, and runs it again. */
export const NarrowStatement = new NotificationType<{
  readonly tabId: string;
  readonly terms: readonly NarrowTerm[];
  /** `replace`: in the place of the conditions that the statement has on the same columns. */
  readonly mode: "add" | "replace";
}>("panel/narrow");
/** Takes back what `written` of a tab tells of, and runs the statement again. */
export const UndoWriting = new NotificationType<{ readonly tabId: string }>("panel/undoWriting");
/** Opens the flows behind a part of the result of a tab as a statement of its own, and runs it. */
export const OpenFlowsBehind = new NotificationType<{
  readonly tabId: string;
  readonly terms: readonly NarrowTerm[];
  readonly as: "flows" | "sources";
}>("panel/flowsBehind");
/** Opens the pivot panel. */
export const OpenPivot = new NotificationType<{ readonly subject: PivotSubject }>("panel/pivot");
/** Opens a question about a value as a statement of its own, and runs it. */
export const AskPivot = new NotificationType<{
  readonly tabId: string;
  readonly question: PivotQuestion;
  readonly subject: PivotSubject;
  /** The row that the value stands in, by column name, as far as it is known: gives a conversation its other side and a time its place. */
  readonly row: Readonly<Record<string, Cell>>;
}>("panel/askPivot");
/** Host → webview: a command of the palette or a key that the workbench took. */
export const PanelCommand = new NotificationType<{ readonly command: PanelCommandName }>("panel/command");
