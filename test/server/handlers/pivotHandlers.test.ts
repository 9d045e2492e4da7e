import { describe, expect, it } from "vitest";
import { CancellationTokenSource, ResponseError } from "vscode-jsonrpc";
import { staticCatalog } from "../../../src/language/catalog/staticCatalog";
import { NarrowSql, OpenPivotView, PivotStatement } from "../../../src/protocol/pivot";
import { registerPivotHandlers } from "../../../src/server/handlers/pivotHandlers";

type Handler = (params: unknown, token: unknown) => Promise<unknown>;

function answer(method: string, params: unknown, options: { readonly trusted?: boolean } = {}): Promise<unknown> {
  const handlers = new Map<string, Handler>();
  const connection = { onRequest: (name: string, handler: Handler) => handlers.set(name, handler) };
  registerPivotHandlers(connection as never, { catalog: { current: staticCatalog }, options, index: undefined } as never);
  const handler = handlers.get(method);
  return handler === undefined ? Promise.reject(new Error(method)) : handler(params, new CancellationTokenSource().token);
}

const term = { column: "srcaddr", op: "in", values: ["10.0.0.5"] };
const columns = [{ name: "srcaddr", type: "VARCHAR" }];

describe("pivot requests", () => {
  it("narrow a statement, without an index as well", async () => {
    const narrowed = await answer(NarrowSql.method, { sql: "FROM flows", columns, terms: [term], mode: "add" });
    expect(narrowed).toEqual({
      sql: "FROM flows WHERE srcaddr = '10.0.0.5'",
      condition: "srcaddr = '10.0.0.5'",
      how: "where",
    });
  });

  it.each([
    [NarrowSql.method, { sql: "DROP VIEW x", columns, terms: [term], mode: "add" }, "invalidRequest"],
    [PivotStatement.method, { question: "either", subject: { kind: "address", address: "x" }, row: {} }, "invalidRequest"],
    [OpenPivotView.method, { subject: { kind: "address", address: "10.0.0.5" }, side: "interface" }, "invalidRequest"],
  ])("say what is wrong: %s", async (method, params, kind) => {
    const error = await answer(method, params);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ data: { kind } });
  });

  it("open no view in a workspace that is not trusted", async () => {
    const params = { subject: { kind: "address", address: "10.0.0.5" }, side: "interface" };
    expect(await answer(OpenPivotView.method, params, { trusted: false })).toMatchObject({ data: { kind: "restricted" } });
  });
});
