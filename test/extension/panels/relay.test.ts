import { ResponseError } from "vscode-jsonrpc";
import { describe, expect, it } from "vitest";
import * as chart from "../../../src/protocol/chart";
import * as query from "../../../src/protocol/query";
import { FlowLogError, requestFailedCode } from "../../../src/protocol/errors";
import { toResponseError } from "../../../src/extension/panels/relayedErrors";
import { relayedMethods } from "../../../src/extension/panels/relayedMethods";
import { ServerLostError } from "../../../src/extension/userErrors";
import { plain } from "../plain";

describe("what a results panel may ask of the server", () => {
  it.each([
    query.GetRows,
    query.GetCell,
    query.ArrangeResult,
    query.FindInResult,
    query.SumSelection,
    query.CopySelection,
    chart.AggregateResult,
    chart.GetPoints,
    chart.ProfileColumn,
  ])("includes reading results: $method", ({ method }) => {
    expect(relayedMethods).toContain(method);
  });

  it.each([query.RunQuery, query.ExportResult, query.DisposeOwner, query.DisposeResult, query.OutlineStatements])(
    "does not include what the host does itself: $method",
    ({ method }) => {
      expect(relayedMethods).not.toContain(method);
    },
  );

  it("is about results and nothing else", () => {
    expect(relayedMethods.filter((method) => !method.startsWith("flowlog/query/"))).toEqual([]);
  });
});

describe("the error that a results panel gets", () => {
  it("is the server's own", () => {
    const error = new ResponseError(requestFailedCode, "This result is gone.", { kind: "gone" });
    expect(toResponseError(error, plain)).toBe(error);
  });

  it("is what the host itself refuses, with its kind", () => {
    const refused = new FlowLogError({ kind: "restricted" }, "Not trusted.");
    expect(toResponseError(refused, plain)).toMatchObject({
      code: requestFailedCode,
      message: "Not trusted.",
      data: { kind: "restricted" },
    });
  });

  it("says that the result is gone where the server is", () => {
    expect(toResponseError(new ServerLostError(), plain)).toMatchObject({ code: requestFailedCode, data: { kind: "gone" } });
  });
});
