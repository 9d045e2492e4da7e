import { ResponseError } from "vscode-jsonrpc";
import { type ErrorData, FlowLogError, requestFailedCode } from "../../protocol/errors";
import type { Translate } from "../translate";
import { describeError } from "../userErrors";

/** What the server answered goes on to the webview as it is. That there is no server any more means there: the result is gone. */
export function toResponseError(error: unknown, t: Translate): ResponseError<unknown> {
  if (error instanceof ResponseError) return error as ResponseError<unknown>;
  if (error instanceof FlowLogError) return new ResponseError(requestFailedCode, error.message, error.data);
  const data: ErrorData = { kind: "gone" };
  return new ResponseError(requestFailedCode, describeError(error, t)?.sentence ?? t("Cancelled."), data);
}
