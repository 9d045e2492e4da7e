import * as vscode from "vscode";
import { panelHtml } from "./panelHtml";

export interface PanelPage {
  /** Which script and which style sheet it is made of. */
  readonly page: "results" | "pivot";
  readonly title: string;
}

/** What a page of ours may do: run its script and load what lies beside it. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
}

/** Loads the page of a panel. Whoever answers the page has to listen already. */
export function loadPage({ webview }: vscode.WebviewPanel, extensionUri: vscode.Uri, { page, title }: PanelPage): void {
  const at = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), name)).toString();
  webview.html = panelHtml({
    script: at(`${page}.js`),
    styles: [at(`${page}.css`)],
    cspSource: webview.cspSource,
    title,
    language: vscode.env.language,
  });
}

/** Gives a panel its icon, and what its page may do: one that comes back after a reload has neither. */
export function preparePanel(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  panel.webview.options = webviewOptions(extensionUri);
  const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, "media", `results-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
}

function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webview");
}
