import { Agent as HttpAgent, type AgentOptions } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Disposable } from "../../base/disposable";

/** How requests of one connection are sent, as every client of the SDK takes it. */
export interface HandlerOptions {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  readonly connectionTimeout: number;
  readonly socketTimeout: number;
}

/**
 * The sockets of one connection, for its buckets and its sign-in alike. They are kept alive between requests, and follow
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY, where this Node knows how to.
 */
export class ConnectionAgents implements Disposable {
  readonly handler: HandlerOptions;

  /**
   * @param maxSockets to one host; requests beyond that wait for one
   * @param idleTimeoutMs a connection on which nothing moves for so long counts as broken
   */
  constructor(maxSockets: number, idleTimeoutMs: number) {
    const options: AgentOptions & { readonly proxyEnv: NodeJS.ProcessEnv } = { keepAlive: true, maxSockets, proxyEnv: process.env };
    this.handler = {
      httpAgent: new HttpAgent(options),
      httpsAgent: new HttpsAgent(options),
      connectionTimeout: 10_000,
      socketTimeout: idleTimeoutMs,
    };
  }

  dispose(): void {
    this.handler.httpAgent.destroy();
    this.handler.httpsAgent.destroy();
  }
}
