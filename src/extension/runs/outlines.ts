import * as vscode from "vscode";
import { OutlineStatements, type StatementOutline } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";

/** The statements of open documents, asked for once per version. */
export class Outlines implements vscode.Disposable {
  private readonly known = new Map<string, { readonly version: number; readonly outline: Promise<readonly StatementOutline[]> }>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly server: FlowLogServer) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument((document) => this.known.delete(document.uri.toString())),
      // What was asked of a process that is gone may never be answered, or only by an error.
      server.onDidChangeState(() => this.known.clear()),
    );
  }

  of(document: vscode.TextDocument): Promise<readonly StatementOutline[]> {
    const id = document.uri.toString();
    const entry = this.known.get(id);
    if (entry?.version === document.version) return entry.outline;
    const outline = this.ofText(document.getText());
    this.known.set(id, { version: document.version, outline });
    outline.catch(() => {
      if (this.known.get(id)?.outline === outline) this.known.delete(id);
    });
    return outline;
  }

  ofText(text: string): Promise<readonly StatementOutline[]> {
    return this.server.request(OutlineStatements, { text });
  }

  dispose(): void {
    this.listening.dispose();
  }
}
