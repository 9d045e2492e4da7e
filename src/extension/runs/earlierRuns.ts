import type { CancellationToken } from "vscode";
import type { Disposable } from "../../base/disposable";
import { FlowLogError } from "../../protocol/errors";
import type { ResultSummary, RunQueryParams } from "../../protocol/query";
import type { PanelTab } from "../panels/panelTabs";
import type { Translate } from "../translate";

export interface EarlierRunParts {
  /** Throws where no statement may run. */
  readonly requireTrust: () => void;
  readonly run: (params: RunQueryParams, token: CancellationToken) => Promise<ResultSummary>;
  /** Sees to it that a run which is cancelled ends. */
  readonly insist: (token: CancellationToken) => Disposable;
  readonly release: (resultId: string) => void;
  readonly t: Translate;
}

/** The panel whose tabs these are, as far as it matters here. */
export interface TabHolder {
  readonly documentUri: string;
  readonly tabs: { find(tabId: string): PanelTab | undefined };
}

/** Runs the statement of a tab once more for flows of an earlier period. The tab keeps one such result, beside the one that it shows. */
export class EarlierRuns {
  constructor(private readonly parts: EarlierRunParts) {}

  async run(panel: TabHolder, tab: PanelTab, shiftSeconds: number, token: CancellationToken): Promise<ResultSummary> {
    const { requireTrust, insist, release, run, t } = this.parts;
    requireTrust();
    const shown = resultOf(tab);
    if (shown === undefined)
      throw new FlowLogError({ kind: "invalidRequest" }, t("“{0}” has no result that an earlier one could be compared with.", tab.title));
    if (tab.earlier?.shiftSeconds === shiftSeconds) return tab.earlier.summary;
    const stop = insist(token);
    try {
      const { sql, parameters } = tab;
      const summary = await run({ ownerId: panel.documentUri, sql, parameters, shiftSeconds }, token);
      if (panel.tabs.find(tab.tabId) !== tab || resultOf(tab) !== shown) {
        release(summary.resultId);
        throw new FlowLogError({ kind: "gone" }, t("“{0}” was run again or closed in the meantime.", tab.title));
      }
      if (tab.earlier !== undefined) release(tab.earlier.summary.resultId);
      tab.earlier = { shiftSeconds, summary };
      return summary;
    } finally {
      stop.dispose();
    }
  }
}

function resultOf({ outcome }: PanelTab): string | undefined {
  return outcome.state === "finished" ? outcome.summary.resultId : undefined;
}
