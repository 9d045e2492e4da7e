import { ErrorCodes } from "vscode-jsonrpc";
import { type ErrorData, type ErrorKind, FlowLogError, requestFailedCode } from "../protocol/errors";
import type { Translate } from "./translate";

/** What a message offers beside closing it. */
export type UserAction =
  "showLog" | "signInAgain" | "addBucket" | "manageTrust" | "restartServer" | "editConnection" | "openSettings" | "replaceIndex";

export interface UserMessage {
  readonly severity: "warning" | "error";
  readonly sentence: string;
  readonly actions: readonly UserAction[];
}

/** The engine's process ended while it worked on a request; it has been started again by the time this is seen. */
export class ServerLostError extends Error {
  constructor() {
    super("The engine stopped while it worked on this.");
    this.name = "ServerLostError";
  }
}

/** The engine's process stopped so often that it is not started again by itself. */
export class ServerGaveUpError extends Error {
  constructor() {
    super("The engine keeps stopping.");
    this.name = "ServerGaveUpError";
  }
}

/** Decides what the user sees of an error: nothing of a cancellation, the sentence of one that we know, the log for all others. */
export function describeError(error: unknown, t: Translate): UserMessage | undefined {
  if (isCancellation(error)) return undefined;
  if (error instanceof ServerGaveUpError) {
    const sentence = t("The engine of Flow Logs stopped several times within three minutes and was not started again.");
    return { severity: "error", sentence, actions: ["restartServer", "showLog"] };
  }
  if (error instanceof ServerLostError || isConnectionLost(error)) {
    const sentence = t("The engine stopped while it worked on this, and was started again. Please try once more.");
    return { severity: "warning", sentence, actions: ["showLog"] };
  }
  const known = errorDataOf(error);
  if (known === undefined || known.kind === "internal") {
    return { severity: "error", sentence: t("Something unexpected went wrong: {0}", messageOf(error)), actions: ["showLog"] };
  }
  return { ...presentations[known.kind], sentence: messageOf(error) };
}

/** The data that a failure of ours carries, whether it was thrown here or came over the wire. */
export function errorDataOf(error: unknown): ErrorData | undefined {
  if (error instanceof FlowLogError) return error.data;
  if (!isCoded(error) || error.code !== requestFailedCode) return undefined;
  const data: unknown = error.data;
  const kind: unknown = typeof data === "object" && data !== null && "kind" in data ? data.kind : undefined;
  return typeof kind === "string" && kind in presentations ? (data as ErrorData) : undefined;
}

/** The connection is not signed in: with other credentials the same may succeed. */
export function concernsSignIn(error: unknown): boolean {
  const kind = errorDataOf(error)?.kind;
  return kind === "credentialsExpired" || kind === "credentialsMissing" || kind === "credentialsRejected";
}

export function isCancellation(error: unknown): boolean {
  if (isCoded(error)) return error.code === requestCancelledCode;
  return error instanceof Error && (error.name === "Canceled" || error.name === "AbortError");
}

/** The connection to the server broke: nobody will answer any more. */
export function isConnectionLost(error: unknown): boolean {
  return isCoded(error) && lostCodes.has(error.code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Of the Language Server Protocol. */
const requestCancelledCode = -32_800;
const lostCodes: ReadonlySet<number> = new Set([
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
]);

type Presentation = Pick<UserMessage, "severity" | "actions">;
const warning = (...actions: UserAction[]): Presentation => ({ severity: "warning", actions });
const failure = (...actions: UserAction[]): Presentation => ({ severity: "error", actions });

const presentations: Record<ErrorKind, Presentation> = {
  gone: warning(),
  invalidRequest: failure("showLog"),
  restricted: warning("manageTrust"),
  credentialsMissing: warning("signInAgain", "editConnection"),
  credentialsRejected: warning("signInAgain", "editConnection"),
  credentialsExpired: warning("signInAgain"),
  accessDenied: warning("showLog"),
  noSuchBucket: warning("editConnection"),
  noSuchObject: warning(),
  endpointUnreachable: warning("editConnection", "showLog"),
  wrongRegion: warning("editConnection"),
  throttled: warning(),
  bucketFailure: failure("showLog"),
  unreadableObject: warning(),
  indexDamaged: warning("replaceIndex"),
  indexOlder: warning("replaceIndex"),
  indexNewer: warning("replaceIndex"),
  indexBusy: warning("showLog"),
  engineMissing: failure("showLog"),
  diskFull: failure("openSettings"),
  outOfMemory: failure("openSettings"),
  statementFailed: warning(),
  statementRefused: warning(),
  parameterMissing: warning(),
  internal: failure("showLog"),
};

function isCoded(error: unknown): error is Error & { readonly code: number; readonly data?: unknown } {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}
