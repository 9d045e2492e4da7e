import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { ConnectionSecret, S3Place, SignIn } from "../../protocol/connection";
import { FlowLogError } from "../../protocol/errors";
import { asCredentialError, noSuchProfile } from "./credentialErrors";
import type { HandlerOptions } from "./connectionAgents";
import { profileEndpoint, profileKind } from "./sharedProfiles";
import { readSharedFiles, sharedFilePaths } from "./sharedFiles";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Where requests go, once the place, the environment and the shared files have been asked, in that order. */
export interface S3Target {
  /** Absent for AWS itself. */
  readonly endpoint?: string;
  readonly region: string;
  /** The profile of the shared files that other settings come from. */
  readonly profile?: string;
}

/** Finds endpoint and region of a place. Rejects with `invalidRequest` where the endpoint is no URL. */
export async function resolveTarget(place: S3Place, environment: NodeJS.ProcessEnv = process.env): Promise<S3Target> {
  const profile = profileOf(place.signIn, environment);
  const files = await readSharedFiles(sharedFilePaths(environment));
  const settings = profile === undefined ? undefined : files.profiles.get(profile);
  const ignored = (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? settings?.get("ignore_configured_endpoint_urls")) === "true";
  const configured = ignored
    ? undefined
    : (environment.AWS_ENDPOINT_URL_S3 ??
      environment.AWS_ENDPOINT_URL ??
      (profile === undefined ? undefined : profileEndpoint(files, profile)));
  const fromEnvironment = place.signIn.method === "environment" ? (environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION) : undefined;
  const endpoint = place.endpoint ?? configured;
  if (endpoint !== undefined) checkEndpoint(endpoint);
  return {
    region: place.region ?? fromEnvironment ?? settings?.get("region") ?? "us-east-1",
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
  };
}

/**
 * Credentials of one connection: looked for when first needed, kept until shortly before they expire, and dropped on
 * `drop`. A failure is not kept: the next call looks again, in files that are read anew.
 */
export class CredentialSource {
  /** Shared by all who ask while it is under way. */
  private looking: Promise<Credentials> | undefined;
  private found: Credentials | undefined;
  private foundAtMs = 0;

  constructor(
    private readonly signIn: SignIn,
    private readonly secret: ConnectionSecret | undefined,
    /** For requests to sign-in services; absent: as the SDK sends them by itself. */
    private readonly handler?: HandlerOptions,
  ) {}

  /** Rejects with a `FlowLogError` that says why there are none. */
  async get(): Promise<Credentials> {
    if (this.found !== undefined && !this.isOld(this.found)) return this.found;
    const looking = (this.looking ??= this.look());
    try {
      const found = await looking;
      // What was found before a `drop` is for those who had asked by then, and is not kept.
      if (this.looking === looking) {
        this.found = found;
        this.foundAtMs = Date.now();
      }
      return found;
    } finally {
      if (this.looking === looking) this.looking = undefined;
    }
  }

  drop(): void {
    this.found = undefined;
    this.looking = undefined;
  }

  /** After a request signed with `used` was refused: whether there are others now, so that another try makes sense. */
  async changedFrom(used: Credentials): Promise<boolean> {
    if (this.signIn.method === "keys") return false;
    // Of many requests that were refused together the first one looks anew, and the others get its answer.
    if (this.found !== undefined && areSame(this.found, used)) this.found = undefined;
    return !areSame(await this.get(), used);
  }

  /** Some commands hand out credentials that have little time left, again and again: so they are not asked without end. */
  private isOld({ expiration }: Credentials): boolean {
    const now = Date.now();
    return expiration !== undefined && expiration.getTime() - now < refreshAheadMs && now - this.foundAtMs > refreshPauseMs;
  }

  private async look(): Promise<Credentials> {
    const { signIn, secret } = this;
    const paths = sharedFilePaths();
    if (signIn.method === "keys" && secret !== undefined) return { accessKeyId: signIn.accessKeyId, ...secret };
    const files = await readSharedFiles(paths);
    try {
      if (signIn.method === "profile") {
        const section = files.profiles.get(signIn.profile);
        if (section === undefined) throw new FlowLogError({ kind: "credentialsMissing" }, noSuchProfile(signIn.profile, paths));
        // A profile that says how it signs in must not end up as somebody else: only one that does not goes down the whole chain.
        const init = { ...this.chain(), profile: signIn.profile };
        return await (profileKind(section) === "other" && !section.has("login_session") ? fromNodeProviderChain(init) : fromIni(init))();
      }
      if (signIn.method === "environment") return await fromNodeProviderChain(this.chain())();
      throw new Error("no credentials");
    } catch (error) {
      throw asCredentialError(error, signIn, files, paths);
    }
  }

  private chain(): { ignoreCache: true; clientConfig?: { requestHandler: HandlerOptions } } {
    return { ignoreCache: true, ...(this.handler !== undefined && { clientConfig: { requestHandler: this.handler } }) };
  }
}

const refreshAheadMs = 5 * 60_000;
const refreshPauseMs = 60_000;

function areSame(a: Credentials, b: Credentials): boolean {
  return a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken;
}

function profileOf(signIn: SignIn, environment: NodeJS.ProcessEnv): string | undefined {
  if (signIn.method === "profile") return signIn.profile;
  if (signIn.method === "environment") return environment.AWS_PROFILE ?? "default";
  return undefined;
}

function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const wrong =
    url === undefined || !/^https?:$/.test(url.protocol)
      ? `"${endpoint.replace(/^[^@]*@/, "")}" is no endpoint: write it as https://host or https://host:port.`
      : url.username !== "" || url.password !== ""
        ? `The endpoint of ${url.host} holds a name or password. Remove it, and sign in with an access key.`
        : undefined;
  if (wrong !== undefined) throw new FlowLogError({ kind: "invalidRequest" }, wrong);
}
