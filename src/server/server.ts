import { setTimeout as delay } from "node:timers/promises";
import type { Server, Socket } from "node:net";
import { createMessageConnection, type Message, type MessageWriter } from "vscode-jsonrpc/node";
import { FlowLogError, requestFailedCode, type ErrorData } from "../protocol/errors";
import type { ServerOptions } from "../protocol/serverOptions";
import { IndexCatalog } from "./catalog/indexCatalog";
import { readFunctionsWithoutIndex } from "./engines/duckdb/catalog/engineFunctions";
import { IndexLockedError } from "./engines/duckdb/openIndex";
import { registerSession } from "./handlers/registerSession";
import { IndexHolder } from "./indexHolder";
import { HeldReader } from "./ownership/heldReader";
import { listenAsOwner, reachOwner } from "./ownership/ownerSocket";
import { relay } from "./ownership/relay";
import { socketTransport, type Transport } from "./ownership/transport";

/** Until an owner that is just starting or just ending can be told from one that does not answer. */
const patienceMs = 15_000;

/**
 * Serves one client until it goes. The process that can open the index owns it and answers other processes too; one that
 * cannot passes its client's messages on to the owner, and ends when the owner does, so that its client starts it again.
 *
 * @param log Takes a line about trouble that no request meets.
 */
export async function serve(transport: Transport, log: (line: string) => void = () => undefined): Promise<void> {
  const reader = new HeldReader(transport.reader);
  const first = await reader.first;
  if (first === undefined) return;
  const options = optionsOf(first);
  const client = { reader, writer: transport.writer };
  const folder = options.indexPath;
  if (folder === undefined) return answerWithoutIndex(client, log);
  let found: IndexHolder | Socket;
  try {
    found = await ownOrReach(folder, options, log);
  } catch (error) {
    return refuse(client.writer, first, error);
  }
  if (!(found instanceof IndexHolder)) return relay(client, found);
  let door: Server | undefined;
  // An index that cannot be used is not locked, so another process may own it by the time it can be used again.
  await found.onceUsable(async () => {
    door = await listenAsOwner(folder, (socket) => void answer(socketTransport(socket), found, found.catalog));
  });
  try {
    await answer(client, found, found.catalog);
  } finally {
    door?.close();
    await found.close();
  }
}

async function answerWithoutIndex(client: Transport, log: (line: string) => void): Promise<void> {
  const catalog = new IndexCatalog({ readFunctions: readFunctionsWithoutIndex, log });
  try {
    await answer(client, undefined, catalog);
  } finally {
    await catalog.detach();
  }
}

async function ownOrReach(folder: string, options: ServerOptions, log: (line: string) => void): Promise<IndexHolder | Socket> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await IndexHolder.open(folder, options, log);
    } catch (error) {
      if (!(error instanceof IndexLockedError)) throw error;
      const socket = await reachOwner(folder);
      if (socket !== undefined) return socket;
      if (performance.now() > deadline) {
        const sentence = `The index in ${folder} is held by another process that does not answer. Close the program that has it open, or choose another folder with the setting flowlog.index.path.`;
        throw new FlowLogError({ kind: "indexBusy", detail: String(error.cause) }, sentence, { cause: error });
      }
      await delay(100);
    }
  }
}

/** One client's session on the index of this process; resolves when the client has gone. */
function answer({ reader, writer }: Transport, index: IndexHolder | undefined, catalog: IndexCatalog): Promise<void> {
  const connection = createMessageConnection(reader, writer);
  return new Promise((ended) => {
    const session = registerSession(connection, index, catalog, () => connection.end());
    connection.onClose(() => {
      session.dispose();
      connection.dispose();
      ended();
    });
    connection.listen();
  });
}

function optionsOf(message: Message): ServerOptions {
  const { params } = message as { params?: { initializationOptions?: ServerOptions } };
  return params?.initializationOptions ?? {};
}

/** `initialize` fails with the reason, in the place where the client waits for an answer. */
async function refuse(writer: MessageWriter, first: Message, reason: unknown): Promise<void> {
  const data: ErrorData = reason instanceof FlowLogError ? reason.data : { kind: "internal", detail: String(reason) };
  const message = reason instanceof Error ? reason.message : String(reason);
  const { id } = first as { id?: string | number };
  await writer.write({ jsonrpc: "2.0", id, error: { code: requestFailedCode, message, data } } as Message);
}
