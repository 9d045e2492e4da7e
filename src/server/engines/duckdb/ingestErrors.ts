import { otherHeaderProblem } from "./otherHeaders";

/** An object that the engine could read, and must not: the message is the sentence that says why. */
export class UnusableObjectError extends Error {}

/** DuckDB's errors come as JSON text (`errors_as_json`): type and message. */
interface EngineError {
  readonly type: string;
  readonly message: string;
}

function parse(error: unknown): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const start = text.indexOf("{");
  if (start >= 0) {
    try {
      const data = JSON.parse(text.slice(start)) as { exception_type?: unknown; exception_message?: unknown };
      if (typeof data.exception_message === "string") {
        return { type: typeof data.exception_type === "string" ? data.exception_type : "", message: data.exception_message };
      }
    } catch {
      // Not JSON after all: the text is the message.
    }
  }
  return { type: "", message: text };
}

/** What DuckDB says, without the JSON around it. */
export function engineMessage(error: unknown): string {
  return parse(error).message;
}

/** Trouble of the database and not of what it read: going on object by object would fail in the same way. */
export function isFatal(error: unknown): boolean {
  const { type, message } = parse(error);
  return (
    type === "FATAL" || type === "INTERNAL" || type === "TransactionContext" || /no space left|disk quota|failed to write/i.test(message)
  );
}

/** Why the engine could not read an object, in one line and without the paths of the staging folder. */
export function engineReason(error: unknown): string {
  if (error instanceof UnusableObjectError) return error.message;
  const { message } = parse(error);
  if (message.includes(otherHeaderProblem)) return otherHeaderProblem;
  const line = (message.split("\n")[0] ?? message).replaceAll(/ in file "[^"]*"/g, "").trim();
  return `The engine cannot read this object: ${line}`;
}
