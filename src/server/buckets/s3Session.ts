import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";
import type { Disposable } from "../../base/disposable";
import type { S3Place } from "../../protocol/connection";
import { asBucketError, concernsCredentials, isThrottled, regionNamedBy, type S3Request } from "./bucketErrors";
import type { ConnectionAgents } from "./connectionAgents";
import type { CredentialSource, Credentials, S3Target } from "./credentials";

/**
 * One connection's S3 clients, which share their sockets. Sends requests and mends what can be mended on the way: credentials
 * that have expired are looked for once more, a bucket that turns out to live in another region is asked there from then on, and
 * throttling is waited out.
 */
export class S3Session implements Disposable {
  private readonly clients = new Map<string, S3Client>();
  private readonly regionOf = new Map<string, string>();

  constructor(
    private readonly place: S3Place,
    private readonly target: S3Target,
    private readonly credentials: CredentialSource,
    private readonly agents: ConnectionAgents,
  ) {}

  /** Rejects with a `FlowLogError`, or with the signal's reason as soon as it is aborted. */
  async send<T>(about: S3Request, signal: AbortSignal, request: (client: S3Client) => Promise<T>): Promise<T> {
    let looked = false;
    let moved = false;
    for (let rounds = 0; ;) {
      signal.throwIfAborted();
      const region = this.regionFor(about.bucket);
      const used = this.isAnonymous ? undefined : await untilAborted(this.credentials.get(), signal);
      try {
        return await untilAborted(request(this.clientFor(region)), signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isThrottled(error) && rounds < throttledRounds) {
          await pause(throttledPauseMs * 2 ** rounds++, signal);
        } else if (!looked && used !== undefined && concernsCredentials(error)) {
          looked = true;
          if (!(await untilAborted(this.credentials.changedFrom(used), signal))) throw asBucketError(error, about);
        } else {
          if (moved || !this.learnRegion(about.bucket, region, regionNamedBy(error))) throw asBucketError(error, { ...about, region });
          moved = true;
        }
      }
    }
  }

  /** Credentials are looked for anew by the next request. */
  refreshCredentials(): void {
    this.credentials.drop();
  }

  dispose(): void {
    this.clients.clear();
    this.agents.dispose();
  }

  /** False where there is nothing to learn: no region was named, or the one that was asked. */
  private learnRegion(bucket: string | undefined, asked: string, named: string | undefined): boolean {
    if (bucket === undefined || named === undefined || named === asked) return false;
    this.regionOf.set(bucket, named);
    return true;
  }

  private get isAnonymous(): boolean {
    return this.place.signIn.method === "anonymous";
  }

  private regionFor(bucket: string | undefined): string {
    return (bucket === undefined ? undefined : this.regionOf.get(bucket)) ?? this.target.region;
  }

  private clientFor(region: string): S3Client {
    let client = this.clients.get(region);
    if (client === undefined) this.clients.set(region, (client = new S3Client(this.configuration(region))));
    return client;
  }

  private configuration(region: string): S3ClientConfig {
    const { endpoint, profile } = this.target;
    return {
      region,
      forcePathStyle: this.place.pathStyle,
      maxAttempts: 4,
      retryMode: "standard",
      requestHandler: this.agents.handler,
      // The target has been found already, by the same rules; nothing is to be found a second time in another way.
      ignoreConfiguredEndpointUrls: true,
      ...(profile !== undefined && { profile }),
      // Other services than AWS's own do not know the checksums that the SDK asks for by itself.
      ...(endpoint !== undefined && {
        endpoint,
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
      }),
      ...this.signing(),
    };
  }

  private signing(): Pick<S3ClientConfig, "credentials" | "signer"> {
    if (this.isAnonymous)
      return { credentials: { accessKeyId: "", secretAccessKey: "" }, signer: { sign: (request) => Promise.resolve(request) } };
    const provider = (): Promise<Credentials> => this.credentials.get();
    // The source keeps credentials itself; a second keeper inside the client would hold on to those that were dropped.
    return { credentials: Object.assign(provider, { memoized: true }) };
  }
}

const throttledRounds = 5;
const throttledPauseMs = 500;

/** The SDK sleeps between its attempts and looks for credentials without regard to the signal: so nobody waits for it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Spread out, so that requests that were throttled together do not come back together.
  await delay(ms * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
}
