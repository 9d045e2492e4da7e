/**
 * What can go wrong across the wire. A failed request is a JSON-RPC error with code `requestFailedCode`, a sentence that a
 * user can act on as its message, and `ErrorData` as its data. Cancellation is JSON-RPC's own `RequestCancelled`.
 */
export type ErrorKind =
  /** The id names nothing in this process: it was disposed of, or the server was restarted. Make it again. */
  | "gone"
  | "invalidRequest"
  /** The workspace is not trusted, so nothing runs. */
  | "restricted"
  | "credentialsMissing"
  | "credentialsRejected"
  | "credentialsExpired"
  | "accessDenied"
  | "noSuchBucket"
  | "noSuchObject"
  | "endpointUnreachable"
  | "wrongRegion"
  | "throttled"
  | "bucketFailure"
  | "unreadableObject"
  | "indexDamaged"
  | "indexOlder"
  | "indexNewer"
  | "indexBusy"
  | "engineMissing"
  | "diskFull"
  | "outOfMemory"
  /** The engine refused the statement: `range`, `candidates` say where and what instead. */
  | "statementFailed"
  /** The statement would change the index, reach outside the allowed folders, or do what a query may not. */
  | "statementRefused"
  | "parameterMissing"
  | "internal";

/** Offsets are UTF-16 code units into the text that the request carried. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface ErrorData {
  readonly kind: ErrorKind;
  /** What the other side said, for the log; never holds a secret. */
  readonly detail?: string;
  readonly span?: TextSpan;
  /** Names that the engine offers instead, best first. */
  readonly candidates?: readonly string[];
}

/** In the range that JSON-RPC leaves to applications. */
export const requestFailedCode = -31_001;

/** An error that may cross the wire as it is: its message is a sentence for the user. */
export class FlowLogError extends Error {
  constructor(
    readonly data: ErrorData,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "FlowLogError";
  }
}
