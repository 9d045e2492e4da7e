import { NotificationType } from "vscode-jsonrpc";
import type { FlowTerm, PivotQuestion, PivotSide, PivotSubject } from "./pivot";
import type { Cell } from "./query";

/**
 * Between the webview of the pivot panel and the host, on a JSON-RPC connection of its own: the host answers `pivotPanel/…` and
 * `panel/copyText` itself, and passes `flowlog/pivot/open`, `section` and `close` on to the server as they are.
 */

/** A step of the trail: what was looked at, and how. */
export interface PivotStep {
  readonly subject: Extract<PivotSubject, { kind: "address" }>;
  readonly side: PivotSide;
  readonly compareWith?: string;
}

/** What the page keeps by `setState`, and what comes back with `ShowPivot` after the window was reloaded. */
export interface PivotPanelState {
  readonly trail: readonly PivotStep[];
  /** Index of the step that is shown. */
  readonly at: number;
}

/** Webview → host: loaded; send what is to be shown. */
export const PivotReady = new NotificationType<Record<string, never>>("pivotPanel/ready");
/**
 * Host → webview, also in answer to `PivotReady`: go there. `address`: a new step behind the one that is shown. `state`: the trail of
 * before the window was reloaded. Neither: nobody asked for anything since, and the page goes on with what it kept itself.
 */
export const ShowPivot = new NotificationType<{ readonly address?: string; readonly state?: PivotPanelState }>("pivotPanel/show");
/** Host → webview: rows of the index are other ones than before. */
export const PivotOutdated = new NotificationType<Record<string, never>>("pivotPanel/outdated");
/** Opens a text as an untitled `.flowsql`. Nothing is run. */
export const OpenPivotSql = new NotificationType<{ readonly sql: string }>("pivotPanel/openSql");
/** Opens a question about a value as a statement of its own, and runs it: the server writes it. */
export const AskFromPivot = new NotificationType<{
  readonly question: PivotQuestion;
  readonly subject: PivotSubject;
  readonly row: Readonly<Record<string, Cell>>;
  readonly side?: PivotSide;
}>("pivotPanel/ask");
/** Puts a condition on flows into the statement that the user worked with last, in its file, and runs it again. */
export const NarrowFromPivot = new NotificationType<{ readonly term: FlowTerm; readonly mode: "add" | "replace" }>("pivotPanel/narrow");
/** The title of the panel's tab is about what is shown. */
export const SetPivotTitle = new NotificationType<{ readonly address: string; readonly compareWith?: string }>("pivotPanel/title");
