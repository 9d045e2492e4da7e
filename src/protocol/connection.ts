import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { ErrorData, ErrorKind } from "./errors";

/** How requests to a bucket are signed. Only `keys` needs a `ConnectionSecret`; all others find their own. */
export type SignIn =
  /** A profile of the shared AWS config and credentials files: static keys, SSO, process, or a role chain. */
  | { readonly method: "profile"; readonly profile: string }
  /** The standard AWS chain of the server's environment. */
  | { readonly method: "environment" }
  | { readonly method: "keys"; readonly accessKeyId: string }
  | { readonly method: "anonymous" };

export interface S3Place {
  readonly kind: "s3";
  /** Absent for AWS itself; else the URL of an S3-compatible endpoint. */
  readonly endpoint?: string;
  /** The signing region; absent: from the profile, else `us-east-1`. */
  readonly region?: string;
  /** `endpoint/bucket/key` in place of `bucket.endpoint/key`. */
  readonly pathStyle: boolean;
  readonly signIn: SignIn;
  /** Buckets added by name, shown even where listing buckets is forbidden. */
  readonly buckets: readonly string[];
}

/** A folder on the server's machine, shown as one bucket. */
export interface FolderPlace {
  readonly kind: "folder";
  /** Absolute path. */
  readonly path: string;
}

/** What settings hold of a connection: no secret. */
export interface ConnectionProfile {
  readonly id: string;
  readonly name: string;
  readonly place: S3Place | FolderPlace;
}

/** What SecretStorage holds of a connection whose sign-in is `keys`. */
export interface ConnectionSecret {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface OpenConnectionParams {
  readonly profile: ConnectionProfile;
  readonly secret?: ConnectionSecret;
}

export interface TestConnectionParams extends OpenConnectionParams {
  /** Which bucket to list and read; absent: the first one that the connection has. */
  readonly bucket?: string;
  readonly prefix?: string;
}

export interface ConnectionCheck {
  readonly outcome: "works" | "fails" | "notTried";
  /** What was found, or what is missing and what to do: for a person. */
  readonly sentence: string;
  /** The permission that is missing, as the provider spells it: `s3:ListBucket`. */
  readonly permission?: string;
  /** What went wrong, where a request was refused as a whole. */
  readonly kind?: ErrorKind;
}

/** Three questions, answered separately: a connection may be useful though one of them fails. */
export interface ConnectionTestReport {
  readonly listBuckets: ConnectionCheck;
  readonly listObjects: ConnectionCheck;
  readonly readObject: ConnectionCheck;
}

/** A profile of the shared AWS files. */
export interface SharedProfile {
  readonly name: string;
  readonly kind: "keys" | "sso" | "role" | "process" | "webIdentity" | "other";
  readonly region?: string;
  readonly endpoint?: string;
  /** What the program `aws` has to be told to sign this profile in again; absent where its keys come from elsewhere. */
  readonly signInArguments?: readonly string[];
}

/** Makes the connection known under `profile.id`; a second open replaces the first. Does no request to the bucket. */
export const OpenConnection = new RequestType<OpenConnectionParams, null, ErrorData>("flowlog/connection/open");
export const CloseConnection = new RequestType<{ readonly connectionId: string }, null, ErrorData>("flowlog/connection/close");
export const TestConnection = new RequestType<TestConnectionParams, ConnectionTestReport, ErrorData>("flowlog/connection/test");
/** The profiles of the shared AWS files on the server's machine, in file order. */
export const ListSharedProfiles = new RequestType0<readonly SharedProfile[], ErrorData>("flowlog/connection/profiles");
/** Server → host: the shared AWS files changed, or fresh credentials were found; what failed before is worth another try. */
export const CredentialsChanged = new NotificationType<Record<string, never>>("flowlog/connection/credentialsChanged");
