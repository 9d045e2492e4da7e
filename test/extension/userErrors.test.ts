import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import { describe, expect, it } from "vitest";
import { type ErrorKind, FlowLogError, requestFailedCode } from "../../src/protocol/errors";
import { describeError, errorDataOf, ServerGaveUpError, ServerLostError } from "../../src/extension/userErrors";
import { plain } from "./plain";

const overTheWire = (kind: ErrorKind): ResponseError<unknown> => new ResponseError(requestFailedCode, "A sentence for people.", { kind });
const abort = Object.assign(new Error("This operation was aborted"), { name: "AbortError" });

describe("what the user sees of an error", () => {
  it.each([
    ["a request that was cancelled", new ResponseError(-32_800, "Request got cancelled")],
    ["the editor's own cancellation", Object.assign(new Error("Canceled"), { name: "Canceled" })],
    ["an aborted signal", abort],
  ])("is nothing for %s", (_, error) => {
    expect(describeError(error, plain)).toBeUndefined();
  });

  it.each([
    ["credentialsExpired", ["signInAgain"]],
    ["credentialsRejected", ["signInAgain", "editConnection"]],
    ["restricted", ["manageTrust"]],
    ["indexDamaged", ["replaceIndex"]],
    ["diskFull", ["openSettings"]],
    ["statementFailed", []],
    ["engineMissing", ["showLog"]],
  ] as const)("is the sentence of a %s failure and what mends it", (kind, actions) => {
    expect(describeError(overTheWire(kind), plain)).toMatchObject({ sentence: "A sentence for people.", actions });
  });

  it("is the same for an error that was thrown here", () => {
    const error = new FlowLogError({ kind: "accessDenied" }, "A sentence for people.");
    expect(describeError(error, plain)).toEqual(describeError(overTheWire("accessDenied"), plain));
  });

  it.each([
    ["an error that nobody foresaw", new TypeError("x is not a function")],
    ["something thrown that is no error", "a text"],
    ["an internal failure of the server", overTheWire("internal")],
    ["a code of ours with data that is not ours", new ResponseError(requestFailedCode, "?", { kind: "newKind" })],
  ])("is the way to the log for %s", (_, error) => {
    expect(describeError(error, plain)).toMatchObject({ severity: "error", actions: ["showLog"] });
  });

  it.each<[string, Error]>([
    ["that was noticed by its request", new ServerLostError()],
    ["that was noticed by the connection", new ResponseError(ErrorCodes.PendingResponseRejected, "Pending response rejected")],
    ["before the request was sent", new ResponseError(ErrorCodes.ConnectionInactive, "Client is not running")],
  ])("says of a lost server %s that it is back", (_, error) => {
    expect(describeError(error, plain)?.sentence).toContain("started again");
  });

  it("offers to start a server that is not started again by itself", () => {
    expect(describeError(new ServerGaveUpError(), plain)?.actions).toEqual(["restartServer", "showLog"]);
  });
});

describe("the data of an error", () => {
  it("comes over the wire whole", () => {
    const data = { kind: "statementFailed", span: { start: 7, end: 12 }, candidates: ["bytes"] };
    expect(errorDataOf(new ResponseError(requestFailedCode, "?", data))).toEqual(data);
  });

  it.each([undefined, null, "text", {}, { kind: 1 }])("is nothing where it is %o", (data) => {
    expect(errorDataOf(new ResponseError(requestFailedCode, "?", data))).toBeUndefined();
  });
});
