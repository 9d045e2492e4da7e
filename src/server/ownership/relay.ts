import type { Socket } from "node:net";
import { socketTransport, type Transport } from "./transport";

/** Passes the messages of a client on to the owner of its index, and the owner's back; resolves when either has gone. */
export function relay(client: Transport, socket: Socket): Promise<void> {
  const owner = socketTransport(socket);
  return new Promise((ended) => {
    const end = () => {
      socket.destroy();
      ended();
    };
    client.reader.onClose(end);
    owner.reader.onClose(end);
    owner.reader.listen((message) => void client.writer.write(message).catch(end));
    client.reader.listen((message) => void owner.writer.write(message).catch(end));
  });
}
