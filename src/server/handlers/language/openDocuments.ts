import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { MessageConnection } from "vscode-jsonrpc";
import { AnalyzedText } from "../../../language/analysis/analyzedText";

/** A document that the client has open, at the version that it last told. */
export interface OpenDocument {
  readonly document: TextDocument;
  /** Read when it is first asked for, once a version. */
  readonly analyzed: AnalyzedText;
}

export interface DocumentListener {
  changed(document: OpenDocument): void;
  closed(uri: string): void;
}

/** The documents that one client has open. */
export class OpenDocuments {
  private readonly documents = new Map<string, TextDocument>();
  private readonly analyses = new WeakMap<TextDocument, { readonly version: number; readonly analyzed: AnalyzedText }>();
  private readonly listeners = new Set<DocumentListener>();

  constructor(connection: MessageConnection) {
    connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument: { uri, languageId, version, text } }) => {
      this.put(uri, TextDocument.create(uri, languageId, version, text));
    });
    connection.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument: { uri, version }, contentChanges }) => {
      const known = this.documents.get(uri);
      if (known !== undefined) this.put(uri, TextDocument.update(known, contentChanges, version));
    });
    connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
      this.documents.delete(uri);
      for (const listener of this.listeners) listener.closed(uri);
    });
  }

  get(uri: string): OpenDocument | undefined {
    const document = this.documents.get(uri);
    return document === undefined ? undefined : { document, analyzed: this.analyzedOf(document) };
  }

  /** The document that a request is about, with the offset of its cursor. */
  at({ textDocument, position }: TextDocumentPositionParams): (OpenDocument & { readonly offset: number }) | undefined {
    const open = this.get(textDocument.uri);
    return open && { ...open, offset: open.document.offsetAt(position) };
  }

  all(): OpenDocument[] {
    return [...this.documents.keys()].flatMap((uri) => this.get(uri) ?? []);
  }

  listen(listener: DocumentListener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private put(uri: string, document: TextDocument): void {
    this.documents.set(uri, document);
    for (const listener of this.listeners) listener.changed({ document, analyzed: this.analyzedOf(document) });
  }

  private analyzedOf(document: TextDocument): AnalyzedText {
    const known = this.analyses.get(document);
    if (known?.version === document.version) return known.analyzed;
    const analyzed = new AnalyzedText(document.getText());
    this.analyses.set(document, { version: document.version, analyzed });
    return analyzed;
  }
}
