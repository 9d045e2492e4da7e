import * as vscode from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { DisposableStore } from "../../base/disposable";
import { ClosePivotView, GetPivotSection, type OpenedPivot, OpenPivotView } from "../../protocol/pivot";
import {
  AskFromPivot,
  NarrowFromPivot,
  OpenPivotSql,
  PivotOutdated,
  type PivotPanelState,
  PivotReady,
  SetPivotTitle,
  ShowPivot,
} from "../../protocol/pivotPanel";
import { CopyText } from "../../protocol/resultsPanel";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { panelTypes } from "./panelColumn";
import { readText } from "./panelMessages";
import { loadPage, preparePanel } from "./panelPage";
import { readAddress, type ReadFlowNarrowing, readFlowNarrowing, type ReadQuestion, readQuestion, readSql } from "./pivotMessages";
import { toResponseError } from "./relayedErrors";
import { isRecord } from "./untrusted";
import { connectWebview } from "./webviewConnection";

export interface PivotPanelParts {
  readonly server: FlowLogServer;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Opens the statement that answers, and runs it. */
  readonly ask: (question: ReadQuestion) => void;
  /** Puts a condition into the statement that the user worked with last, and runs it. */
  readonly narrow: (narrowing: ReadFlowNarrowing) => void;
  /** Opens a text as a new file. */
  readonly openText: (sql: string) => void;
}

/** What the page is to go to. */
interface Asked {
  readonly address?: string;
  readonly state?: PivotPanelState;
}

/** One webview that shows who an address is; its page asks the server through here. */
export class PivotPanel implements vscode.Disposable {
  static readonly viewType = panelTypes.pivot;

  private readonly owned = new DisposableStore();
  private readonly connection: MessageConnection;
  /** Asked for while the page was not there. */
  private asked: Asked = {};
  private loaded = false;
  /** What the server keeps for this page. */
  private readonly views = new Set<string>();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly parts: PivotPanelParts,
  ) {
    preparePanel(panel, parts.extensionUri);
    this.connection = connectWebview(panel.webview, parts.log);
    this.owned.add(this.connection);
    this.relay();
    this.answer();
    this.connection.listen();
    // A page that is hidden goes, and is made anew when it is looked at.
    this.owned.add(panel.onDidChangeViewState(() => (this.loaded &&= panel.visible)));
    loadPage(panel, parts.extensionUri, { page: "pivot", title: t("Who Is…") });
  }

  show(asked: Asked): void {
    this.asked = asked;
    if (this.loaded) this.send();
  }

  reveal(): void {
    this.panel.reveal();
  }

  outdated(): void {
    if (this.loaded) void this.connection.sendNotification(PivotOutdated, {});
  }

  dispose(): void {
    const { server, log } = this.parts;
    if (server.state === "running")
      for (const pivotId of this.views)
        server.request(ClosePivotView, { pivotId }).catch((error: unknown) => log.debug(`Pivot view ${pivotId}`, error));
    this.views.clear();
    this.owned.dispose();
  }

  private send(): void {
    const { asked } = this;
    this.asked = {};
    void this.connection.sendNotification(ShowPivot, asked);
  }

  /** Requests are passed on unread. Running a statement of the page's own is not among them. */
  private relay(): void {
    for (const { method } of [OpenPivotView, GetPivotSection, ClosePivotView]) {
      this.connection.onRequest(method, (params: unknown, token: vscode.CancellationToken) =>
        this.parts.server
          .send(method, params, token)
          .then((answer) => this.noted(method, params, answer))
          .catch((error: unknown) => Promise.reject(toResponseError(error, t))),
      );
    }
  }

  private noted(method: string, params: unknown, answer: unknown): unknown {
    if (method === OpenPivotView.method) this.views.add((answer as OpenedPivot).pivotId);
    if (method === ClosePivotView.method && isRecord(params)) this.views.delete(String(params.pivotId));
    return answer;
  }

  private answer(): void {
    const { connection, parts } = this;
    connection.onNotification(PivotReady.method, () => {
      this.loaded = true;
      this.send();
    });
    connection.onNotification(OpenPivotSql.method, (params: unknown) => {
      const sql = readSql(params);
      if (sql !== undefined) parts.openText(sql);
    });
    connection.onNotification(AskFromPivot.method, (params: unknown) => {
      const question = readQuestion(params);
      if (question !== undefined) parts.ask(question);
    });
    connection.onNotification(NarrowFromPivot.method, (params: unknown) => {
      const narrowing = readFlowNarrowing(params);
      if (narrowing !== undefined) parts.narrow(narrowing);
    });
    connection.onNotification(SetPivotTitle.method, (params: unknown) => this.setTitle(params));
    connection.onRequest(CopyText.method, async (params: unknown) => {
      await vscode.env.clipboard.writeText(readText(params) ?? "");
      return null;
    });
  }

  private setTitle(params: unknown): void {
    const [address, other] = isRecord(params) ? [readAddress(params.address), readAddress(params.compareWith)] : [];
    if (address === undefined) return;
    this.panel.title = other === undefined ? t("Who Is {0}", address) : t("{0} and {1}", address, other);
  }
}
