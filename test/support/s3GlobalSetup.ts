import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { s3ServerMissing, startS3Server, type S3Server } from "./s3Server";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the first test that needs the S3 server has it started; empty where it is not installed. */
    s3ServerDoor: string;
  }
}

/** The server while any project of the run needs it. Each project loads this file for itself, so it is kept with the process. */
interface SharedServer {
  doors: number;
  starting?: Promise<S3Server> | undefined;
}

const shared = ((globalThis as { flowlogS3Server?: SharedServer }).flowlogS3Server ??= { doors: 0 });

/**
 * One S3 server for all test files of a run, started when the first of them asks. The files run in processes of their own and
 * ask over a small HTTP door, which stays open for the length of the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (s3ServerMissing() !== undefined) {
    project.provide("s3ServerDoor", "");
    return () => Promise.resolve();
  }
  const door = createServer((request, response) => void answer(request, response, (shared.starting ??= startS3Server())));
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  shared.doors++;
  project.provide("s3ServerDoor", `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.closeAllConnections();
    door.close();
    if (--shared.doors > 0) return;
    const { starting } = shared;
    shared.starting = undefined;
    await starting?.then((server) => server.stop()).catch(() => undefined);
  };
}

/** `GET /` tells the server's address, `POST /uid` makes a user. */
async function answer(request: IncomingMessage, response: ServerResponse, starting: Promise<S3Server>): Promise<void> {
  try {
    const server = await starting;
    const { endpoint, accessKeyId, secretAccessKey } = server;
    const uid = (request.url ?? "/").slice(1);
    const told = request.method === "POST" ? await server.createUser(uid) : { endpoint, accessKeyId, secretAccessKey };
    response.end(JSON.stringify(told));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}
