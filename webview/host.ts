import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationTokenSource,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  type NotificationType,
  type RequestType,
  ResponseError,
} from "vscode-jsonrpc/browser";
import type { PanelState } from "../src/protocol/resultsPanel";
import { cancelledCode } from "./failure";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * The only door out of the webview: JSON-RPC to the extension host, and the state that outlives this page. VS Code hands out its
 * API once; it stays in here.
 */
export class Host<State = PanelState> {
  private readonly api: VsCodeApi;
  private readonly connection: MessageConnection;

  /** `isState`: what VS Code kept may be of another version of this page. */
  constructor(private readonly isState: (state: unknown) => state is State) {
    this.api = acquireVsCodeApi();
    this.connection = createMessageConnection(new WindowReader(), new HostWriter(this.api));
  }

  /** Begins to read; handlers must be registered before. */
  listen(): void {
    this.connection.listen();
  }

  /** Rejects as cancelled (`failureOf`) when `signal` is aborted. */
  async request<P, R, E>(type: RequestType<P, R, E>, params: P, signal?: AbortSignal): Promise<R> {
    if (signal === undefined) return this.connection.sendRequest<R>(type.method, params);
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    const cancelled = (): boolean => signal.aborted;
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel);
    try {
      const answer = await this.connection.sendRequest<R>(type.method, params, source.token);
      // An answer that crossed the cancellation on its way is nothing that anybody waits for.
      if (cancelled()) throw new ResponseError(cancelledCode, "Cancelled");
      return answer;
    } finally {
      signal.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    // A notification that cannot be posted means that this page is being torn down; nobody is left to tell.
    this.connection.sendNotification(type.method, params).catch(() => undefined);
  }

  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): void {
    this.connection.onNotification(type.method, handler);
  }

  savedState(): State | undefined {
    const state = this.api.getState();
    return this.isState(state) ? state : undefined;
  }

  saveState(state: State): void {
    this.api.setState(state);
  }
}

class WindowReader extends AbstractMessageReader implements MessageReader {
  listen(callback: DataCallback): Disposable {
    const receive = (event: MessageEvent<unknown>): void => {
      if (isMessage(event.data)) callback(event.data);
    };
    window.addEventListener("message", receive);
    return { dispose: () => window.removeEventListener("message", receive) };
  }
}

class HostWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly api: VsCodeApi) {
    super();
  }

  write(message: Message): Promise<void> {
    this.api.postMessage(message);
    return Promise.resolve();
  }

  end(): void {
    // The webview's channel closes with its page.
  }
}

function isMessage(data: unknown): data is Message {
  return typeof data === "object" && data !== null && "jsonrpc" in data && data.jsonrpc === "2.0";
}
