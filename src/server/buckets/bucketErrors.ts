import type { SignIn } from "../../protocol/connection";
import { FlowLogError, type ErrorKind } from "../../protocol/errors";
import { networkCode, networkSentence } from "./networkErrors";

/** What a request was for, to say it when it fails. */
export interface S3Request {
  readonly permission: "s3:ListAllMyBuckets" | "s3:ListBucket" | "s3:GetObject";
  readonly bucket?: string;
  readonly key?: string;
  readonly signIn: SignIn;
  /** Host and port; empty for AWS. */
  readonly endpoint: string;
  readonly region: string;
  readonly pathStyle: boolean;
}

/** An error of the S3 client as one that a user can act on. Errors that are such already pass through. */
export function asBucketError(error: unknown, about: S3Request): FlowLogError {
  if (error instanceof FlowLogError) return error;
  const kind = kindOf(error, about);
  return new FlowLogError({ kind, detail: detailOf(error) }, sentenceFor(kind, error, about), { cause: error });
}

/** The answer claims success, but is none that an S3 service gives. */
export function notS3(about: S3Request): FlowLogError {
  return new FlowLogError({ kind: "endpointUnreachable" }, strangeAnswer(serviceOf(about)));
}

/** The request was signed with credentials that are no longer, or were never, good: others may be. */
export function concernsCredentials(error: unknown): boolean {
  const kind = error instanceof FlowLogError ? error.data.kind : kindByCode[nameOf(error)];
  return kind === "credentialsExpired" || kind === "credentialsRejected" || kind === "credentialsMissing";
}

export function isThrottled(error: unknown): boolean {
  return kindByCode[nameOf(error)] === "throttled" || busy.has(statusOf(error));
}

/** The region that a bucket lives in, where the answer "not here" names it. */
export function regionNamedBy(error: unknown): string | undefined {
  if (kindByCode[nameOf(error)] !== "wrongRegion" && statusOf(error) !== 301) return undefined;
  const { Region, $response } = error as { Region?: unknown; $response?: { headers?: Record<string, string> } };
  return typeof Region === "string" ? Region : $response?.headers?.["x-amz-bucket-region"];
}

const kindByCode: Readonly<Record<string, ErrorKind>> = {
  ExpiredToken: "credentialsExpired",
  ExpiredTokenException: "credentialsExpired",
  TokenRefreshRequired: "credentialsExpired",
  RequestExpired: "credentialsExpired",
  InvalidAccessKeyId: "credentialsRejected",
  SignatureDoesNotMatch: "credentialsRejected",
  InvalidToken: "credentialsRejected",
  InvalidClientTokenId: "credentialsRejected",
  RequestTimeTooSkewed: "credentialsRejected",
  AccessDenied: "accessDenied",
  AllAccessDisabled: "accessDenied",
  AccountProblem: "accessDenied",
  NoSuchBucket: "noSuchBucket",
  InvalidBucketName: "noSuchBucket",
  NoSuchKey: "noSuchObject",
  InvalidObjectState: "unreadableObject",
  PermanentRedirect: "wrongRegion",
  TemporaryRedirect: "wrongRegion",
  AuthorizationHeaderMalformed: "wrongRegion",
  IllegalLocationConstraintException: "wrongRegion",
  SlowDown: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  TooManyRequests: "throttled",
  TooManyRequestsException: "throttled",
  RequestLimitExceeded: "throttled",
  ServiceUnavailable: "throttled",
  Busy: "throttled",
};
const busy: ReadonlySet<number | undefined> = new Set([429, 503]);

function kindOf(error: unknown, about: S3Request): ErrorKind {
  if (networkCode(error) !== undefined) return "endpointUnreachable";
  const status = statusOf(error);
  const known = kindByCode[nameOf(error)] ?? (busy.has(status) ? "throttled" : status === 301 ? "wrongRegion" : undefined);
  if (known !== undefined) return known;
  if (!isS3Answer(error)) return "endpointUnreachable";
  if (status === 403) return "accessDenied";
  if (status === 404) return about.key === undefined ? "noSuchBucket" : "noSuchObject";
  return "bucketFailure";
}

function sentenceFor(kind: ErrorKind, error: unknown, about: S3Request): string {
  const service = serviceOf(about);
  switch (kind) {
    case "endpointUnreachable": {
      const network = networkSentence(error, service);
      return network === undefined ? strangeAnswer(service, statusOf(error)) : network + hostHint(error, about);
    }
    case "credentialsExpired":
      return expiredSentence(about.signIn);
    case "credentialsRejected":
      return rejectedSentence(nameOf(error), about.signIn, service);
    case "accessDenied":
      return deniedSentence(about);
    case "noSuchBucket":
      return `There is no bucket "${about.bucket}" at ${service}. Check its name and the connection.`;
    case "noSuchObject":
      return `There is no object ${target(about)}: it was deleted, or its key is another one.`;
    case "unreadableObject":
      return `The object ${target(about)} is in an archive storage class. Restore it first, then try again.`;
    case "wrongRegion":
      return regionSentence(error, about, service);
    case "throttled":
      return `${service} was too busy for ${target(about)}, again and again. Try again later, or with fewer downloads at once.`;
    default:
      return `${service} failed at ${target(about)}: ${messageOf(error)}`;
  }
}

function expiredSentence(signIn: SignIn): string {
  switch (signIn.method) {
    case "profile":
      return `The credentials of profile "${signIn.profile}" have expired. Renew them (aws sso login, or whatever made them) and try again.`;
    case "keys":
      return "The session token of this connection has expired. Sign in again with fresh keys.";
    default:
      return "The credentials in the environment have expired. Renew them and try again.";
  }
}

function rejectedSentence(name: string, signIn: SignIn, service: string): string {
  if (name === "RequestTimeTooSkewed") return `${service} refuses the request because the clock of this machine is wrong. Set it right.`;
  const [whose, mend] = ownerOfKeys(signIn);
  if (name === "SignatureDoesNotMatch")
    return `${service} refuses the secret access key ${whose}: it does not belong to the access key. ${mend}`;
  if (name === "InvalidToken") return `${service} refuses the session token ${whose}. ${mend}`;
  return `${service} does not know the access key ${whose}. Check the key, and that it belongs to this service.`;
}

/** Whose keys they are, and where others can be put in their place. */
function ownerOfKeys(signIn: SignIn): readonly [whose: string, mend: string] {
  switch (signIn.method) {
    case "profile":
      return [`of profile "${signIn.profile}"`, "Renew or correct it where the profile has it from."];
    case "keys":
      return ["of this connection", "Enter it again."];
    default:
      return ["in the environment", "Set another one there."];
  }
}

function deniedSentence(about: S3Request): string {
  const who = about.signIn.method === "anonymous" ? "Without signing in, " : "With these credentials, ";
  switch (about.permission) {
    case "s3:ListAllMyBuckets":
      return `${who}buckets may not be listed: s3:ListAllMyBuckets is missing. Add a bucket by its name.`;
    case "s3:ListBucket":
      return `${who}bucket "${about.bucket}" may not be listed: s3:ListBucket on it is missing.`;
    case "s3:GetObject":
      return `${who}${target(about)} may not be read: s3:GetObject on it is missing (or, if it is encrypted, kms:Decrypt on its key).`;
  }
}

function regionSentence(error: unknown, about: S3Request, service: string): string {
  const named = regionNamedBy(error);
  return named === undefined || named === about.region
    ? `Bucket "${about.bucket}" is not in region ${about.region} of ${service}. Set the connection's region or endpoint to where the bucket is.`
    : `Bucket "${about.bucket}" is in region ${named}, not in ${about.region}. Set the connection's region to ${named}.`;
}

/** With the bucket in the host name, a host that cannot be found is often one that wants the bucket in the path. */
function hostHint(error: unknown, about: S3Request): string {
  const unresolved = networkCode(error) === "ENOTFOUND" || networkCode(error) === "EAI_AGAIN";
  return unresolved && about.endpoint !== "" && !about.pathStyle && about.bucket !== undefined
    ? ` The name asked for was ${about.bucket}.${about.endpoint}: if the service has no such names, switch path-style addressing on.`
    : "";
}

/** Every failure of an S3 service carries a code in its body; a web server or a proxy sends a page. */
function isS3Answer(error: unknown): boolean {
  return statusOf(error) === undefined || typeof (error as { Code?: unknown }).Code === "string";
}

function strangeAnswer(service: string, status?: number): string {
  const how = status === undefined ? "" : ` (HTTP ${status})`;
  return `${service} answered, but not as an S3 service does${how}. Check the endpoint: a web console, another service or a proxy may stand there.`;
}

const serviceOf = (about: S3Request): string => (about.endpoint === "" ? "AWS" : about.endpoint);
const target = (about: S3Request): string =>
  about.bucket === undefined
    ? "the list of buckets"
    : about.key === undefined
      ? `bucket "${about.bucket}"`
      : `s3://${about.bucket}/${about.key}`;
const nameOf = (error: unknown): string => (error instanceof Error ? ((error as { Code?: string }).Code ?? error.name) : "");
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;

/** What the service said, by name and number only: its own words may quote the signed request. */
function detailOf(error: unknown): string {
  const { $metadata } = error as { $metadata?: { requestId?: string } };
  const parts = [
    nameOf(error),
    networkCode(error),
    statusOf(error) && `HTTP ${statusOf(error)}`,
    $metadata?.requestId && `request ${$metadata.requestId}`,
  ];
  return parts.filter((part) => part !== undefined && part !== "" && part !== 0).join(", ");
}
