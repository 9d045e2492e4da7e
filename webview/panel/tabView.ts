import type { GridViewState, PanelCommandName, ResultTab } from "../../src/protocol/resultsPanel";
import {
  CopyText,
  OpenStatement,
  RevealStatement,
  RunAgain,
  RunAsWritten,
  ShowLog,
  StopQuery,
  UndoWriting,
} from "../../src/protocol/resultsPanel";
import { element } from "../elements/element";
import { NoticeBar } from "../elements/noticeBar";
import { ResultView } from "../grid/resultView";
import type { Host } from "../host";
import {
  doneView,
  failedView,
  rerunningView,
  runningView,
  stoppedView,
  stoppingView,
  type OutcomeEvents,
  type OutcomeView,
} from "./outcomeView";
import { type StatementHeader, statementHeader } from "./statementHeader";

export interface TabViewOptions {
  readonly host: Host;
  readonly nonce: string;
  readonly view: () => GridViewState;
  readonly viewChanged: (view: GridViewState) => void;
  readonly say: (sentence: string) => void;
  /** Whether a result that is gone may be made again without asking. */
  readonly mayRunAgain: () => boolean;
  readonly loaded: () => void;
}

/** A tab's content: the statement, and what has become of it. */
export class TabView {
  readonly node = element("div", { class: "tab-view" });
  private readonly body = element("div", { class: "tab-body" });
  private readonly notices = new NoticeBar();
  private readonly header: StatementHeader;
  private result: ResultView | undefined;
  private outcome: OutcomeView | undefined;

  constructor(
    readonly tab: ResultTab,
    private readonly options: TabViewOptions,
  ) {
    const { host } = options;
    const { tabId } = tab;
    this.header = statementHeader(tab, {
      copy: () => {
        void host.request(CopyText, { text: tab.sql }).then(() => options.say("Copied the statement"));
      },
      open: () => host.notify(OpenStatement, { tabId }),
      reveal: () => host.notify(RevealStatement, { tabId }),
      runAgain: () => host.notify(RunAgain, { tabId }),
      runAsWritten: () => host.notify(RunAsWritten, { tabId }),
    });
    this.follow(tab);
    this.node.append(this.header.node, this.notices.node, this.body);
    if (tab.written !== undefined && tab.outcome.state !== "running") this.showWritten(tab.written);
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && tab.outcome.state === "running") host.notify(StopQuery, { tabId });
    });
  }

  /** Call once `node` is in the page. */
  async start(): Promise<void> {
    const { outcome } = this.tab;
    if (outcome.state !== "finished") this.showOutcome(this.outcomeView(outcome));
    else if (outcome.summary.kind === "done") this.showOutcome(doneView(outcome.summary.message ?? "Done.", outcome.summary.elapsedMs));
    else {
      const { host, nonce, view, viewChanged, say, loaded } = this.options;
      const { tabId, title, chart } = this.tab;
      this.result = new ResultView({
        ...{ host, tabId, title, chart, nonce, viewChanged, say },
        summary: outcome.summary,
        view: view(),
        gone: () => this.gone(),
      });
      this.body.append(this.result.node);
      if (await this.result.start()) loaded();
    }
  }

  /** What can change about a tab without another result. */
  follow({ stale, outcome }: ResultTab): void {
    const now = outcome.state === "running" ? undefined : stale;
    this.header.showStale(now);
    // What a click wrote stands there no more as it was written, so it cannot be taken back from here.
    this.notices.node.hidden = now !== undefined;
  }

  shown(): void {
    this.result?.shown();
  }

  focus(): void {
    if (this.result !== undefined) this.result.focus();
    else this.body.querySelector<HTMLElement>("button")?.focus();
  }

  run(command: PanelCommandName): void {
    this.result?.run(command);
  }

  dispose(): void {
    this.result?.dispose();
    this.outcome?.dispose();
    this.node.remove();
  }

  private showWritten(sentence: string): void {
    const undo = { label: "Undo", run: () => this.options.host.notify(UndoWriting, { tabId: this.tab.tabId }) };
    this.notices.show({ kind: "info", sentence, action: undo });
  }

  private outcomeView(outcome: Exclude<ResultTab["outcome"], { state: "finished" }>): OutcomeView {
    switch (outcome.state) {
      case "running":
        return outcome.stopping === true ? stoppingView() : runningView(performance.now() - outcome.elapsedMs, this.outcomeEvents());
      case "failed":
        return failedView(outcome, this.outcomeEvents());
      case "stopped":
        return stoppedView(outcome.sentence ?? "Stopped before there was a result.", this.outcomeEvents());
    }
  }

  private outcomeEvents(): OutcomeEvents {
    const { host } = this.options;
    const { tabId } = this.tab;
    return {
      stop: () => host.notify(StopQuery, { tabId }),
      runAgain: () => host.notify(RunAgain, { tabId }),
      reveal: () => host.notify(RevealStatement, { tabId }),
      showLog: () => host.notify(ShowLog, {}),
    };
  }

  /** The server was started anew. Once, the statement is run again by itself; the view comes back with its result. */
  private gone(): void {
    if (this.result === undefined) return;
    this.result.dispose();
    this.result = undefined;
    if (this.options.mayRunAgain()) {
      this.showOutcome(rerunningView());
      this.options.host.notify(RunAgain, { tabId: this.tab.tabId });
    } else this.showOutcome(stoppedView("This result is no longer there. Run the statement again to have it back.", this.outcomeEvents()));
  }

  private showOutcome(view: OutcomeView): void {
    this.outcome?.dispose();
    this.outcome = view;
    this.body.replaceChildren(view.node);
  }
}
