import type { Socket } from "node:net";
import { type MessageReader, type MessageWriter, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

/** Where messages come from and go to. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

export function socketTransport(socket: Socket): Transport {
  // Who breaks off closes its streams; that is how its session ends.
  socket.on("error", () => undefined);
  return { reader: new StreamMessageReader(socket), writer: new StreamMessageWriter(socket) };
}
