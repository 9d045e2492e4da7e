import { ResponseError } from "vscode-jsonrpc/browser";
import { requestFailedCode, type ErrorData, type ErrorKind } from "../src/protocol/errors";

/** What became of a request that was not answered. */
export type Failure =
  | { readonly kind: "cancelled" }
  | { readonly kind: Exclude<ErrorKind, "gone">; readonly sentence: string }
  | { readonly kind: "gone"; readonly sentence: string };

// JSON-RPC's and LSP's ways of saying that somebody asked to stop.
const cancelledCodes: ReadonlySet<number> = new Set([-32_800, -32_802]);

export function failureOf(error: unknown): Failure {
  if (error instanceof ResponseError) {
    if (cancelledCodes.has(error.code)) return { kind: "cancelled" };
    if (error.code === requestFailedCode && isErrorData(error.data)) return { kind: error.data.kind, sentence: error.message };
  }
  return { kind: "internal", sentence: error instanceof Error ? error.message : String(error) };
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "kind" in data && typeof data.kind === "string";
}
