import { describe, expect, it } from "vitest";
import { resultError, statementError } from "../../../../src/server/engines/duckdb/engineErrors";
import { StatementSource } from "../../../../src/server/engines/duckdb/statementSource";

/** As the engine writes it with `errors_as_json`. */
function told(type: string, message: string, more: Record<string, string> = {}): Error {
  return new Error(JSON.stringify({ exception_type: type, exception_message: message, ...more }));
}

describe("An error of the engine", () => {
  const source = StatementSource.from("SELECT bytes FROM flows");

  it.each<[error: Error, kind: string, words: string]>([
    [told("Out of Memory", "could not allocate block of size 256.0 KiB (255.9 MiB/256.0 MiB used)"), "outOfMemory", "Narrow it"],
    [
      told(
        "Out of Memory",
        "failed to offload data block (10.0 GiB/10.0 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
      ),
      "diskFull",
      "disk is full",
    ],
    [told("IO", 'Could not write file "/x/spill/duckdb_temp_block": No space left on device'), "diskFull", "disk is full"],
    [told("IO", "Could not write: There is not enough space on the disk."), "diskFull", "disk is full"],
    [told("FATAL", "Failed: database has been invalidated\nmore"), "internal", "has to be restarted"],
    [told("Permission", "file system operations are disabled by configuration"), "statementRefused", "folders of the workspace"],
    [
      told("TransactionContext", 'Cannot write to database "flow_index" - transaction is launched in read-only mode'),
      "statementRefused",
      "never change",
    ],
    [told("Invalid Input", "hi"), "statementFailed", "hi."],
    [new Error("Something without JSON"), "statementFailed", "Something without JSON."],
    [new Error("Something with { braces"), "statementFailed", "Something with { braces."],
  ])("%s becomes %s", (error, kind, words) => {
    const told = statementError(error, source);
    expect(told.data.kind).toBe(kind);
    expect(told.message).toContain(words);
  });

  it.each<[name: string, type: string, message: string, more: Record<string, string>, place: string | undefined]>([
    ["at the token it names", "Binder", "no column", { position: "7", name: "bytes" }, "bytes"],
    ["behind what the engine saw before it", "Binder", "no column", { position: "17", name: "bytes" }, undefined],
    ["nowhere when another token stands there", "Binder", "no column", { position: "7", name: "packets" }, undefined],
    ["nowhere inside a token", "Binder", "no column", { position: "9" }, undefined],
    ["nowhere behind the end", "Binder", "no column", { position: "99" }, undefined],
    ["at the last token when the text ends too early", "Parser", "syntax error at end of input", { position: "23" }, "flows"],
    [
      "nowhere when a value of the data does not convert",
      "Conversion",
      "Could not convert string 'x' to INT32",
      { position: "7" },
      undefined,
    ],
  ])("points %s", (_name, type, message, more, place) => {
    const { span } = statementError(told(type, message, more), source).data;
    expect(span && source.sql.slice(span.start, span.end)).toBe(place);
  });

  it("takes what the engine saw before the statement into account", () => {
    const { span } = statementError(told("Binder", "no column", { position: "17", name: "bytes" }), source, 10).data;
    expect(span).toEqual({ start: 7, end: 12 });
  });

  it.each<[text: string, type: string, message: string, more: Record<string, string>]>([
    ["SELECT '😀ü' FORM |flows| x", "Parser", 'syntax error at or near "flows"', { position: "17", error_subtype: "SYNTAX_ERROR" }],
    ["SELECT '😀ü', |bites| FROM flows", "Binder", "no column", { position: "17", name: "bites" }],
  ])("finds its place behind letters of several bytes: %s", (marked, type, message, more) => {
    const text = marked.replaceAll("|", "");
    const { span } = statementError(told(type, message, more), StatementSource.from(text)).data;
    const [start, end] = [marked.indexOf("|"), marked.lastIndexOf("|") - 1];
    expect(span).toEqual({ start, end });
  });

  it("keeps candidates whole, although commas stand in them", () => {
    const candidates = "sum(DECIMAL) -> DECIMAL,pick(A, B) -> C, x";
    expect(statementError(told("Binder", "No function", { candidates }), source).data.candidates).toEqual([
      "sum(DECIMAL) -> DECIMAL",
      "pick(A, B) -> C",
      "x",
    ]);
  });

  it("says that a result is gone when its table is", () => {
    expect(resultError(told("Catalog", "Table with name r1 does not exist!"))).toMatchObject({ data: { kind: "gone" } });
    expect(resultError(told("Binder", "odd"))).toMatchObject({ data: { kind: "internal" }, message: "odd." });
  });
});
