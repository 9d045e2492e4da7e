import { AbstractMessageReader, type DataCallback, type Disposable, type Message, type MessageReader } from "vscode-jsonrpc/node";

/**
 * A reader whose first message can be looked at before it is decided who gets it: the index's folder comes with
 * `initialize`, and only then is it known whether this process answers or passes on to the index's owner.
 */
export class HeldReader extends AbstractMessageReader {
  private readonly held: Message[] = [];
  private callback: DataCallback | undefined;
  /** Resolves with `undefined` when the stream ends before any message. */
  readonly first: Promise<Message | undefined>;

  constructor(inner: MessageReader) {
    super();
    this.first = new Promise((resolve) => {
      inner.onClose(() => {
        resolve(undefined);
        this.fireClose();
      });
      inner.onError((error) => this.fireError(error));
      inner.listen((message) => {
        resolve(message);
        if (this.callback === undefined) this.held.push(message);
        else this.callback(message);
      });
    });
  }

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    for (const message of this.held.splice(0)) callback(message);
    return { dispose: () => (this.callback = undefined) };
  }
}
