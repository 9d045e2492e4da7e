import type * as vscode from "vscode";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { isJsonRpcMessage } from "./panelMessages";

/** JSON-RPC over the messages of a webview. What is no such message is dropped. */
export function connectWebview(webview: vscode.Webview, log: vscode.LogOutputChannel): MessageConnection {
  return createMessageConnection(new WebviewReader(webview, log), new WebviewWriter(webview), {
    error: (message) => log.error(message),
    warn: (message) => log.warn(message),
    info: (message) => log.info(message),
    log: (message) => log.debug(message),
  });
}

class WebviewReader extends AbstractMessageReader {
  constructor(
    private readonly webview: vscode.Webview,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    return this.webview.onDidReceiveMessage((message: unknown) => {
      if (isJsonRpcMessage(message)) callback(message);
      else this.log.warn("The results panel sent something that is no message.");
    });
  }
}

class WebviewWriter extends AbstractMessageWriter {
  constructor(private readonly webview: vscode.Webview) {
    super();
  }

  async write(message: Message): Promise<void> {
    // False while the page is hidden or being loaded: it asks for its contents when it is there.
    await this.webview.postMessage(message);
  }

  end(): void {
    // The channel closes with its panel.
  }
}
