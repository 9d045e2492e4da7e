import type { Page } from "playwright-core";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from "vscode-jsonrpc/node";

/** JSON-RPC with a page. What the page says is handed to the reader. */
export function connectPage(page: Page): { readonly reader: PageReader; readonly connection: MessageConnection } {
  const reader = new PageReader();
  return { reader, connection: createMessageConnection(reader, new PageWriter(page)) };
}

export class PageReader extends AbstractMessageReader {
  private callback: DataCallback | undefined;

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    return { dispose: () => (this.callback = undefined) };
  }

  receive(message: Message): void {
    this.callback?.(message);
  }
}

class PageWriter extends AbstractMessageWriter {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly page: Page) {
    super();
  }

  /** One after the other: the page must hear them in their order. A page that is being loaded hears nothing. */
  write(message: Message): Promise<void> {
    const send = (): Promise<void> =>
      this.page.evaluate((data) => window.postMessage(data, "*"), message as unknown).catch(() => undefined);
    this.last = this.last.then(send);
    return this.last;
  }

  end(): void {
    // The page closes by itself.
  }
}
