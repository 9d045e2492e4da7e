import type { MessageConnection } from "vscode-jsonrpc/node";
import { DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, type TextEdit } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";

let opened = 0;

/** A document that a client has open at the built server. In texts a `|` marks the cursor. */
export class OpenedText {
  document: TextDocument;

  constructor(
    private readonly connection: MessageConnection,
    private marked: string,
  ) {
    this.document = TextDocument.create(`untitled:Untitled-${++opened}`, "flowsql", 1, marked.replace("|", ""));
  }

  async open(): Promise<this> {
    const { uri, languageId, version } = this.document;
    const textDocument = { uri, languageId, version, text: this.text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return this;
  }

  async change(marked: string): Promise<void> {
    const { uri, version } = this.document;
    this.marked = marked;
    this.document = TextDocument.create(uri, "flowsql", version + 1, marked.replace("|", ""));
    const textDocument = { uri, version: version + 1 };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges: [{ text: this.text }] });
  }

  get text(): string {
    return this.document.getText();
  }

  get identified() {
    return { textDocument: { uri: this.document.uri } };
  }

  /** The document with the place of the cursor. */
  get at() {
    return { ...this.identified, position: this.document.positionAt(this.marked.indexOf("|")) };
  }

  with(edits: readonly TextEdit[] | null | undefined): string {
    return TextDocument.applyEdits(this.document, [...(edits ?? [])]);
  }
}
