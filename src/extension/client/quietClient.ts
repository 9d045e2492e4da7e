import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  InlayHintRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { linkCommands } from "../../protocol/language";
import { inlayHintsEnabled } from "../settings";
import type { ServerProcess } from "./serverProcess";
import type { ShownDiagnostics } from "./shownDiagnostics";

/**
 * A language client for one process. It writes to the log and shows nothing: what the user sees is decided in one place. It
 * never restarts by itself either; a new process gets a new client.
 */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  /** Has the editor ask for inlay hints again. */
  refreshInlayHints(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.languageId === "flowsql") this.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire();
    }
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

export interface QuietClientSetup {
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => unknown;
  readonly diagnostics: ShownDiagnostics;
}

export function createQuietClient(process: ServerProcess, { log, initializationOptions, diagnostics }: QuietClientSetup): QuietClient {
  diagnostics.forget();
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "flowsql" }],
    diagnosticCollectionName: "flowsql",
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    // Values of logs stand in hovers: of the commands only those may be called that run nothing, and no HTML is shown.
    markdown: { isTrusted: { enabledCommands: Object.values(linkCommands) }, supportHtml: false },
    initializationFailedHandler: () => false,
    middleware: {
      handleDiagnostics: (uri, said, next) => diagnostics.show(uri, said, next),
      provideInlayHints: (document, range, token, next) => (inlayHintsEnabled() ? next(document, range, token) : []),
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
  };
  return new QuietClient("flowlog", "Flow Logs", () => Promise.resolve({ reader: process.stdout, writer: process.stdin }), options);
}
