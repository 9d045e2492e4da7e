import { describe, expect, it } from "vitest";
import { bindParameters, collectParameters, describeValueProblem, unanswered } from "../../../src/extension/runs/parameterValues";
import { plain } from "../plain";

const address = { name: "address", type: "VARCHAR" };
const port = { name: "port", type: "USMALLINT", defaultText: "443" };

describe("parameters of several statements", () => {
  it("are asked for once, by the first declaration", () => {
    const statements = [{ parameters: [address] }, { parameters: [port, { name: "address", type: "INTEGER" }] }];
    expect(collectParameters(statements)).toEqual([address, port]);
  });

  it("are asked for while they have no value that fits", () => {
    const asked = (known: Record<string, string | null>): readonly string[] =>
      unanswered([address, port], known, plain).map(({ name }) => name);
    expect(asked({})).toEqual(["address", "port"]);
    expect(asked({ address: "10.0.0.1", port: "22" })).toEqual([]);
    expect(asked({ address: null, port: null })).toEqual([]);
    expect(asked({ address: "", port: "ssh" })).toEqual(["port"]);
  });

  it("are bound with their types", () => {
    expect(bindParameters([address, port], { address: "'; DROP TABLE x", other: "1" })).toEqual({
      address: { type: "VARCHAR", text: "'; DROP TABLE x" },
      port: { type: "USMALLINT", text: null },
    });
  });
});

describe("a typed value", () => {
  it.each([
    ["INTEGER", "-5"],
    ["BIGINT", " 9007199254740993 "],
    ["UINTEGER", "0"],
    ["DECIMAL(18, 2)", "0.5"],
    ["DOUBLE", "1e-3"],
    ["BOOLEAN", "TRUE"],
    ["DATE", "2026-03-14"],
    ["TIMESTAMP", "2026-03-14T15:00:02Z"],
    ["timestamp", "2026-03-14"],
    ["VARCHAR", ""],
    ["VARCHAR[]", "['a', 'b']"],
    ["INET_OF_SOMEBODY", "?"],
  ])("fits %s: %o", (type, text) => {
    expect(describeValueProblem(type, text, plain)).toBeUndefined();
  });

  it.each([
    ["INTEGER", "many", "443"],
    ["UINTEGER", "-1", "443"],
    ["DOUBLE", "", "0.5"],
    ["BOOLEAN", "maybe", "true"],
    ["DATE", "yesterday", "2026-03-14"],
    ["TIMESTAMP", "14.03.2026", "2026-03-14 15:00:00"],
  ])("does not fit %s: %o", (type, text, example) => {
    expect(describeValueProblem(type, text, plain)).toBe(`${type} is wanted, like ${example}.`);
  });
});
