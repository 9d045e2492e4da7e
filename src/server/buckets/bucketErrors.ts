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
  const [kind, sentence] = explain(error, about);
  return new FlowLogError({ kind, detail: detailOf(error) }, sentence, { cause: error });
}

export const isExpired = (error: unknown): boolean => expired.has(nameOf(error)) || kindOf(error) === "credentialsExpired";
export const isRejected = (error: unknown): boolean => rejected.has(nameOf(error)) || kindOf(error) === "credentialsMissing";
export const isThrottled = (error: unknown): boolean => throttled.has(nameOf(error)) || statusOf(error) === 503 || statusOf(error) === 429;

/** The region that a bucket lives in, where the answer "not here" names it. */
export function regionNamedBy(error: unknown): string | undefined {
  if (!wrongRegion.has(nameOf(error)) && statusOf(error) !== 301) return undefined;
  const { Region, $response } = error as { Region?: unknown; $response?: { headers?: Record<string, string> } };
  return typeof Region === "string" ? Region : $response?.headers?.["x-amz-bucket-region"];
}

const expired = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"]);
const rejected = new Set([
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidToken",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);
const throttled = new Set([
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequests",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "ServiceUnavailable",
  "Busy",
]);
const wrongRegion = new Set([
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
  "TemporaryRedirect",
]);

function explain(error: unknown, about: S3Request): [ErrorKind, string] {
  const name = nameOf(error);
  const status = statusOf(error);
  const service = about.endpoint === "" ? "AWS" : about.endpoint;
  const network = networkSentence(error, service);
  if (network !== undefined) return ["endpointUnreachable", network + hostHint(error, about)];
  if (isExpired(error)) return ["credentialsExpired", expiredSentence(about.signIn)];
  if (isRejected(error)) return ["credentialsRejected", rejectedSentence(name, about.signIn, service)];
  if (name === "RequestTimeTooSkewed")
    return ["credentialsRejected", `${service} refuses the request because the clock of this machine is wrong. Set it right.`];
  if (isThrottled(error))
    return [
      "throttled",
      `${service} asked to slow down, again and again, at ${target(about)}. Try again later, or with fewer downloads at once.`,
    ];
  if (name === "NoSuchBucket" || name === "InvalidBucketName")
    return ["noSuchBucket", `There is no bucket "${about.bucket}" at ${service}. Check its name and the connection.`];
  if (name === "NoSuchKey") return ["noSuchObject", `There is no object ${target(about)}: it was deleted, or its key is another one.`];
  if (name === "InvalidObjectState")
    return ["unreadableObject", `The object ${target(about)} is in an archive storage class. Restore it first, then try again.`];
  if (wrongRegion.has(name) || status === 301) return ["wrongRegion", regionSentence(error, about, service)];
  if (name === "AccessDenied" || name === "AllAccessDisabled" || name === "AccountProblem" || status === 403)
    return ["accessDenied", deniedSentence(about)];
  if (status === 404)
    return about.key === undefined
      ? ["noSuchBucket", `There is no bucket "${about.bucket}" at ${service}.`]
      : ["noSuchObject", `There is no object ${target(about)}.`];
  if (isNoS3Answer(error))
    return [
      "endpointUnreachable",
      `${service} answered, but not as an S3 service does. Check the endpoint: it may be a web console or another service.`,
    ];
  return ["bucketFailure", `${service} failed at ${target(about)}: ${messageOf(error)}`];
}

function expiredSentence(signIn: SignIn): string {
  switch (signIn.method) {
    case "profile":
      return `The credentials of profile "${signIn.profile}" have expired. Renew them (aws sso login, or whatever made them) and try again.`;
    case "keys":
      return "The session token of this connection has expired. Edit the connection and enter fresh keys.";
    default:
      return "The credentials in the environment have expired. Renew them and try again.";
  }
}

function rejectedSentence(name: string, signIn: SignIn, service: string): string {
  const whose =
    signIn.method === "profile" ? `of profile "${signIn.profile}"` : signIn.method === "keys" ? "of this connection" : "in the environment";
  if (name === "SignatureDoesNotMatch")
    return `${service} refuses the secret access key ${whose}: it does not belong to the access key. Enter it again.`;
  if (name === "InvalidToken") return `${service} refuses the session token ${whose}. Enter fresh keys.`;
  return `${service} does not know the access key ${whose}. Check the key, and that it belongs to this service.`;
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

function isNoS3Answer(error: unknown): boolean {
  const { $response } = error as { $response?: { statusCode?: number } };
  return (
    nameOf(error) === "SyntaxError" ||
    /deserializ|inspect the hidden field/i.test(messageOf(error)) ||
    (nameOf(error) === "UnknownError" && $response !== undefined)
  );
}

const target = (about: S3Request): string =>
  about.bucket === undefined
    ? "the list of buckets"
    : about.key === undefined
      ? `bucket "${about.bucket}"`
      : `s3://${about.bucket}/${about.key}`;
const nameOf = (error: unknown): string => (error instanceof Error ? ((error as { Code?: string }).Code ?? error.name) : "");
const kindOf = (error: unknown): ErrorKind | undefined => (error instanceof FlowLogError ? error.data.kind : undefined);
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
