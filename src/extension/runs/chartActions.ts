import { DisposeResult, queryProgress, RunQuery } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { saveChartAs } from "../panels/chartFiles";
import type { ChartActions } from "../panels/chartRequests";
import type { ResultsPanel } from "../panels/resultsPanel";
import { keepChart } from "./chartInFile";
import { EarlierRuns } from "./earlierRuns";
import { InsistentStop } from "./insistentStop";
import type { Outlines } from "./outlines";
import type { QueryRuns } from "./queryRuns";

export interface ChartActionParts {
  readonly server: FlowLogServer;
  readonly outlines: Outlines;
  readonly runs: QueryRuns;
  readonly report: (error: unknown) => void;
}

/** What the pages of results panels ask for in their charts. */
export function chartActions({ server, outlines, runs, report }: ChartActionParts): ChartActions<ResultsPanel> {
  const earlier = new EarlierRuns({
    requireTrust: () => runs.requireTrust(),
    run: (params, token) => server.requestWithProgress(RunQuery, params, { type: queryProgress, report: () => undefined }, token),
    insist: (token) => new InsistentStop(token, server, () => undefined),
    // A result that nobody asks for any more: if it is gone already, so much the better.
    release: (resultId) => void server.request(DisposeResult, { resultId }).catch(() => undefined),
    t,
  });
  const keep: ChartActions<ResultsPanel>["saveToFile"] = (panel, tab, chart) => {
    const kept = keepChart({ server, outlines }, panel.documentUri, tab, chart).then((done) => {
      if (done) panel.setChart(tab, chart);
    });
    kept.catch(report);
  };
  return {
    saveToFile: keep,
    saveAs: (tab, file) => saveChartAs(tab, file).catch(report),
    runEarlier: (panel, tab, shiftSeconds, token) => earlier.run(panel, tab, shiftSeconds, token),
  };
}
