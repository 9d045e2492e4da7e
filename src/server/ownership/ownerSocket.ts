import { createHash } from "node:crypto";
import { chmod, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The longest path of a socket that every system takes. */
const longestSocketPath = 100;

/** Where the owner of an index answers the server processes of other windows. */
function ownerAddress(indexFolder: string): string {
  const folder = resolve(indexFolder);
  const name = `flowlog-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const inFolder = join(folder, "owner.sock");
  return Buffer.byteLength(inFolder) <= longestSocketPath ? inFolder : join(tmpdir(), `${name}.sock`);
}

/**
 * Answers other processes. Only the process that holds the index's lock may call this: whatever socket an earlier owner left
 * behind is then nobody's.
 */
export async function listenAsOwner(indexFolder: string, onGuest: (socket: Socket) => void): Promise<Server> {
  const address = ownerAddress(indexFolder);
  if (process.platform !== "win32") await rm(address, { force: true });
  const server = createServer(onGuest);
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(address, listening);
  });
  // Who may connect may read the index and index more: that is its user alone.
  if (process.platform !== "win32") await chmod(address, 0o600);
  // A guest is no reason to stay: when the owner's own client goes, the next process takes over.
  server.unref();
  return server;
}

/** A connection to the owner, or `undefined` while nobody answers. */
export function reachOwner(indexFolder: string): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = createConnection(ownerAddress(indexFolder));
    socket.once("connect", () => done(socket));
    socket.once("error", () => done(undefined));
  });
}
