import { type ErrorData, FlowLogError, type TextSpan } from "../../../protocol/errors";
import { refusal } from "./statementGuard";
import type { StatementSource } from "./statementSource";

/** An error as DuckDB tells it with `errors_as_json`. */
export interface EngineError {
  /** `Binder`, `Parser`, `Conversion`, `Out of Memory` … */
  readonly type: string;
  readonly message: string;
  /** In the text that the engine was given. */
  readonly position?: number;
  /** Its grammar counts characters; what looks at a statement after it counts bytes of UTF-8. */
  readonly positionUnit: "character" | "byte";
  readonly candidates: readonly string[];
  /** What the error is about: a column, table or function. */
  readonly name?: string;
}

export function readEngineError(error: unknown): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const fields = jsonIn(text);
  const type = fields?.exception_type;
  if (fields === undefined || type === undefined) return { type: "", message: text, positionUnit: "byte", candidates: [] };
  const position = Number(fields.position ?? NaN);
  const name = fields.name ?? fields.call?.replace(/\(.*$/s, "");
  return {
    type,
    message: fields.exception_message ?? "",
    positionUnit: fields.error_subtype === "SYNTAX_ERROR" ? "character" : "byte",
    ...(Number.isNaN(position) ? {} : { position }),
    candidates: splitCandidates(fields.candidates ?? ""),
    ...(name === undefined ? {} : { name }),
  };
}

/** Errors of running a statement. `lead`: how many bytes, all ASCII, the engine saw before the statement itself. */
export function statementError(error: unknown, source: StatementSource, lead = 0): FlowLogError {
  if (error instanceof FlowLogError) return error;
  const engineError = readEngineError(error);
  const general = generalError(engineError, error);
  if (general !== undefined) return general;
  const span = spanOf(engineError, source, lead);
  if (engineError.type === "Permission") {
    return refusal(
      `Statements read the index, in an editor also files in the folders of the workspace, and nothing else: ${sentenceOf(engineError)}`,
      span,
    );
  }
  if (engineError.type === "TransactionContext" && /read-only mode|single attached database/.test(engineError.message)) {
    return refusal("Queries read the index and never change it.", span);
  }
  const { candidates } = engineError;
  const data: ErrorData = {
    kind: "statementFailed",
    detail: engineError.message,
    ...(span === undefined ? {} : { span }),
    ...(candidates.length === 0 ? {} : { candidates }),
  };
  return new FlowLogError(data, sentenceOf(engineError), { cause: error });
}

/** Errors of reading, arranging or saving a result that is there. */
export function resultError(error: unknown): Error {
  if (error instanceof FlowLogError) return error;
  const engineError = readEngineError(error);
  if (engineError.type === "Catalog") return new FlowLogError({ kind: "gone" }, "This result is gone: run the statement again.");
  return generalError(engineError, error) ?? new FlowLogError({ kind: "internal", detail: engineError.message }, sentenceOf(engineError));
}

function generalError({ type, message }: EngineError, cause: unknown): FlowLogError | undefined {
  if (/no space left on device|max_temp_directory_size|not enough space on the disk/i.test(message)) {
    const sentence = "The disk is full: a large result needs room beside the index. Free some, or narrow the query.";
    return new FlowLogError({ kind: "diskFull", detail: message }, sentence, { cause });
  }
  if (type === "Out of Memory") {
    const sentence =
      "The query needs more memory than it may use. Narrow it, aggregate earlier, or raise the setting for the engine's memory limit.";
    return new FlowLogError({ kind: "outOfMemory", detail: message }, sentence, { cause });
  }
  if (type === "FATAL" || type === "INTERNAL") {
    const sentence = `The engine failed inside, and the server has to be restarted: ${firstLine(message)}`;
    return new FlowLogError({ kind: "internal", detail: message }, sentence, { cause });
  }
  return undefined;
}

/**
 * The offending token. A position may be one in the text of a view or macro that the statement uses, and nothing says so: so it
 * counts only when the token that stands there is what the error speaks of.
 */
function spanOf(error: EngineError, source: StatementSource, lead: number): TextSpan | undefined {
  if (error.position === undefined || error.position < lead) return undefined;
  const offset = offsetOf(error.position - lead, error.positionUnit, source.sql);
  if (offset >= source.sql.length && error.type !== "Parser") return undefined;
  const tokens = source.tokensAt(offset);
  if (tokens === undefined) return undefined;
  const [first, last] = tokens;
  const text = source.sql.slice(first.start, last.end);
  const fits =
    error.type === "Parser" ||
    (error.name === undefined ? error.type !== "Conversion" || startsCast(text) || error.message.includes(text) : names(text, error.name));
  return fits ? source.spanOf(first, last) : undefined;
}

function offsetOf(position: number, unit: EngineError["positionUnit"], sql: string): number {
  if (unit === "byte") return Buffer.from(sql).subarray(0, position).toString().length;
  return Array.from(sql).slice(0, position).join("").length;
}

function startsCast(text: string): boolean {
  return text === ":" || /^(?:try_)?cast$/i.test(text);
}

function names(text: string, name: string): boolean {
  return text.replaceAll('"', "").toLowerCase().includes(name.replaceAll('"', "").toLowerCase());
}

/** The engine's sentence without the candidates, which travel by themselves. */
function sentenceOf({ message }: EngineError): string {
  const head = message.split(/\n\s*(?:Candidate|Did you mean|LINE \d)/)[0] ?? message;
  const plain = head.trim().replace(/!$/, ".");
  return /[.?!]$/.test(plain) ? plain : `${plain}.`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

/** `a(X, Y) -> Z,b(X)` → both. */
function splitCandidates(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = text[index];
    if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === undefined || (character === "," && depth === 0)) {
      const candidate = text.slice(from, index).trim();
      if (candidate !== "") found.push(candidate);
      from = index + 1;
    }
  }
  return found;
}

function jsonIn(text: string): Partial<Record<string, string>> | undefined {
  const brace = text.indexOf("{");
  if (brace < 0) return undefined;
  try {
    return JSON.parse(text.slice(brace)) as Partial<Record<string, string>>;
  } catch {
    return undefined;
  }
}
