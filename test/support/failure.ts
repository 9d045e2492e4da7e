import { FlowLogError } from "../../src/protocol/errors";

/** The `FlowLogError` that `work` rejects with; any other end is a failure of the test. */
export async function failure(work: Promise<unknown>): Promise<FlowLogError> {
  const end: unknown = await work.then(
    () => "it succeeded",
    (error: unknown) => error,
  );
  if (end instanceof FlowLogError) return end;
  throw new Error(`Expected a FlowLogError: ${String(end)}`, { cause: end });
}
