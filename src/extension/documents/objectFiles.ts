import * as vscode from "vscode";
import { formatBytes } from "../../base/bytes";
import { type ObjectText, ReadObject } from "../../protocol/bucket";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ErrorMessages } from "../errorMessages";
import { t } from "../localize";
import { errorDataOf } from "../userErrors";
import { addressToUri, type ObjectAddress, objectScheme, uriToAddress } from "./objectAddress";

/**
 * Objects of buckets as read-only files, unpacked to text. A file system and not a content provider: its editors come back after
 * a reload of the window, and an error is shown in the editor's place.
 */
export class ObjectFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly texts = new Map<string, Promise<Uint8Array>>();

  readonly onDidChangeFile = this.changed.event;

  constructor(
    private readonly server: FlowLogServer,
    private readonly errors: ErrorMessages,
  ) {}

  /**
   * Opens an object as text, JSON as JSON; `line`, counted from 1, is shown and selected. It is read before VS Code asks for it:
   * what cannot be read is then told in our words, and not in many about a file.
   */
  async open(address: ObjectAddress, line?: number): Promise<void> {
    const uri = objectUri(address);
    try {
      await this.text(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.languageId === "plaintext" && looksLikeJson(document)) await vscode.languages.setTextDocumentLanguage(document, "json");
      const place =
        line === undefined ? undefined : document.validateRange(new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER));
      await vscode.window.showTextDocument(document, { preview: true, ...(place === undefined ? {} : { selection: place }) });
    } finally {
      // A document that was open already is not read again.
      this.texts.delete(uri.toString());
    }
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const content = await this.content(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: content.byteLength, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const content = await this.content(uri);
    // It is in the editor now; opened again it is read again, for it may have changed.
    this.texts.delete(uri.toString());
    return content;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async content(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await this.text(uri);
    } catch (error) {
      throw this.fileError(error);
    }
  }

  private text(uri: vscode.Uri): Promise<Uint8Array> {
    const id = uri.toString();
    const known = this.texts.get(id);
    if (known !== undefined) return known;
    const reading = this.read(uri);
    this.texts.set(id, reading);
    reading.catch(() => this.texts.delete(id));
    return reading;
  }

  private async read(uri: vscode.Uri): Promise<Uint8Array> {
    const address = uriToAddress(uri);
    if (address === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(withCutNote(await this.server.request(ReadObject, address)));
  }

  /** As VS Code wants to be told of it. */
  private fileError(error: unknown): vscode.FileSystemError {
    if (error instanceof vscode.FileSystemError) return error;
    const sentence = this.errors.sentence(error);
    const missing = errorDataOf(error)?.kind === "noSuchObject";
    return missing ? vscode.FileSystemError.FileNotFound(sentence) : vscode.FileSystemError.Unavailable(sentence);
  }
}

function objectUri(address: ObjectAddress): vscode.Uri {
  return vscode.Uri.from(addressToUri(address));
}

export function registerObjectFiles(files: ObjectFiles): vscode.Disposable {
  return vscode.workspace.registerFileSystemProvider(objectScheme, files, { isReadonly: true, isCaseSensitive: true });
}

/** By its first and its last character: what was cut short is no JSON any more. */
function looksLikeJson(document: vscode.TextDocument): boolean {
  const last = document.lineAt(document.lineCount - 1).text || document.lineAt(Math.max(0, document.lineCount - 2)).text;
  return /^\s*[{[]/.test(document.lineAt(0).text) && /[}\]]\s*$/.test(last);
}

function withCutNote({ text, cutAfterBytes }: ObjectText): string {
  if (cutAfterBytes === undefined) return text;
  const note = t("… The object goes on. Only its first {0} are shown.", formatBytes(cutAfterBytes));
  return `${text}${text.endsWith("\n") ? "" : "\n"}${note}\n`;
}
