import { ResponseError } from "vscode-jsonrpc/browser";
import { requestFailedCode, type ErrorData, type ErrorKind } from "../src/protocol/errors";

/** What became of a request that was not answered. */
export type Failure = { readonly kind: "cancelled" } | { readonly kind: ErrorKind; readonly sentence: string };

/** The Language Server Protocol's code for a request that was cancelled. */
export const cancelledCode = -32_800;

export function failureOf(error: unknown): Failure {
  if (error instanceof ResponseError) {
    if (error.code === cancelledCode) return { kind: "cancelled" };
    if (error.code === requestFailedCode && isErrorData(error.data)) return { kind: error.data.kind, sentence: error.message };
  }
  return { kind: "internal", sentence: error instanceof Error ? error.message : String(error) };
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "kind" in data && typeof data.kind === "string";
}
