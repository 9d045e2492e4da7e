import { beforeAll, describe, expect, it } from "vitest";
import type { CatalogFunction } from "../../../src/language/catalog/catalog";
import { conversationsOf, packetConversationsOf } from "../../../src/language/functions/conversationsOf";
import { flowFunctions } from "../../../src/language/functions/flowFunctions";
import { readFunctionsWithoutIndex } from "../../../src/server/engines/duckdb/catalog/engineFunctions";
import { forbiddenFunctions } from "../../../src/server/engines/duckdb/statementGuard";

let functions: ReadonlyMap<string, CatalogFunction>;
beforeAll(async () => {
  functions = await readFunctionsWithoutIndex();
});

describe("the functions of the engine", () => {
  it("have their overloads as signatures, shortest first, with the engine's own names, types, sentence and example", () => {
    const found = functions.get("split_part");
    expect(found?.signatures).toEqual([{ parameters: [{ name: "string" }, { name: "delimiter" }, { name: "position" }] }]);
    const extract = functions.get("regexp_extract");
    expect(extract?.signatures.map(({ parameters }) => parameters.length)).toEqual([2, 3, 3, 4, 4]);
    expect(extract?.signatures[0]).toEqual({
      parameters: [
        { name: "string", type: "VARCHAR" },
        { name: "regex", type: "VARCHAR" },
      ],
      returns: "VARCHAR",
    });
    expect(extract).toMatchObject({ name: "regexp_extract", kind: "scalar", example: "regexp_extract('abcde', '[a-z]{3}')" });
    expect(extract?.documentation).toContain("`regex` pattern");
  });

  it("are of the kind that they are used as", () => {
    const kinds = ["date_trunc", "count", "lag", "row_number", "range", "read_parquet", "coalesce", "split_part"].map((name) => [
      name,
      functions.get(name)?.kind,
    ]);
    expect(Object.fromEntries(kinds)).toEqual({
      ...{ date_trunc: "scalar", count: "aggregate", lag: "window", row_number: "window", range: "scalar", read_parquet: "table" },
      ...{ coalesce: "scalar", split_part: "scalar" },
    });
  });

  it("have a last parameter that may be repeated where the engine takes any number", () => {
    expect(functions.get("concat")?.signatures[0]).toMatchObject({ variadic: true, parameters: [{}, {}] });
    expect(functions.get("coalesce")?.signatures[0]).toMatchObject({ variadic: true });
  });

  it("have table functions with what stands in their parentheses by place, not with dozens of options", () => {
    expect(functions.get("read_csv")?.signatures.map(({ parameters }) => parameters.map(({ name }) => name))).toEqual([["path"], ["path"]]);
  });

  it("have no operators, nothing from inside the engine, and nothing that statements may not call", () => {
    const names = [...functions.keys()];
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(__internal|icu_collate|pragma_|test_)/.test(name))).toEqual([]);
    expect(names.filter((name) => forbiddenFunctions.has(name))).toEqual([]);
  });

  it("are found by lower case and keep the name that the engine gives them", () => {
    expect(functions.get("formatreadablesize")?.name).toBe("formatReadableSize");
  });

  it("are mostly described", () => {
    const described = [...functions.values()].filter(({ documentation }) => documentation !== undefined);
    expect(described.length / functions.size).toBeGreaterThan(0.6);
  });

  it("stand beside those for flows, which are marked as ours", () => {
    const ours = [...functions.values()].filter((each) => each.ours === true);
    expect(ours.map(({ name }) => name)).toEqual([...flowFunctions, conversationsOf, packetConversationsOf].map(({ name }) => name));
    expect(functions.get("ip_in")?.signatures[0]?.parameters.map(({ name }) => name)).toEqual(["addr", "cidr"]);
  });
});
