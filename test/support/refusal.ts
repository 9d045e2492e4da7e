import { ResponseError } from "vscode-jsonrpc";
import type { ErrorData } from "../../src/protocol/errors";

/** The error that a server answers with; any other end is a failure of the test. */
export async function refusal(answer: Promise<unknown>): Promise<ResponseError<ErrorData>> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ResponseError)) throw new Error(`Expected a refusal: ${String(error)}`);
  return error as ResponseError<ErrorData>;
}
