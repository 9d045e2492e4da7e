import type { CancellationToken } from "vscode";
import { type MessageConnection, ResponseError } from "vscode-jsonrpc/node";
import type { ChartSpec } from "../../protocol/chart";
import { type ErrorData, requestFailedCode } from "../../protocol/errors";
import type { ResultSummary } from "../../protocol/query";
import { RunEarlier, SaveChartAs, SaveChartToFile } from "../../protocol/resultsPanel";
import { t } from "../localize";
import { readChartFile, readChartSpec, readShiftSeconds, type ReadChartFile } from "./chartMessages";
import { readTabId } from "./panelMessages";
import type { PanelTab } from "./panelTabs";
import { toResponseError } from "./relayedErrors";
import { isRecord } from "./untrusted";

/** What can be asked for in a chart and others do. `P`: a results panel. */
export interface ChartActions<P> {
  saveToFile(panel: P, tab: PanelTab, chart: ChartSpec): void;
  saveAs(tab: PanelTab, file: ReadChartFile): Promise<void>;
  runEarlier(panel: P, tab: PanelTab, shiftSeconds: number, token: CancellationToken): Promise<ResultSummary>;
}

/** Answers what the page of a panel says about charts; what is not as it has to be is not done. */
export function answerCharts<P extends { readonly tabs: { find(tabId: string): PanelTab | undefined } }>(
  connection: MessageConnection,
  panel: P,
  actions: ChartActions<P>,
): void {
  const tabOf = (params: unknown): PanelTab | undefined => panel.tabs.find(readTabId(params) ?? "");
  connection.onNotification(SaveChartToFile.method, (params: unknown) => {
    const [tab, chart] = [tabOf(params), readChartSpec(isRecord(params) ? params.chart : undefined)];
    if (tab !== undefined && chart !== undefined) actions.saveToFile(panel, tab, chart);
  });
  connection.onRequest(SaveChartAs.method, async (params: unknown) => {
    const [tab, file] = [tabOf(params), readChartFile(params)];
    if (tab !== undefined && file !== undefined) await actions.saveAs(tab, file);
    return null;
  });
  connection.onRequest(RunEarlier.method, async (params: unknown, token: CancellationToken) => {
    const [tab, shiftSeconds] = [tabOf(params), readShiftSeconds(params)];
    if (tab === undefined || shiftSeconds === undefined) return refused();
    return actions.runEarlier(panel, tab, shiftSeconds, token).catch((error: unknown) => toResponseError(error, t));
  });
}

function refused(): ResponseError<ErrorData> {
  return new ResponseError(requestFailedCode, t("There is no such statement in this panel, or no such period before it."), {
    kind: "invalidRequest",
  });
}
