import { describe, expect, it } from "vitest";
import { standingNow, stalenessOf } from "../../../src/extension/runs/staleness";
import { runnableStatements } from "../../../src/extension/runs/statements";
import { outlineStatements } from "../../../src/language/statements/statementOutline";

const statementsOf = (text: string, prefix = "") => runnableStatements(text, outlineStatements(text), 0, prefix);

/** The tabs of a text that was run as a whole. */
const tabsOf = (text: string, prefix = "") =>
  statementsOf(text, prefix).map((statement) => ({
    ...statement,
    parameters: Object.fromEntries(statement.parameters.map(({ name, type }) => [name, { type, text: "1" }])),
  }));

/** What becomes of each tab of one text in another text, and what stands in its place. */
function became(before: string, after: string): readonly (readonly [stale: string | undefined, standing: string | undefined])[] {
  const tabs = tabsOf(before);
  const statements = statementsOf(after);
  return tabs.map((tab) => [stalenessOf(tab, tabs, { text: after, statements }), standingNow(tab, tabs, statements)?.sql]);
}

describe("the result of a statement", () => {
  it.each([
    ["nothing changed", "SELECT 1", "SELECT 1"],
    ["the file was formatted", "select a from flows", "SELECT\n  a\nFROM\n  flows;\n"],
    ["its chart and its name changed", "-- @chart bar\nSELECT 1", "-- @name Renamed\n-- @chart line x=a\nSELECT 1"],
    ["a comment was written into it", "SELECT a FROM flows", "SELECT a -- why\nFROM flows"],
    ["another value is offered for its parameter", "-- @param p INTEGER = 1\nSELECT $p", "-- @param p INTEGER = 2\nSELECT $p"],
    ["it stands elsewhere", "SELECT 1", "SELECT 0;\nSELECT 1;"],
  ])("is still that when %s", (_what, before, after) => {
    expect(became(before, after)[0]?.[0]).toBeUndefined();
  });

  it.each([
    ["a condition was added", "SELECT a FROM flows", "SELECT a FROM flows WHERE b = 1"],
    ["a value is another one", "SELECT 'a'", "SELECT 'A'"],
    ["its parameter has another type", "-- @param p INTEGER = 1\nSELECT $p", "-- @param p VARCHAR = 1\nSELECT $p"],
    ["it is named, and was given another name as well", "-- @name One\nSELECT 1", "-- @name Two\nSELECT 2"],
  ])("is one of before when %s", (_what, before, after) => {
    expect(became(before, after)).toEqual([["changed", statementsOf(after)[0]?.sql]]);
  });

  it("knows its statement by its name, wherever that stands", () => {
    expect(became("-- @name One\nSELECT 1;\n-- @name Two\nSELECT 2;", "-- @name Two\nSELECT 22;\n-- @name One\nSELECT 1;")).toEqual([
      [undefined, "SELECT 1"],
      ["changed", "SELECT 22"],
    ]);
  });

  it("has no statement any more when that was deleted, although another one moved up to its place", () => {
    expect(became("SELECT 1;\nSELECT 2;", "SELECT 2;")).toEqual([
      ["gone", undefined],
      [undefined, "SELECT 2"],
    ]);
    expect(became("SELECT 1;", "-- nothing")).toEqual([["gone", undefined]]);
  });

  it("of a selection stays as long as the file holds the text that was selected", () => {
    const [tab] = tabsOf("SELECT 1", "selection ");
    if (tab === undefined) throw new Error("no tab");
    const now = (text: string) => stalenessOf(tab, [tab], { text, statements: statementsOf(text) });
    expect([now("SELECT 1 UNION SELECT 2"), now("select  1"), now("SELECT 3")]).toEqual([undefined, undefined, "gone"]);
  });
});
