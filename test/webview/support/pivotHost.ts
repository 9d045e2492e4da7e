import type { Page } from "playwright-core";
import type { Message, MessageConnection } from "vscode-jsonrpc/node";
import * as pivot from "../../../src/protocol/pivot";
import * as panel from "../../../src/protocol/pivotPanel";
import { CopyText } from "../../../src/protocol/resultsPanel";
import { onRequest } from "../../../src/server/handlers/requestBridge";
import { connectPage, type PageReader } from "./pageConnection";

/** Who answers what the page asks the server. */
export interface PivotAnswers {
  open(params: pivot.OpenPivotParams, signal: AbortSignal): Promise<pivot.OpenedPivot>;
  section(params: { readonly pivotId: string; readonly section: pivot.PivotSectionId }, signal: AbortSignal): Promise<pivot.PivotRows>;
  close(params: { readonly pivotId: string }): Promise<null>;
}

/** What the extension host does for the pivot panel. It notes all that the page asks of the editor. */
export class PivotHost {
  /** Methods of notifications, in the order in which they came. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  readonly copied: string[] = [];
  /** Awaited before a view, or a section of it, is answered; tests put something slow or failing here. */
  beforeOpen: () => Promise<void> = () => Promise.resolve();
  beforeSection: (section: pivot.PivotSectionId, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  /** What `ShowPivot` says when the page is ready. */
  first: { readonly address?: string; readonly state?: panel.PivotPanelState } = {};
  private readonly reader: PageReader;
  private readonly connection: MessageConnection;

  constructor(
    page: Page,
    private readonly answers: PivotAnswers,
  ) {
    ({ reader: this.reader, connection: this.connection } = connectPage(page));
    this.answer();
    this.connection.listen();
  }

  /** From the page. */
  receive(message: Message): void {
    this.reader.receive(message);
  }

  show(address: string): void {
    void this.connection.sendNotification(panel.ShowPivot, { address });
  }

  outdated(): void {
    void this.connection.sendNotification(panel.PivotOutdated, {});
  }

  /** The parameters of what was asked by this method, the last one. */
  last(method: string): unknown {
    return this.asked.findLast((asked) => asked.method === method)?.params;
  }

  dispose(): void {
    this.connection.dispose();
  }

  private answer(): void {
    const { connection, answers } = this;
    onRequest(connection, pivot.OpenPivotView, async (params, signal) => {
      await this.beforeOpen();
      return answers.open(params, signal);
    });
    onRequest(connection, pivot.GetPivotSection, async (params, signal) => {
      await this.beforeSection(params.section, signal);
      return answers.section(params, signal);
    });
    onRequest(connection, pivot.ClosePivotView, (params) => answers.close(params));
    connection.onRequest(CopyText, ({ text }) => {
      this.copied.push(text);
      return null;
    });
    connection.onNotification((method, params) => void this.asked.push({ method, params }));
    connection.onNotification(panel.PivotReady, () => void connection.sendNotification(panel.ShowPivot, this.first));
  }
}
