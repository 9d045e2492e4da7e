import * as vscode from "vscode";
import { OutlineStatements, type StatementOutline } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";

/** The statements of open documents, asked for once per version. */
export class Outlines implements vscode.Disposable {
  private readonly known = new Map<string, { readonly version: number; readonly outline: Promise<readonly StatementOutline[]> }>();
  private readonly closing: vscode.Disposable;

  constructor(private readonly server: FlowLogServer) {
    this.closing = vscode.workspace.onDidCloseTextDocument((document) => this.known.delete(document.uri.toString()));
  }

  of(document: vscode.TextDocument): Promise<readonly StatementOutline[]> {
    const id = document.uri.toString();
    const entry = this.known.get(id);
    if (entry?.version === document.version) return entry.outline;
    const outline = this.ofText(document.getText());
    this.known.set(id, { version: document.version, outline });
    outline.catch(() => this.known.delete(id));
    return outline;
  }

  ofText(text: string): Promise<readonly StatementOutline[]> {
    return this.server.request(OutlineStatements, { text });
  }

  dispose(): void {
    this.closing.dispose();
  }
}
