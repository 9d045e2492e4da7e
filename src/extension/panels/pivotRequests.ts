import type { MessageConnection } from "vscode-jsonrpc/node";
import { AskPivot, NarrowStatement, OpenFlowsBehind, OpenPivot, UndoWriting } from "../../protocol/resultsPanel";
import { readTabId } from "./panelMessages";
import type { PanelTab } from "./panelTabs";
import {
  type ReadFlowsBehind,
  readFlowsBehind,
  type ReadNarrowing,
  readNarrowing,
  type ReadQuestion,
  readQuestion,
  readSubject,
} from "./pivotMessages";
import { isRecord } from "./untrusted";

/** What can be asked for about a value and others do. `P`: a results panel. */
export interface PivotActions<P> {
  narrow(panel: P, tab: PanelTab, narrowing: ReadNarrowing): void;
  /** Takes back what a click wrote into the statement of a tab. */
  undo(panel: P, tab: PanelTab): void;
  /** Opens the flows behind a part of a result, and runs that statement. */
  openBehind(tab: PanelTab, asked: ReadFlowsBehind): void;
  /** Opens the statement that answers, and runs it. */
  ask(question: ReadQuestion): void;
  /** Opens the pivot panel about an address. */
  open(address: string): void;
}

/** Answers what the page of a panel says about values; what is not as it has to be is not done. */
export function answerPivots<P extends { readonly tabs: { find(tabId: string): PanelTab | undefined } }>(
  connection: MessageConnection,
  panel: P,
  actions: PivotActions<P>,
): void {
  connection.onNotification(NarrowStatement.method, (params: unknown) => {
    const [tab, narrowing] = [panel.tabs.find(readTabId(params) ?? ""), readNarrowing(params)];
    if (tab !== undefined && narrowing !== undefined) actions.narrow(panel, tab, narrowing);
  });
  connection.onNotification(UndoWriting.method, (params: unknown) => {
    const tab = panel.tabs.find(readTabId(params) ?? "");
    if (tab?.written !== undefined) actions.undo(panel, tab);
  });
  connection.onNotification(OpenFlowsBehind.method, (params: unknown) => {
    const [tab, asked] = [panel.tabs.find(readTabId(params) ?? ""), readFlowsBehind(params)];
    if (tab !== undefined && asked !== undefined) actions.openBehind(tab, asked);
  });
  connection.onNotification(AskPivot.method, (params: unknown) => {
    const question = readQuestion(params);
    if (question !== undefined) actions.ask(question);
  });
  connection.onNotification(OpenPivot.method, (params: unknown) => {
    const subject = readSubject(isRecord(params) ? params.subject : undefined);
    if (subject?.kind === "address") actions.open(subject.address);
    // What is no address has no panel: its flows answer.
    else if (subject !== undefined) actions.ask({ question: "either", subject, row: {} });
  });
}
