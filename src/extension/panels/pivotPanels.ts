import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { FlowLogError } from "../../protocol/errors";
import { IndexChanged } from "../../protocol/indexing";
import type { FlowLogServer } from "../client/flowLogServer";
import { t } from "../localize";
import { columnOfPanels } from "./panelColumn";
import { PivotPanel, type PivotPanelParts } from "./pivotPanel";
import { readAddress, readPivotState } from "./pivotMessages";
import { webviewOptions } from "./panelPage";

/** The pivot panel: there is one, and whoever asks about an address goes on in it. */
export class PivotPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private current: PivotPanel | undefined;

  constructor(private readonly parts: PivotPanelParts & { readonly server: FlowLogServer }) {
    this.owned.add(vscode.window.registerWebviewPanelSerializer(PivotPanel.viewType, this));
    this.owned.add(parts.server.onNotification(IndexChanged, () => this.current?.outdated()));
  }

  /** Throws a `FlowLogError` for what is no address, and in Restricted Mode. */
  open(text: string): void {
    if (!vscode.workspace.isTrusted)
      throw new FlowLogError({ kind: "restricted" }, t("Flows can be looked at only in a workspace that you trust."));
    const address = readAddress(text);
    if (address === undefined) throw new FlowLogError({ kind: "invalidRequest" }, t("“{0}” is no IP address.", text));
    const panel = this.current ?? this.add(this.create());
    panel.show({ address });
    panel.reveal();
  }

  deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const state = readPivotState(saved);
    if (state === undefined || this.current !== undefined) webviewPanel.dispose();
    else this.add(webviewPanel).show({ state });
    return Promise.resolve();
  }

  dispose(): void {
    this.current?.dispose();
    this.owned.dispose();
  }

  private create(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(PivotPanel.viewType, t("Who Is…"), columnForPanel(), webviewOptions(this.parts.extensionUri));
  }

  private add(webviewPanel: vscode.WebviewPanel): PivotPanel {
    const panel = new PivotPanel(webviewPanel, this.parts);
    this.current = panel;
    webviewPanel.onDidDispose(() => {
      if (this.current === panel) this.current = undefined;
      panel.dispose();
    });
    return panel;
  }
}

/** Over the results, where there are some: a third column would leave room to none. Else beside the text. */
function columnForPanel(): vscode.ViewColumn {
  return columnOfPanels() ?? (vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside);
}
