import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { DisposeOwner } from "../../protocol/query";
import { t } from "../localize";
import { readPanelState } from "./panelMessages";
import { PanelPlaces } from "./panelPlaces";
import { type PanelParts, ResultsPanel } from "./resultsPanel";

/** All results panels: at most one per document that is not pinned, which the next run uses again. */
export class ResultsPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly panels = new Set<ResultsPanel>();
  private readonly places: PanelPlaces;
  private readonly closed = this.owned.add(new vscode.EventEmitter<ResultsPanel>());
  private readonly restored = this.owned.add(new vscode.EventEmitter<ResultsPanel>());

  private readonly viewChanged = this.owned.add(new vscode.EventEmitter<void>());

  readonly onDidClose = this.closed.event;
  /** Another panel is in front than before, or one was pinned or unpinned. */
  readonly onDidChangeView = this.viewChanged.event;
  /** A panel is back after a reload of the window, with its statements and without results. */
  readonly onDidRestore = this.restored.event;

  constructor(private readonly parts: PanelParts) {
    this.places = new PanelPlaces(parts.extensionUri);
    this.owned.add(vscode.window.registerWebviewPanelSerializer(ResultsPanel.viewType, this));
    this.owned.add(
      vscode.workspace.onDidCloseTextDocument(({ languageId, uri }) => {
        if (languageId === "flowsql") this.letGo(uri.toString());
      }),
    );
  }

  /** The panel for the results of a document: the one that it has, unless that is pinned. */
  async open(document: vscode.TextDocument): Promise<ResultsPanel> {
    const id = document.uri.toString();
    const existing = [...this.panels].find((panel) => panel.documentUri === id && !panel.pinned);
    if (existing !== undefined) {
      existing.panel.reveal(undefined, true);
      return existing;
    }
    const name = nameOf(document.uri);
    return this.add(await this.places.create(t("Results: {0}", name)), id, name);
  }

  of(documentUri: string): readonly ResultsPanel[] {
    return [...this.panels].filter((panel) => panel.documentUri === documentUri);
  }

  /** The panel of a document that is looked at, else the one that the next run uses. */
  inFrontOf(documentUri: string): ResultsPanel | undefined {
    const all = this.of(documentUri);
    return all.find(({ panel }) => panel.visible) ?? all.find(({ pinned }) => !pinned) ?? all[0];
  }

  get active(): ResultsPanel | undefined {
    return [...this.panels].find(({ panel }) => panel.active);
  }

  deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const state = readPanelState(saved);
    if (state === undefined) {
      webviewPanel.dispose();
      return Promise.resolve();
    }
    const panel = this.add(webviewPanel, state.documentUri, state.documentName);
    panel.restore(state);
    this.restored.fire(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panels.forEach((panel) => panel.dispose());
    this.owned.dispose();
  }

  private add(webviewPanel: vscode.WebviewPanel, documentUri: string, documentName: string): ResultsPanel {
    const panel = new ResultsPanel(webviewPanel, documentUri, documentName, this.parts);
    this.panels.add(panel);
    panel.onDidChangePinned(() => this.viewChanged.fire());
    webviewPanel.onDidChangeViewState(() => this.viewChanged.fire());
    webviewPanel.onDidDispose(() => {
      this.panels.delete(panel);
      panel.dispose();
      this.closed.fire(panel);
      this.letGo(documentUri);
    });
    return panel;
  }

  /** Temporary tables live as long as somebody can see what was made with them: the document or a panel of it. */
  private letGo(documentUri: string): void {
    const isOpen = vscode.workspace.textDocuments.some((document) => !document.isClosed && document.uri.toString() === documentUri);
    if (isOpen || this.of(documentUri).length > 0 || this.parts.server.state !== "running") return;
    this.parts.server
      .request(DisposeOwner, { ownerId: documentUri })
      .catch((error: unknown) => this.parts.log.debug(`Temporary tables of ${documentUri}`, error));
  }
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
