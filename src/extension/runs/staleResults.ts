import type * as vscode from "vscode";
import type { StatementOutline } from "../../protocol/query";
import type { PanelTab } from "../panels/panelTabs";
import { stalenessOf } from "./staleness";
import { runnableStatements } from "./statements";

type Watched = Pick<vscode.TextDocument, "uri" | "version" | "isClosed" | "getText">;

export interface StalePanel {
  readonly tabs: { all(): readonly PanelTab[] };
  setStale(stale: ReadonlyMap<PanelTab, PanelTab["stale"]>): void;
}

export interface StaleResultParts<D extends Watched> {
  readonly panelsOf: (documentUri: string) => readonly StalePanel[];
  readonly outlineOf: (document: D) => Promise<readonly StatementOutline[]>;
  readonly outlineOfText: (text: string) => Promise<readonly StatementOutline[]>;
}

/** Somebody who types looks at the text; the results beside it wait for a pause. */
const quietMs = 500;

/** Has results say that their statement is another one by now, and say so no more when it is the same again. */
export class StaleResults<D extends Watched> {
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly parts: StaleResultParts<D>) {}

  /** Looks at a document's results a moment after the last call. */
  soon(document: D): void {
    const id = document.uri.toString();
    clearTimeout(this.waiting.get(id));
    this.waiting.delete(id);
    if (this.parts.panelsOf(id).length === 0) return;
    this.waiting.set(
      id,
      setTimeout(() => {
        this.waiting.delete(id);
        // Without a server nobody knows the statements of a text. It says what they are when the text changes again.
        this.look(document).catch(() => undefined);
      }, quietMs),
    );
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private async look(document: D): Promise<void> {
    const { version, uri } = document;
    const text = document.getText();
    const statements = runnableStatements(text, await this.parts.outlineOf(document));
    for (const panel of this.parts.panelsOf(uri.toString())) {
      const tabs = panel.tabs.all();
      await Promise.all(tabs.map((tab) => this.complete(tab)));
      // A change since has its own look.
      if (document.isClosed || document.version !== version) return;
      panel.setStale(new Map(tabs.map((tab) => [tab, stalenessOf(tab, tabs, { text, statements })])));
    }
  }

  /** A tab of before a reload of the window knows its statement and nothing else. */
  private async complete(tab: PanelTab): Promise<void> {
    tab.fingerprint ??= (await this.parts.outlineOfText(tab.sql))[0]?.fingerprint ?? "";
  }
}
